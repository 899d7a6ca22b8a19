/** A line between two items, by their numbers. */
export interface Arc {
  readonly from: number;
  readonly to: number;
}

/**
 * The rank of each item, from 0 at the left: every arc leads to a higher rank, but for those that would close a circle,
 * which lead back. `bundles` are arcs that turn together.
 */
export function ranksOf(count: number, bundles: readonly (readonly Arc[])[]): readonly number[] {
  const found = backArcs(count, bundles.flat());
  const turned = bundles.flatMap((arcs) => (arcs.some((arc) => found.has(arc)) ? arcs.map(turn) : arcs));
  const stillBack = backArcs(count, turned);
  const arcs = turned.map((arc) => (stillBack.has(arc) ? turn(arc) : arc));
  return fold(longestPaths(count, arcs), arcs);
}

function turn({ from, to }: Arc): Arc {
  return { from: to, to: from };
}

/** The arcs that lead back to where a walk along the arcs came from. Without recursion, as a chain can be long. */
function backArcs(count: number, arcs: readonly Arc[]): ReadonlySet<Arc> {
  const outgoing = byItem(count, arcs, 'from');
  const incoming = byItem(count, arcs, 'to');
  const surplus = (item: number) => (outgoing[item]?.length ?? 0) - (incoming[item]?.length ?? 0);
  const roots = Array.from({ length: count }, (_, item) => item).sort((a, b) => surplus(b) - surplus(a) || a - b);
  const state = new Uint8Array(count);
  const back = new Set<Arc>();
  for (const root of roots) {
    if (state[root] !== 0) continue;
    const path = [{ item: root, next: 0 }];
    state[root] = 1;
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const arc = outgoing[top.item]?.[top.next++];
      if (arc === undefined) {
        state[top.item] = 2;
        path.pop();
      } else if (state[arc.to] === 1) {
        back.add(arc);
      } else if (state[arc.to] === 0) {
        state[arc.to] = 1;
        path.push({ item: arc.to, next: 0 });
      }
    }
  }
  return back;
}

/** Items as far left as their arcs let them, those that nothing leads to as far right. The arcs have no circle. */
function longestPaths(count: number, arcs: readonly Arc[]): readonly number[] {
  const outgoing = byItem(count, arcs, 'from');
  const incoming = byItem(count, arcs, 'to');
  const waiting = incoming.map((list) => list.length);
  const order = waiting.flatMap((arcsLeft, item) => (arcsLeft === 0 ? [item] : []));
  const ranks = new Array<number>(count).fill(0);
  for (const item of order) {
    for (const { to } of outgoing[item] ?? []) {
      ranks[to] = Math.max(ranks[to] ?? 0, (ranks[item] ?? 0) + 1);
      waiting[to] = (waiting[to] ?? 0) - 1;
      if (waiting[to] === 0) order.push(to);
    }
  }
  for (const item of order) {
    const next = (outgoing[item] ?? []).map(({ to }) => ranks[to] ?? 0);
    if (incoming[item]?.length === 0 && next.length > 0) ranks[item] = smallest(next) - 1;
  }
  return ranks;
}

function byItem(count: number, arcs: readonly Arc[], end: keyof Arc): readonly (readonly Arc[])[] {
  const lists = Array.from({ length: count }, (): Arc[] => []);
  for (const arc of arcs) lists[arc[end]]?.push(arc);
  return lists;
}

function smallest(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value));
}

/** From so many ranks on, a picture is too wide to be looked at. */
const manyRanks = 8;

/** Goes on at the left where ranks get too many, as lines of a text do; no arc may come to lie within one rank. */
function fold(ranks: readonly number[], arcs: readonly Arc[]): readonly number[] {
  const count = ranks.reduce((greatest, rank) => Math.max(greatest, rank), 0) + 1;
  if (count <= manyRanks) return ranks;
  const lengths = new Set(arcs.map(({ from, to }) => (ranks[to] ?? 0) - (ranks[from] ?? 0)));
  const isFree = (width: number) => [...lengths].every((length) => length % width !== 0);
  const start = Math.max(5, Math.ceil(Math.sqrt(count * 2)));
  const width = Array.from({ length: 24 }, (_, step) => start + step).find(isFree);
  return width === undefined ? ranks : ranks.map((rank) => rank % width);
}
