import type { Direction, Policy } from '../policy.ts';
import type { ClassBases } from './class-bases.ts';
import type { ClassIndex } from './class-index.ts';

/** The classes that peers of some policies may take. */
export interface Marks {
  /** Ascending. */
  readonly selected: Int32Array;
  /**
   * For each class a number for the set of peers that may take it, 0 where there is none: two classes of one base with the
   * same number get the same answer.
   */
  readonly of: Int32Array;
}

/** Marks the classes that the peers of some policies may take, and tells those apart that different peers may take. */
export function markSelected(
  index: ClassIndex,
  bases: ClassBases,
  policies: readonly Policy[],
  direction: Direction,
): Marks {
  const sets = policies.flatMap((policy) =>
    (policy[direction] ?? []).flatMap((rule) => rule.peers ?? []).flatMap((peer) => index.mayTake(policy, peer)),
  );
  const marks = new Int32Array(index.classes.length);
  const selected: number[] = [];
  let last = 0;
  for (const set of new Set(sets)) {
    if (bases.isWhole(set)) continue;
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
  return { selected: Int32Array.from(selected).sort(), of: marks };
}
