import type { Columns, Segment } from './trunks.ts';

const sweeps = 12;

/** The items of each column from top to bottom, so that few lines cross: by the mean of their neighbours, there and back. */
export function orderColumns({ columns, segments }: Columns): readonly (readonly number[])[] {
  const size = columns.reduce((sum, column) => sum + column.length, 0);
  const leftOf = neighbours(size, segments, 'right');
  const rightOf = neighbours(size, segments, 'left');
  const position = new Float64Array(size);
  const current = columns.map((column) => [...column]);
  for (const column of current) number(column, position);
  let best = current.map((column) => [...column]);
  let fewest = crossings(best, segments, position);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const isForward = sweep % 2 === 0;
    for (const column of isForward ? current : current.toReversed()) {
      sortByMean(column, isForward ? leftOf : rightOf, position);
      number(column, position);
    }
    const count = crossings(current, segments, position);
    if (count < fewest) {
      fewest = count;
      best = current.map((column) => [...column]);
    }
  }
  return best;
}

type End = 'left' | 'right';

/** Of each item, the items at the other ends of the segments that have it as their `end`. */
function neighbours(size: number, segments: readonly Segment[], end: End): readonly (readonly Neighbour[])[] {
  const lists = Array.from({ length: size }, (): Neighbour[] => []);
  for (const segment of segments) {
    const [item, offset] = end === 'left' ? [segment.right, segment.rightY] : [segment.left, segment.leftY];
    lists[segment[end]]?.push({ item, offset });
  }
  return lists;
}

interface Neighbour {
  readonly item: number;
  readonly offset: number;
}

/** A line that meets an item lower down comes after one that meets it higher up. */
function placeOf({ item, offset }: Neighbour, position: Float64Array): number {
  return (position[item] ?? 0) + offset / 100_000;
}

function sortByMean(column: number[], lists: readonly (readonly Neighbour[])[], position: Float64Array): void {
  const means = new Map(
    column.map((item) => {
      const list = lists[item] ?? [];
      const sum = list.reduce((total, neighbour) => total + placeOf(neighbour, position), 0);
      return [item, list.length === 0 ? (position[item] ?? 0) : sum / list.length];
    }),
  );
  column.sort((a, b) => (means.get(a) ?? 0) - (means.get(b) ?? 0) || (position[a] ?? 0) - (position[b] ?? 0));
}

/** Places from 0 to 1, so that columns of different lengths compare. */
function number(column: readonly number[], position: Float64Array): void {
  for (const [index, item] of column.entries()) position[item] = (index + 0.5) / column.length;
}

/** How many pairs of segments between the same columns cross: inversions, counted with a Fenwick tree. */
function crossings(
  columns: readonly (readonly number[])[],
  segments: readonly Segment[],
  position: Float64Array,
): number {
  const columnOf = new Map(columns.flatMap((column, index) => column.map((item) => [item, index] as const)));
  const gaps = columns.map((): (readonly [number, number])[] => []);
  for (const { left, right, leftY, rightY } of segments) {
    const start = placeOf({ item: left, offset: leftY }, position);
    const end = placeOf({ item: right, offset: rightY }, position);
    gaps[columnOf.get(left) ?? 0]?.push([start, end]);
  }
  return gaps.reduce((sum, gap) => sum + inversions(gap), 0);
}

function inversions(lines: (readonly [number, number])[]): number {
  const ends = lines.map(([, end]) => end).sort((a, b) => a - b);
  const rankOf = new Map(ends.map((end, index) => [end, index + 1]));
  const tree = new Int32Array(ends.length + 1);
  lines.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let count = 0;
  for (const [seen, [, end]] of lines.entries()) {
    const rank = rankOf.get(end) ?? 0;
    let notAbove = 0;
    for (let index = rank; index > 0; index -= index & -index) notAbove += tree[index] ?? 0;
    count += seen - notAbove;
    for (let index = rank; index < tree.length; index += index & -index) tree[index] = (tree[index] ?? 0) + 1;
  }
  return count;
}
