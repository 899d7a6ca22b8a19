import type { Family } from '../../model/address.ts';
import { allConnections, noConnections } from '../../model/connection-set.ts';
import { fullName } from '../../model/metadata.ts';
import type { EndpointClass } from '../classes/endpoint-classes.ts';
import type { Endpoint } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import { inOrder } from '../evaluate/question.ts';
import type { ForeignPolicy } from '../foreign/foreign-policy.ts';
import { pathFamilies } from '../path-families.ts';
import type { Direction, Policy } from '../policy.ts';
import type { DataplaneSettings } from '../profile.ts';
import { ClassBases, canMeet } from './class-bases.ts';
import { type ClassIndex, peerKey } from './class-index.ts';
import { markSelected } from './marks.ts';
import type { OutcomeId, Outcomes } from './outcomes.ts';
import { askFamilies, sideAnswer, standIn } from './side-answer.ts';

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
  /** The bases of the classes at the other end. */
  readonly others: ClassBases;
  private readonly ownBases: ClassBases;
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
    this.ownBases = ClassBases.ofSubjects(engine, index, direction);
    this.others = ClassBases.ofOthers(engine, index, direction);
  }

  /** The number of a class's row, which is made when it is first needed. */
  rowOf(subject: number): number {
    const found = this.index.classes[subject];
    const { policies, foreign } = this.deciding(found);
    const numbers = [...policies, ...foreign].map((policy) => this.numberOf(policy));
    const key = `${this.ownBases.of[subject]} ${numbers.join(' ')}`;
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
    const place = placeIn(row.selected, other);
    const found = row.selected[place] === other ? row.outcomes[place] : row.defaults[this.others.of[other] ?? 0];
    return found ?? this.outcomes.nothing;
  }

  /** Whether some rule of a row selects a class. */
  isSelected({ selected }: Row, other: number): boolean {
    return selected.length > 0 && selected[placeIn(selected, other)] === other;
  }

  /** Whether a class and one at the other end have an address family in common. */
  canMeet(subject: number, other: number): boolean {
    return canMeet(this.ownBases.familiesOf(subject), this.others.familiesOf(other));
  }

  /** The one address family that a class and one at the other end have in common; undefined where they may have both. */
  onlyFamily(subject: number, other: number): Family | undefined {
    const [one, there] = [this.index.classes[subject], this.index.classes[other]];
    // A name may have addresses of any family.
    if (one?.domain !== undefined || there === undefined || there.domain !== undefined) return undefined;
    const families = one === undefined ? [] : pathFamilies(this.engine.cluster, one.endpoint, there.endpoint);
    return families.length === 1 ? families[0] : undefined;
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

  private makeRow(subject: number): Row {
    const found = this.index.classes[subject];
    if (found === undefined) return emptyRow;
    const { policies, foreign } = this.deciding(found);
    const end = standIn(found.endpoint);
    const ask = (other: number | undefined) => this.ask(end, subject, other, foreign, policies.length === 0);
    const { selected, of: marks } = markSelected(this.index, this.others, policies, this.direction);
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
    if (!this.canMeet(subject, other)) {
      return this.outcomes.nothing;
    }
    if (isOpen && foreign.length === 0) return this.outcomes.everything;
    const mayDeny = foreign.some((policy) => policy.mayDeny);
    const mayAllow = foreign.some((policy) => policy.mayAllow);
    const answers = askFamilies(this.engine.cluster, end, there.endpoint, (family) =>
      this.worlds.map((settings) => {
        const { side } = sideAnswer(this.engine, this.direction, end, there.endpoint, settings, family);
        const { allowed } = side;
        return { certain: mayDeny ? noConnections : allowed, possible: mayAllow ? allConnections : allowed };
      }),
    );
    return this.outcomes.idOf(answers);
  }
}

/** To make a row costs about as much as so many questions. */
const fewQuestions = 64;

const emptyRow: Row = { defaults: [], selected: new Int32Array(), outcomes: new Int32Array() };

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
