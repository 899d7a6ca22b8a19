import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Selector, selects } from '../../model/labels.ts';
import { isUnsatisfiable, isWithin } from './selector-sets.ts';

const key = fc.constantFrom('app', 'tier', 'constructor');
const value = fc.constantFrom('x', 'y', '');
const requirement = fc.oneof(
  fc.record({
    key,
    operator: fc.constantFrom('In' as const, 'NotIn' as const),
    values: fc.array(value, { minLength: 1 }),
  }),
  fc.record({ key, operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const), values: fc.constant([]) }),
);
const selector: fc.Arbitrary<Selector> = fc.record({ requirements: fc.array(requirement, { maxLength: 3 }) });

/** Every set of labels that tells selectors of these keys and values apart: a value that none names stands for all others. */
const allLabels = ['app', 'tier', 'constructor'].reduce<readonly ReadonlyMap<string, string>[]>(
  (sets, name) =>
    sets.flatMap((labels) => [labels, ...['x', 'y', '', 'other'].map((text) => new Map([...labels, [name, text]]))]),
  [new Map()],
);

describe('one selector is within another', () => {
  it('exactly where it takes no labels that the other does not', () => {
    fc.assert(
      fc.property(selector, selector, (inner, outer) => {
        const truth = allLabels.every((labels) => !selects(inner, labels) || selects(outer, labels));
        expect(isWithin(inner, outer)).toBe(truth);
      }),
      { numRuns: 2000 },
    );
  });

  it('and cannot be met exactly where no labels meet it', () => {
    fc.assert(
      fc.property(selector, (tried) => {
        expect(isUnsatisfiable(tried)).toBe(!allLabels.some((labels) => selects(tried, labels)));
      }),
    );
  });
});
