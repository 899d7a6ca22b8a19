import { allConnections, noConnections } from '../../model/connection-set.ts';
import type { EndpointClass } from '../classes/endpoint-classes.ts';
import type { Endpoint } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import { inOrder } from '../evaluate/question.ts';
import type { ForeignPolicy } from '../foreign/foreign-policy.ts';
import type { Direction, Policy } from '../policy.ts';
import type { DataplaneSettings } from '../profile.ts';
import type { ClassIndex } from './class-index.ts';
import { markSelected } from './marks.ts';
import type { OutcomeId, Outcomes } from './outcomes.ts';
import { allowedByAll, sideAnswers, standIn } from './side-answer.ts';

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
    const { selected, of: marks } = markSelected(this.index, policies, this.direction);
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
    return { defaults, selected, outcomes };
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
        const allowed = allowedByAll(sideAnswers(this.engine, this.direction, end, there.endpoint, settings));
        return { certain: mayDeny ? noConnections : allowed, possible: mayAllow ? allConnections : allowed };
      }),
    );
  }
}

/** To make a row costs about as much as so many questions. */
const fewQuestions = 64;

const emptyRow: Row = { defaults: [], selected: new Int32Array(), outcomes: new Int32Array() };
