import type { OutcomeId, Outcomes } from '../map/outcomes.ts';
import { type Passage, type PassagePair, type PortChange, portChanges } from './port-changes.ts';

/** An outcome in each cluster; undefined where one lacks the client or the server. */
export interface OutcomePair {
  readonly before: OutcomeId | undefined;
  readonly after: OutcomeId | undefined;
}

/** Compares outcomes of two clusters by their numbers: pairs of numbers are few, and pairs of endpoints many. */
export class Passages {
  private readonly before: Outcomes;
  private readonly after: Outcomes;
  private readonly known = new Map<string, readonly PortChange[]>();

  constructor(before: Outcomes, after: Outcomes) {
    this.before = before;
    this.after = after;
  }

  /** Whether both clusters let nothing through. */
  haveNothing({ before, after }: OutcomePair): boolean {
    return (
      (before === undefined || before === this.before.nothing) && (after === undefined || after === this.after.nothing)
    );
  }

  /** Whether both clusters let through the same in the same worlds; false also where that is not known. */
  areEqual({ before, after }: OutcomePair): boolean {
    return this.before === this.after && before === after;
  }

  /** What both sides of a connection let through, in each cluster. */
  meet(a: OutcomePair, b: OutcomePair): OutcomePair {
    return { before: meetIn(this.before, a.before, b.before), after: meetIn(this.after, a.after, b.after) };
  }

  /** What changes between two endpoints of one class each. */
  changesOf(pair: OutcomePair): readonly PortChange[] {
    const key = `${pair.before} ${pair.after}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const changes = portChanges([this.passagesOf(pair)]);
    this.known.set(key, changes);
    return changes;
  }

  passagesOf({ before, after }: OutcomePair): PassagePair {
    return {
      ...(before !== undefined && { before: passageOf(this.before, before) }),
      ...(after !== undefined && { after: passageOf(this.after, after) }),
    };
  }
}

function meetIn(outcomes: Outcomes, a: OutcomeId | undefined, b: OutcomeId | undefined): OutcomeId | undefined {
  return a === undefined || b === undefined ? undefined : outcomes.meet(a, b);
}

function passageOf(outcomes: Outcomes, id: OutcomeId): Passage {
  return { certain: outcomes.certain(id), uncertain: outcomes.uncertain(id) };
}
