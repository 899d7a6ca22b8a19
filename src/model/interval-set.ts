import { compare } from './compare.ts';

/** A half-open interval: `start` belongs to it, `end` does not, so that neighbours meet without arithmetic. */
export type Interval<T extends number | bigint> = readonly [start: T, end: T];

/** A set of numbers as intervals that are sorted, disjoint, non-touching and not empty: equal sets have equal forms. */
export type IntervalSet<T extends number | bigint> = readonly Interval<T>[];

/** The set that holds all of the given intervals, in whatever order they come. */
export function unionOf<T extends number | bigint>(intervals: Iterable<Interval<T>>): IntervalSet<T> {
  const sorted = [...intervals].filter(([start, end]) => start < end).sort((a, b) => compare(a[0], b[0]));
  const result: Interval<T>[] = [];
  for (const next of sorted) {
    const last = result.at(-1);
    if (last !== undefined && next[0] <= last[1]) {
      if (next[1] > last[1]) result[result.length - 1] = [last[0], next[1]];
    } else {
      result.push(next);
    }
  }
  return result;
}

/** What lies in both sets. */
export function intersect<T extends number | bigint>(a: IntervalSet<T>, b: IntervalSet<T>): IntervalSet<T> {
  const result: Interval<T>[] = [];
  let i = 0;
  let j = 0;
  for (let x = a[i], y = b[j]; x !== undefined && y !== undefined; x = a[i], y = b[j]) {
    const start = x[0] > y[0] ? x[0] : y[0];
    const end = x[1] < y[1] ? x[1] : y[1];
    if (start < end) result.push([start, end]);
    if (x[1] < y[1]) i++;
    else j++;
  }
  return result;
}

/** What lies in the first set and not in the second. */
export function subtract<T extends number | bigint>(a: IntervalSet<T>, b: IntervalSet<T>): IntervalSet<T> {
  if (b.length === 0) return a;
  const result: Interval<T>[] = [];
  let hole = 0;
  for (const [start, end] of a) {
    let from = start;
    for (let next = b[hole]; next !== undefined && next[0] < end; next = b[hole]) {
      if (next[0] > from) result.push([from, next[0]]);
      if (next[1] > from) from = next[1];
      // A hole that ends beyond this interval may go on into the next.
      if (next[1] > end) break;
      hole++;
    }
    if (from < end) result.push([from, end]);
  }
  return result;
}

/** Whether a value lies in one of the intervals; found by bisection. */
export function contains<T extends number | bigint>(set: IntervalSet<T>, value: T): boolean {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const interval = set[middle];
    if (interval === undefined || interval[1] > value) high = middle;
    else low = middle + 1;
  }
  const found = set[low];
  return found !== undefined && found[0] <= value;
}

/** Whether two sets hold the same values: equal sets have equal forms. */
export function equalSets<T extends number | bigint>(a: IntervalSet<T>, b: IntervalSet<T>): boolean {
  return (
    a.length === b.length &&
    a.every(([start, end], index) => {
      const other = b[index];
      return other !== undefined && start === other[0] && end === other[1];
    })
  );
}
