import type { Segment } from './trunks.ts';

const sweeps = 10;

/** What is to be placed: columns of items from top to bottom, with their heights; an item of no height is where lines pass. */
export interface Stacks {
  readonly columns: readonly (readonly number[])[];
  readonly heights: readonly number[];
  readonly segments: readonly Segment[];
}

/** The middle of each item, in pixels from the top: as level with what it is joined to as its column allows. */
export function middlesOf({ columns, heights, segments }: Stacks): readonly number[] {
  const gap = (upper: number, lower: number) => {
    const [a, b] = [heights[upper] ?? 0, heights[lower] ?? 0];
    return (a + b) / 2 + (a > 0 && b > 0 ? 14 : 8);
  };
  const middles = new Array<number>(heights.length).fill(0);
  for (const column of columns) stack(column, gap, middles);
  const pulls = pullsOf(heights, segments);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const sides: readonly Side[] = sweep === sweeps - 1 ? ['left', 'right'] : [sweep % 2 === 0 ? 'left' : 'right'];
    for (const column of sides[0] === 'left' ? columns : columns.toReversed()) {
      const wanted = column.map((item) => wantedMiddle(item, sides, pulls, middles));
      for (const [index, middle] of closest(column, wanted, gap).entries()) middles[column[index] ?? 0] = middle;
    }
  }
  const top = heights.reduce(
    (least, height, item) => Math.min(least, (middles[item] ?? 0) - height / 2),
    Number.POSITIVE_INFINITY,
  );
  return middles.map((middle) => middle - top);
}

type Side = 'left' | 'right';
type Gap = (upper: number, lower: number) => number;

interface Pull {
  readonly item: number;
  /** How far below the other item's middle this one wants to be. */
  readonly offset: number;
  readonly weight: number;
}

function stack(column: readonly number[], gap: Gap, middles: number[]): void {
  let at = 0;
  for (const [index, item] of column.entries()) {
    const above = column[index - 1];
    if (above !== undefined) at += gap(above, item);
    middles[item] = at;
  }
  for (const item of column) middles[item] = (middles[item] ?? 0) - at / 2;
}

function pullsOf(heights: readonly number[], segments: readonly Segment[]): Record<Side, readonly (readonly Pull[])[]> {
  const left = heights.map((): Pull[] => []);
  const right = heights.map((): Pull[] => []);
  for (const segment of segments) {
    // A long line is better straight than level at its ends.
    const passes = [segment.left, segment.right].filter((item) => heights[item] === 0).length;
    const weight = [1, 2, 8][passes] ?? 1;
    const offset = segment.leftY - segment.rightY;
    left[segment.right]?.push({ item: segment.left, offset, weight });
    right[segment.left]?.push({ item: segment.right, offset: -offset, weight });
  }
  return { left, right };
}

function wantedMiddle(
  item: number,
  sides: readonly Side[],
  pulls: Record<Side, readonly (readonly Pull[])[]>,
  middles: readonly number[],
): number {
  let [sum, weights] = [0, 0];
  for (const pull of sides.flatMap((side) => pulls[side][item] ?? [])) {
    sum += pull.weight * ((middles[pull.item] ?? 0) + pull.offset);
    weights += pull.weight;
  }
  return weights === 0 ? (middles[item] ?? 0) : sum / weights;
}

/** The middles that are closest to the wanted ones, in order and with gaps: pool adjacent violators. */
function closest(column: readonly number[], wanted: readonly number[], gap: Gap): readonly number[] {
  const offsets: number[] = [];
  for (const [index, item] of column.entries()) {
    const above = column[index - 1];
    offsets.push(above === undefined ? 0 : (offsets[index - 1] ?? 0) + gap(above, item));
  }
  const pools: { sum: number; count: number }[] = [];
  for (const [index, want] of wanted.entries()) {
    let pool = { sum: want - (offsets[index] ?? 0), count: 1 };
    for (
      let last = pools.at(-1);
      last !== undefined && last.sum / last.count > pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  }
  const means = pools.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count));
  return means.map((mean, index) => mean + (offsets[index] ?? 0));
}
