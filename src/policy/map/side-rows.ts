import { allConnections, noConnections } from '../../model/connection-set.ts';
import type { EndpointClass } from '../classes/endpoint-classes.ts';
import type { Endpoint } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import type { ForeignPolicy } from '../foreign/foreign-policy.ts';
import type { Direction, Policy } from '../policy.ts';
import type { DataplaneSettings } from '../profile.ts';
import type { ClassIndex, ClassSet } from './class-index.ts';
import { markSelected } from './marks.ts';
import type { OutcomeId, Outcomes } from './outcomes.ts';
import { allowedByAll, sideAnswers, standIn } from './side-answer.ts';

/** What the policies at one end say of every class at the other end. */
export interface Row {
  /** The classes that no rule selects, by their base. */
  readonly defaults: readonly OutcomeId[];
  /** The classes that some rule selects, ascending, and their outcomes. */
  readonly selected: ClassSet;
  readonly outcomes: readonly OutcomeId[];
}

/** Makes the rows of one direction; classes of which the same policies decide share one. */
export class SideRows {
  readonly rows: Row[] = [];
  private readonly engine: PolicyEngine;
  private readonly index: ClassIndex;
  private readonly outcomes: Outcomes;
  private readonly worlds: readonly DataplaneSettings[];
  private readonly direction: Direction;
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

  /** The number of a class's row. */
  rowOf(subject: number): number {
    const found = this.index.classes[subject];
    const { policies, foreign } = this.deciding(found);
    const key = [this.index.baseOf[subject], ...[...policies, ...foreign].map((policy) => this.numberOf(policy))].join(
      ' ',
    );
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const number = this.rows.length;
    this.rows.push(found === undefined ? emptyRow : this.makeRow(found, subject, policies, foreign));
    this.known.set(key, number);
    return number;
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
      policies: Object.values(this.engine.applying(pod, this.direction)).flat(),
      foreign: this.engine.foreignPolicies.length === 0 ? [] : this.engine.foreignFor(pod, this.direction),
    };
  }

  private numberOf(policy: Policy | ForeignPolicy): number {
    const number = this.policyNumbers.get(policy) ?? this.policyNumbers.size;
    this.policyNumbers.set(policy, number);
    return number;
  }

  private makeRow(
    found: EndpointClass,
    subject: number,
    policies: readonly Policy[],
    foreign: readonly ForeignPolicy[],
  ): Row {
    const end = standIn(found.endpoint);
    const ask = (other: number | undefined) => this.ask(end, subject, other, foreign, policies.length === 0);
    const marks = markSelected(this.index, policies, this.direction);
    const selected = [...marks.keys()].sort((a, b) => a - b);
    const answers = new Map<string, OutcomeId>();
    const outcomes = selected.map((other) => {
      // Two classes of one base that the same peers take get the same answer.
      const key = `${this.index.baseOf[other]}:${marks.get(other)}`;
      const known = answers.get(key);
      if (known !== undefined) return known;
      const outcome = ask(other);
      answers.set(key, outcome);
      return outcome;
    });
    const defaults = this.index.bases.map((base) => ask(base.find((other) => !marks.has(other))));
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

const emptyRow: Row = { defaults: [], selected: [], outcomes: [] };
