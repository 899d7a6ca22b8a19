import { groupBy } from '../../model/group-by.ts';

/** All of one set to all of another. */
export interface SetPair {
  /** Ascending, as `to`. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Joins rectangles of one kind that differ in one of their sets only, so that few are left. */
export function mergeRectangles<T extends SetPair>(rectangles: readonly T[], kindOf: (rectangle: T) => string): T[] {
  return mergeSide(mergeSide(rectangles, 'to', kindOf), 'from', kindOf);
}

function mergeSide<T extends SetPair>(rectangles: readonly T[], side: keyof SetPair, kindOf: (rectangle: T) => string) {
  const other = side === 'from' ? 'to' : 'from';
  const groups = groupBy(rectangles, (rectangle) => `${kindOf(rectangle)} ${rectangle[other].join(',')}`);
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    if (others.length === 0) return [first];
    const joined = new Set([first, ...others].flatMap((rectangle) => rectangle[side]));
    return [{ ...first, [side]: [...joined].sort((a, b) => a - b) }];
  });
}
