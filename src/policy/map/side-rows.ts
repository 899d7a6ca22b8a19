import { allConnections, type ConnectionSet, intersectConnections, noConnections } from '../../model/connection-set.ts';
import { fullName } from '../../model/metadata.ts';
import type { EndpointClass } from '../classes/endpoint-classes.ts';
import { type Endpoint, familiesOf } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import { evaluateSide } from '../evaluate/evaluate.ts';
import { questionOf } from '../evaluate/question.ts';
import type { ForeignPolicy } from '../foreign/foreign-policy.ts';
import type { Direction, Policy } from '../policy.ts';
import type { DataplaneSettings } from '../profile.ts';
import { ClassBases, canMeet } from './class-bases.ts';
import { type ClassIndex, peerKey } from './class-index.ts';
import type { OutcomeId, Outcomes } from './outcomes.ts';

/** What the policies at one end say of every class at the other end. */
export interface Row {
  /** The classes that no rule selects, by their base. */
  readonly defaults: readonly OutcomeId[];
  /** The classes that some rule selects, ascending, and their outcomes. */
  readonly selected: Int32Array;
  readonly outcomes: Int32Array;
}

/** Makes the rows of one direction; classes of which policies with the same rules decide share one. */
export class SideRows {
  readonly rows: Row[] = [];
  /** The bases of the classes at the other end. */
  readonly others: ClassBases;
  private readonly subjects: ClassBases;
  private readonly engine: PolicyEngine;
  private readonly index: ClassIndex;
  private readonly outcomes: Outcomes;
  private readonly worlds: readonly DataplaneSettings[];
  private readonly direction: Direction;
  /** Scratch: 0 for a class that no set has marked. */
  private readonly marks: Int32Array;
  private readonly known = new Map<string, number>();
  /** Policies by what their rules say, so that those that say the same have one number. */
  private readonly numbers = new Map<string, number>();
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
    this.subjects = ClassBases.ofSubjects(engine, index, direction);
    this.others = ClassBases.ofOthers(engine, index, direction);
  }

  /** The number of a class's row. */
  rowOf(subject: number): number {
    const found = this.index.classes[subject];
    const { policies, foreign } = this.deciding(found);
    const numbers = [...policies, ...foreign].map((policy) => this.numberOf(policy));
    const key = `${this.subjects.of[subject]} ${numbers.join(' ')}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const number = this.rows.length;
    this.rows.push(found === undefined ? emptyRow : this.makeRow(found, subject, policies, foreign));
    this.known.set(key, number);
    return number;
  }

  /** What a row says of a class. */
  outcome(row: Row, other: number): OutcomeId {
    const place = placeIn(row.selected, other);
    const found = row.selected[place] === other ? row.outcomes[place] : row.defaults[this.others.of[other] ?? 0];
    return found ?? this.outcomes.nothing;
  }

  /** Whether some rule of a row selects a class. */
  isSelected({ selected }: Row, other: number): boolean {
    return selected.length > 0 && selected[placeIn(selected, other)] === other;
  }

  private deciding(subject: EndpointClass | undefined) {
    if (subject?.endpoint.kind !== 'pod') return { policies: [], foreign: [] };
    const { pod } = subject.endpoint;
    const { admin, network, baseline } = this.engine.applying(pod, this.direction);
    return {
      policies: [...admin, ...network, ...baseline],
      foreign: this.engine.foreignPolicies.length === 0 ? [] : this.engine.foreignFor(pod, this.direction),
    };
  }

  private numberOf(policy: Policy | ForeignPolicy): number {
    const known = this.policyNumbers.get(policy);
    if (known !== undefined) return known;
    const text = 'tier' in policy ? this.describe(policy) : `${policy.kind} ${fullName(policy)}`;
    const number = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, number);
    this.policyNumbers.set(policy, number);
    return number;
  }

  /** All of a policy that has a say in what it decides of a class. */
  private describe(policy: Policy): string {
    const rules = (policy[this.direction] ?? []).map(({ action, peers, ports }) => [
      action,
      peers?.map((peer) => peerKey(policy, peer)),
      ports?.map(({ protocol, port, endPort }) => [protocol, port, endPort]),
    ]);
    return JSON.stringify([policy.tier, policy.priority, rules]);
  }

  private makeRow(
    found: EndpointClass,
    subject: number,
    policies: readonly Policy[],
    foreign: readonly ForeignPolicy[],
  ): Row {
    const end = standIn(found.endpoint);
    const ask = (other: number | undefined) => this.ask(end, subject, other, foreign, policies.length === 0);
    const { selected, marks } = this.markSelected(policies);
    const answers = new Map<number, OutcomeId>();
    const outcomes = selected.map((other) => {
      // Two classes of one base that the same peers take get the same answer.
      const key = (marks[other] ?? 0) * this.others.members.length + (this.others.of[other] ?? 0);
      const known = answers.get(key);
      if (known !== undefined) return known;
      const outcome = ask(other);
      answers.set(key, outcome);
      return outcome;
    });
    const defaults = this.others.members.map((base) => ask(base.find((other) => marks[other] === 0)));
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
      if (this.others.isWhole(set)) continue;
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

  private ask(
    end: Endpoint,
    subject: number,
    other: number | undefined,
    foreign: readonly ForeignPolicy[],
    isOpen: boolean,
  ): OutcomeId {
    const there = other === undefined ? undefined : this.index.classes[other];
    if (other === undefined || there === undefined) return this.outcomes.nothing;
    const { subjects, others } = this;
    if (!canMeet(subjects.families[subjects.of[subject] ?? 0], others.families[others.of[other] ?? 0])) {
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

/** Where a number is in an ascending list, or would be. */
function placeIn(list: Int32Array, wanted: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

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
