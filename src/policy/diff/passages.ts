import type { OutcomeId, Outcomes } from '../map/outcomes.ts';
import { type PassagePair, type PortChange, portChanges } from './port-changes.ts';

/** The number of what two clusters let through: equal pairs of outcomes have equal numbers. */
export type PairId = number;

/** Stands for the outcome in a cluster that lacks the client or the server. */
export const absent = -1;

interface OutcomePair {
  readonly before: OutcomeId;
  readonly after: OutcomeId;
}

/** Compares outcomes of two clusters by their numbers: pairs of numbers are few, and pairs of endpoints many. */
export class Passages {
  private readonly before: Outcomes;
  private readonly after: Outcomes;
  private readonly pairs: OutcomePair[] = [];
  private readonly ids = new Map<number, PairId>();
  private readonly meets = new Map<number, PairId>();
  private readonly changes = new Map<PairId, readonly PortChange[]>();

  constructor(before: Outcomes, after: Outcomes) {
    this.before = before;
    this.after = after;
  }

  /** The number of a pair; each of its outcomes may be `absent`. */
  idOf(before: OutcomeId, after: OutcomeId): PairId {
    const key = (before + 1) * 2 ** 26 + after + 1;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.pairs.length;
    this.pairs.push({ before, after });
    this.ids.set(key, id);
    return id;
  }

  /** Whether both clusters let nothing through. */
  haveNothing(id: PairId): boolean {
    const { before, after } = this.pairOf(id);
    return (before === absent || before === this.before.nothing) && (after === absent || after === this.after.nothing);
  }

  /** Whether both clusters let through the same in the same worlds; false also where that is not known. */
  areEqual(id: PairId): boolean {
    const { before, after } = this.pairOf(id);
    return this.before === this.after && before === after;
  }

  /** What both sides of a connection let through, in each cluster. */
  meet(a: PairId, b: PairId): PairId {
    const key = a * 2 ** 26 + b;
    const known = this.meets.get(key);
    if (known !== undefined) return known;
    const [one, other] = [this.pairOf(a), this.pairOf(b)];
    const id = this.idOf(meetIn(this.before, one.before, other.before), meetIn(this.after, one.after, other.after));
    this.meets.set(key, id);
    return id;
  }

  /** What changes between two endpoints of one class each. */
  changesOf(id: PairId): readonly PortChange[] {
    const known = this.changes.get(id);
    if (known !== undefined) return known;
    const changes = portChanges([this.passagesOf(id)]);
    this.changes.set(id, changes);
    return changes;
  }

  passagesOf(id: PairId): PassagePair {
    const { before, after } = this.pairOf(id);
    return {
      ...(before !== absent && { before: this.before.passages(before) }),
      ...(after !== absent && { after: this.after.passages(after) }),
    };
  }

  private pairOf(id: PairId): OutcomePair {
    return this.pairs[id] ?? { before: absent, after: absent };
  }
}

function meetIn(outcomes: Outcomes, a: OutcomeId, b: OutcomeId): OutcomeId {
  return a === absent || b === absent ? absent : outcomes.meet(a, b);
}
