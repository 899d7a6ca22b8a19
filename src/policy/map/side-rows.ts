import { allConnections, type ConnectionSet, intersectConnections, noConnections } from '../../model/connection-set.ts';
import type { EndpointClass } from '../classes/endpoint-classes.ts';
import { type Endpoint, familiesOf } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import { evaluateSide } from '../evaluate/evaluate.ts';
import { inOrder, questionOf } from '../evaluate/question.ts';
import type { ForeignPolicy } from '../foreign/foreign-policy.ts';
import type { Direction, Policy } from '../policy.ts';
import type { DataplaneSettings } from '../profile.ts';
import type { ClassIndex, ClassSet } from './class-index.ts';
import type { OutcomeId, Outcomes } from './outcomes.ts';

/** What the policies at one end say of every class at the other end. */
export interface Row {
  /** The classes that no rule selects, by their base. */
  readonly defaults: readonly OutcomeId[];
  /** The classes that some rule selects, ascending, and their outcomes. */
  readonly selected: Int32Array;
  readonly outcomes: Int32Array;
}

/** Makes the rows of one direction; classes of which the same policies decide share one. */
export class SideRows {
  private readonly engine: PolicyEngine;
  private readonly index: ClassIndex;
  private readonly outcomes: Outcomes;
  private readonly worlds: readonly DataplaneSettings[];
  private readonly direction: Direction;
  /** Scratch: 0 for a class that no set has marked. */
  private readonly marks: Int32Array;
  /** For each row one of the classes that share it. */
  private readonly subjects: number[] = [];
  private readonly made = new Map<number, Row>();
  /** How often a row that is not made was asked about. */
  private readonly asked = new Map<number, number>();
  private readonly known = new Map<string, number>();
  private readonly policyNumbers = new Map<Policy | ForeignPolicy, number>();

  constructor(
    engine: PolicyEngine,
    index: ClassIndex,
    outcomes: Outcomes,
    worlds: readonly DataplaneSettings[],
    direction: Direction,
  ) {
    this.engine = engine;
    this.index = index;
    this.outcomes = outcomes;
    this.worlds = worlds;
    this.direction = direction;
    this.marks = new Int32Array(index.classes.length);
  }

  /** The number of a class's row, which is made when it is first needed. */
  rowOf(subject: number): number {
    const found = this.index.classes[subject];
    const { policies, foreign } = this.deciding(found);
    const key = [this.index.baseOf[subject], ...[...policies, ...foreign].map((policy) => this.numberOf(policy))].join(
      ' ',
    );
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const number = this.subjects.length;
    this.subjects.push(subject);
    this.known.set(key, number);
    return number;
  }

  /** How many rows there are. */
  get count(): number {
    return this.subjects.length;
  }

  /** A row by its number. */
  row(number: number): Row {
    const known = this.made.get(number);
    if (known !== undefined) return known;
    const row = this.makeRow(this.subjects[number] ?? -1);
    this.made.set(number, row);
    return row;
  }

  /** What a row says of a class; the row itself is made only where it is asked about often. */
  outcomeAt(number: number, other: number): OutcomeId {
    const asked = this.asked.get(number) ?? 0;
    if (asked >= fewQuestions || this.made.has(number)) return this.outcome(this.row(number), other);
    this.asked.set(number, asked + 1);
    const subject = this.subjects[number] ?? -1;
    const found = this.index.classes[subject];
    if (found === undefined) return this.outcomes.nothing;
    const { policies, foreign } = this.deciding(found);
    return this.ask(standIn(found.endpoint), subject, other, foreign, policies.length === 0);
  }

  /** What a row says of a class. */
  outcome(row: Row, other: number): OutcomeId {
    let low = 0;
    let high = row.selected.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((row.selected[middle] ?? 0) < other) low = middle + 1;
      else high = middle;
    }
    const found = row.selected[low] === other ? row.outcomes[low] : row.defaults[this.index.baseOf[other] ?? 0];
    return found ?? this.outcomes.nothing;
  }

  private deciding(subject: EndpointClass | undefined) {
    if (subject?.endpoint.kind !== 'pod') return { policies: [], foreign: [] };
    const { pod } = subject.endpoint;
    return {
      policies: inOrder(this.engine.applying(pod, this.direction)),
      foreign: this.engine.foreignPolicies.length === 0 ? [] : this.engine.foreignFor(pod, this.direction),
    };
  }

  private numberOf(policy: Policy | ForeignPolicy): number {
    const number = this.policyNumbers.get(policy) ?? this.policyNumbers.size;
    this.policyNumbers.set(policy, number);
    return number;
  }

  private makeRow(subject: number): Row {
    const found = this.index.classes[subject];
    if (found === undefined) return emptyRow;
    const { policies, foreign } = this.deciding(found);
    const end = standIn(found.endpoint);
    const ask = (other: number | undefined) => this.ask(end, subject, other, foreign, policies.length === 0);
    const { selected, marks } = this.markSelected(policies);
    const answers = new Map<number, OutcomeId>();
    const outcomes = selected.map((other) => {
      // Two classes of one base that the same peers take get the same answer.
      const key = (marks[other] ?? 0) * this.index.bases.length + (this.index.baseOf[other] ?? 0);
      const known = answers.get(key);
      if (known !== undefined) return known;
      const outcome = ask(other);
      answers.set(key, outcome);
      return outcome;
    });
    const defaults = this.index.bases.map((base) => ask(base.find((other) => marks[other] === 0)));
    for (const other of selected) marks[other] = 0;
    return { defaults, selected, outcomes };
  }

  /** The classes that peers may take, ascending, and for each class a number for the set of peers that may take it. */
  private markSelected(policies: readonly Policy[]): { readonly selected: Int32Array; readonly marks: Int32Array } {
    const sets = policies.flatMap((policy) =>
      (policy[this.direction] ?? [])
        .flatMap((rule) => rule.peers ?? [])
        .flatMap((peer) => this.index.mayTake(policy, peer)),
    );
    const { marks } = this;
    const selected: number[] = [];
    let last = 0;
    for (const set of new Set(sets)) {
      if (this.isWholeBases(set)) continue;
      // The same mark with this set added is the same new mark.
      const added = new Map<number, number>();
      for (const other of set) {
        const before = marks[other] ?? 0;
        if (before === 0) selected.push(other);
        const mark = added.get(before) ?? ++last;
        added.set(before, mark);
        marks[other] = mark;
      }
    }
    return { selected: Int32Array.from(selected).sort(), marks };
  }

  /** A set that takes all or none of each base tells no two classes of a base apart. */
  private isWholeBases(set: ClassSet): boolean {
    if (set.length < this.index.classes.length / 2) return false;
    const counts = new Map<number, number>();
    for (const other of set) {
      const base = this.index.baseOf[other] ?? 0;
      counts.set(base, (counts.get(base) ?? 0) + 1);
    }
    return [...counts].every(([base, count]) => count === this.index.bases[base]?.length);
  }

  private ask(
    end: Endpoint,
    subject: number,
    other: number | undefined,
    foreign: readonly ForeignPolicy[],
    isOpen: boolean,
  ): OutcomeId {
    const there = other === undefined ? undefined : this.index.classes[other];
    if (other === undefined || there === undefined) return this.outcomes.nothing;
    if (!this.index.canMeet(this.index.baseOf[subject] ?? 0, this.index.baseOf[other] ?? 0)) {
      return this.outcomes.nothing;
    }
    if (isOpen && foreign.length === 0) return this.outcomes.everything;
    const mayDeny = foreign.some((policy) => policy.mayDeny);
    const mayAllow = foreign.some((policy) => policy.mayAllow);
    return this.outcomes.idOf(
      this.worlds.map((settings) => {
        const allowed = this.evaluate(end, there.endpoint, settings);
        return { certain: mayDeny ? noConnections : allowed, possible: mayAllow ? allConnections : allowed };
      }),
    );
  }

  /** What every address family lets through that both ends have: a client may use any of them. */
  private evaluate(end: Endpoint, other: Endpoint, settings: DataplaneSettings): ConnectionSet {
    const [from, to] = this.direction === 'ingress' ? [other, end] : [end, other];
    const families = commonFamilies(from, to);
    return families
      .map((family) => {
        const question = questionOf({ from, to, protocol: 'TCP', port: 0 }, family);
        return evaluateSide(this.engine, question, this.direction, settings).allowed;
      })
      .reduce(intersectConnections, allConnections);
  }
}

/** To make a row costs about as much as so many questions. */
const fewQuestions = 64;

const emptyRow: Row = { defaults: [], selected: new Int32Array(), outcomes: new Int32Array() };

/** Another pod of the class, on another node than any: what a pod may do to itself and to its node is left out. */
function standIn(endpoint: Endpoint): Endpoint {
  if (endpoint.kind === 'range') return endpoint;
  const { node: _node, hostAddress: _hostAddress, ...pod } = endpoint.pod;
  return { kind: 'pod', pod: { ...pod, name: '' } };
}

function commonFamilies(from: Endpoint, to: Endpoint): readonly (4 | 6 | undefined)[] {
  const known = [familiesOf(from), familiesOf(to)].filter((families) => families.length > 0);
  const common = ([4, 6] as const).filter((family) => known.every((families) => families.includes(family)));
  return known.length === 0 || common.length === 0 ? [undefined] : common;
}
