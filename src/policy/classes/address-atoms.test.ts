import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressRange, rangeContains } from '../../model/address.ts';
import { AddressAtoms } from './address-atoms.ts';

/** Blocks that nest often: prefixes of few bits, aligned. */
const block: fc.Arbitrary<AddressRange> = fc
  .tuple(fc.integer({ min: 0, max: 32 }), fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }))
  .map(([prefix, value]) => {
    const size = 1n << BigInt(32 - prefix);
    const start = (value / size) * size;
    return { family: 4, start, end: start + size };
  });
const near = fc.constantFrom(-1n, 0n, 1n);

describe('atoms of addresses', () => {
  it('are told apart exactly where some block has one and not the other', () => {
    fc.assert(
      fc.property(
        fc.array(block, { maxLength: 8 }),
        fc.array(fc.tuple(block, near, fc.boolean())),
        (blocks, probes) => {
          const atoms = new AddressAtoms(4, blocks);
          const values = [...probes.map(([{ start, end }, by, atEnd]) => (atEnd ? end : start) + by), 0n].filter(
            (value) => value >= 0n && value < 1n << 32n,
          );
          const around = (value: bigint) => blocks.map((range) => rangeContains(range, { family: 4, value })).join();
          for (const a of values) {
            for (const b of values) {
              const alike = atoms.blockAround({ family: 4, value: a }) === atoms.blockAround({ family: 4, value: b });
              expect(alike).toBe(around(a) === around(b));
            }
          }
        },
      ),
    );
  });

  it('make up all addresses, each once', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), (blocks) => {
        const ranges = new AddressAtoms(4, blocks).groups().flat();
        const sorted = [...ranges].sort((a, b) => (a.start < b.start ? -1 : 1));
        expect(sorted[0]?.start).toBe(0n);
        expect(sorted.at(-1)?.end).toBe(1n << 32n);
        expect(sorted.every(({ start }, index) => index === 0 || sorted[index - 1]?.end === start)).toBe(true);
      }),
    );
  });
});
