import { compare } from './compare.ts';
import type { Pod } from './pod.ts';

/**
 * The pods of a namespace in the order of their names. After a change nearly all names are those of before, which are in
 * order already: the cost is that of a look at each.
 */
export class SortedPods {
  private readonly pods: ReadonlyMap<string, Pod>;
  private sorted: readonly Pod[] | undefined;
  /** Of an earlier time, sorted; let go when it has served. */
  private earlier: SortedPods | undefined;

  /** The pods must be there under their names. */
  constructor(pods: ReadonlyMap<string, Pod>, previous?: SortedPods) {
    this.pods = pods;
    this.earlier = previous?.sorted === undefined ? previous?.earlier : previous;
  }

  all(): readonly Pod[] {
    this.sorted ??= this.sort();
    return this.sorted;
  }

  private sort(): readonly Pod[] {
    const { pods, earlier } = this;
    this.earlier = undefined;
    const inOrder = (earlier?.sorted ?? []).map(({ name }) => pods.get(name)).filter((pod) => pod !== undefined);
    if (inOrder.length === pods.size) return inOrder;
    const others = [...pods.values()].filter(({ name }) => earlier?.pods.has(name) !== true);
    return [...inOrder, ...others].sort(byName);
  }
}

/** For `sort`. */
export function byName(a: Pod, b: Pod): number {
  return compare(a.name, b.name);
}
