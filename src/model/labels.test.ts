import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everything, formatSelector, meets, operators, type Requirement, selects } from './labels.ts';

const key = fc.constantFrom('app', 'tier', '__proto__', 'constructor');
const value = fc.constantFrom('', 'a', 'b');
const labels = fc.array(fc.tuple(key, value), { maxLength: 3 }).map((entries) => new Map(entries));
const requirement = fc.record({
  key,
  operator: fc.constantFrom(...operators),
  values: fc.array(value, { maxLength: 2 }),
});

describe('a requirement', () => {
  it('and its opposite never agree', () => {
    const opposites = [
      ['In', 'NotIn'],
      ['Exists', 'DoesNotExist'],
    ] as const;
    fc.assert(
      fc.property(labels, requirement, fc.constantFrom(...opposites), (own, asked, [operator, opposite]) => {
        expect(meets(own, { ...asked, operator })).toBe(!meets(own, { ...asked, operator: opposite }));
      }),
    );
  });

  it('NotIn holds for a label that is not there, In does not', () => {
    const asked = { key: 'app', values: ['a'] };
    expect(meets(new Map(), { ...asked, operator: 'NotIn' })).toBe(true);
    expect(meets(new Map(), { ...asked, operator: 'In' })).toBe(false);
  });
});

describe('a selector', () => {
  it('takes what meets all of its requirements; all, where it has none', () => {
    fc.assert(
      fc.property(labels, fc.array(requirement, { maxLength: 3 }), (own, requirements) => {
        expect(selects({ requirements }, own)).toBe(requirements.every((asked) => meets(own, asked)));
        expect(selects(everything, own)).toBe(true);
      }),
    );
  });

  it('is written as kubectl -l takes it', () => {
    const requirements: readonly Requirement[] = [
      { key: 'app', operator: 'In', values: ['web'] },
      { key: 'tier', operator: 'In', values: ['a', 'b'] },
      { key: 'env', operator: 'NotIn', values: ['prod'] },
      { key: 'zone', operator: 'NotIn', values: ['a', 'b'] },
      { key: 'x', operator: 'Exists', values: [] },
      { key: 'canary', operator: 'DoesNotExist', values: [] },
    ];
    expect(formatSelector({ requirements })).toBe('app=web,tier in (a, b),env!=prod,zone notin (a, b),x,!canary');
  });
});
