import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, equalSets, type Interval, type IntervalSet, intersect, subtract, unionOf } from './interval-set.ts';

const interval = fc
  .tuple(fc.integer({ min: -2, max: 30 }), fc.integer({ min: -2, max: 30 }))
  .map(([start, end]): Interval<number> => [start, end]);
const intervals = fc.array(interval, { maxLength: 6 });
const sets = intervals.map((all) => unionOf(all));

/** The integers of intervals, one by one. */
function members(all: Iterable<Interval<number>>): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const [start, end] of all) for (let n = start; n < end; n++) numbers.add(n);
  return numbers;
}

/** Sorted, disjoint, apart, and none empty. */
function expectNormal(set: IntervalSet<number>): void {
  for (const [index, [start, end]] of set.entries()) {
    expect(start).toBeLessThan(end);
    if (index > 0) expect(set[index - 1]![1]).toBeLessThan(start);
  }
}

function expectMembers(set: IntervalSet<number>, expected: ReadonlySet<number>): void {
  expectNormal(set);
  expect(members(set)).toEqual(expected);
}

describe('a set of intervals is a set of integers', () => {
  it('union', () => {
    fc.assert(fc.property(intervals, (all) => expectMembers(unionOf(all), members(all))));
  });

  it('intersection', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        const other = members(b);
        expectMembers(intersect(a, b), new Set([...members(a)].filter((n) => other.has(n))));
      }),
    );
  });

  it('difference', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        const other = members(b);
        expectMembers(subtract(a, b), new Set([...members(a)].filter((n) => !other.has(n))));
      }),
    );
  });

  it('membership', () => {
    fc.assert(
      fc.property(sets, fc.integer({ min: -3, max: 31 }), (set, n) => {
        expect(contains(set, n)).toBe(members(set).has(n));
      }),
    );
  });

  it('equality', () => {
    fc.assert(
      fc.property(intervals, sets, (all, other) => {
        expect(equalSets(unionOf(all), unionOf([...all].reverse()))).toBe(true);
        const [a, b] = [members(all), members(other)];
        expect(equalSets(unionOf(all), other)).toBe(a.size === b.size && [...a].every((n) => b.has(n)));
      }),
    );
  });

  it('of big integers too', () => {
    const far = 1n << 127n;
    expect(
      unionOf([
        [far, far + 1n],
        [0n, far],
      ]),
    ).toEqual([[0n, far + 1n]]);
    expect(intersect([[0n, 2n * far]], [[far, 3n * far]])).toEqual([[far, 2n * far]]);
  });
});
