import type { Direction, Policy } from '../policy.ts';
import type { ClassIndex, ClassSet } from './class-index.ts';

/**
 * The classes that peers of some policies may take, each with the numbers of these peers: two classes of one base with the
 * same numbers get the same answer, and so do those of one base that have none.
 */
export function markSelected(
  index: ClassIndex,
  policies: readonly Policy[],
  direction: Direction,
): ReadonlyMap<number, string> {
  const sets = policies.flatMap((policy) =>
    (policy[direction] ?? []).flatMap((rule) => rule.peers ?? []).flatMap((peer) => index.mayTake(policy, peer)),
  );
  const marks = new Map<number, string>();
  for (const [number, set] of [...new Set(sets)].entries()) {
    if (isWholeBases(index, set)) continue;
    for (const other of set) marks.set(other, `${marks.get(other) ?? ''} ${number}`);
  }
  return marks;
}

/** A set that takes all or none of each base tells no two classes of a base apart. */
function isWholeBases(index: ClassIndex, set: ClassSet): boolean {
  if (set.length < index.classes.length / 2) return false;
  const counts = new Map<number, number>();
  for (const other of set) {
    const base = index.baseOf[other] ?? 0;
    counts.set(base, (counts.get(base) ?? 0) + 1);
  }
  return [...counts].every(([base, count]) => count === index.bases[base]?.length);
}
