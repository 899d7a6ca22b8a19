import fc from 'fast-check';
import { Address4, Address6 } from 'ip-address';
import { describe, expect, it } from 'vitest';
import {
  type AddressRange,
  cidrsOf,
  formatAddress,
  formatRange,
  parseAddress,
  parseCidr,
  rangeContains,
} from './address.ts';

const value4 = fc.bigInt({ min: 0n, max: (1n << 32n) - 1n });
/** With runs of zeros, on which the short form depends. */
const value6 = fc
  .array(fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 0xffffn })), { minLength: 8, maxLength: 8 })
  .map((groups) => groups.reduce((value, group) => (value << 16n) | group, 0n));

describe('an address', () => {
  it('of IPv4 is read as ip-address reads it, and written back', () => {
    fc.assert(
      fc.property(value4, (value) => {
        const text = Address4.fromBigInt(value).correctForm();
        expect(parseAddress(text)).toEqual({ family: 4, value });
        expect(formatAddress({ family: 4, value })).toBe(text);
      }),
    );
  });

  it('of IPv6 is read in any form, and written as RFC 5952 says', () => {
    fc.assert(
      fc.property(value6, (value) => {
        const other = Address6.fromBigInt(value);
        for (const text of [other.canonicalForm(), other.correctForm(), other.correctForm().toUpperCase()]) {
          expect(parseAddress(text)).toEqual({ family: 6, value });
        }
        expect(formatAddress({ family: 6, value })).toBe(other.correctForm());
      }),
    );
  });

  it.each([
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['1::', '1::'],
    ['::ffff:10.0.0.1', '::ffff:a00:1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ])('%s is %s (RFC 5952 section 4)', (text, canonical) => {
    const address = parseAddress(text);
    expect(address && formatAddress(address)).toBe(canonical);
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.04',
    '1.2.3.4 ',
    ' 1.2.3.4',
    '+1.2.3.4',
    '1.2.3.',
    '0x1.2.3.4',
    '1e1.2.3.4',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8:9',
    '12345::',
    'g::',
    '::1%eth0',
    '::10.0.0.256',
    '::10.0.0.01',
    '10.0.0.1::',
    '1.2.3.4:5::',
    ':1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:',
    '::1/64',
    '１.2.3.4',
  ])('"%s" is none', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it('is none or one that reads back, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('0', '1', 'f', ':', '.'), maxLength: 24 }), (text) => {
        const address = parseAddress(text);
        if (address !== undefined) expect(parseAddress(formatAddress(address))).toEqual(address);
        const isValid = text.includes(':') ? Address6.isValid(text) : Address4.isValid(text);
        if (address !== undefined) expect(isValid).toBe(true);
      }),
    );
  });
});

describe('a CIDR', () => {
  it('is the block around its address, as ip-address has it', () => {
    fc.assert(
      fc.property(value4, fc.nat(32), (value, prefix) => {
        const other = new Address4(`${Address4.fromBigInt(value).correctForm()}/${prefix}`);
        expect(parseCidr(other.address)).toEqual({
          family: 4,
          start: other.startAddress().bigInt(),
          end: other.endAddress().bigInt() + 1n,
        });
      }),
    );
    fc.assert(
      fc.property(value6, fc.nat(128), (value, prefix) => {
        const other = new Address6(`${Address6.fromBigInt(value).correctForm()}/${prefix}`);
        expect(parseCidr(other.address)).toEqual({
          family: 6,
          start: other.startAddress().bigInt(),
          end: other.endAddress().bigInt() + 1n,
        });
      }),
    );
  });

  it('may have leading zeros, which are decimal, as the API server reads those of existing objects', () => {
    expect(parseCidr('010.000.0.0/08')).toEqual(parseCidr('10.0.0.0/8'));
    expect(parseCidr('192.168.242.213/24')).toEqual(parseCidr('192.168.242.0/24'));
  });

  it.each([
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '10.0.0.0/ 8',
    '/8',
    'x/8',
    '10.0.0.0/1e1',
  ])('%s is none', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  it('keeps the families apart', () => {
    const all4: AddressRange = { family: 4, start: 0n, end: 1n << 32n };
    expect(parseCidr('0.0.0.0/0')).toEqual(all4);
    expect(rangeContains(all4, { family: 4, value: 1n })).toBe(true);
    expect(rangeContains(all4, { family: 6, value: 1n })).toBe(false);
  });
});

describe('a range', () => {
  const range = fc
    .tuple(value4, value4)
    .map(([a, b]): AddressRange => ({ family: 4, start: a < b ? a : b, end: (a < b ? b : a) + 1n }));

  it('is written as an address, a CIDR, or both ends', () => {
    expect(formatRange({ family: 4, start: 0x0a000001n, end: 0x0a000002n })).toBe('10.0.0.1');
    expect(formatRange({ family: 4, start: 0n, end: 1n << 32n })).toBe('0.0.0.0/0');
    expect(formatRange({ family: 6, start: 0n, end: 1n << 128n })).toBe('::/0');
    expect(formatRange({ family: 4, start: 0x0a000001n, end: 0x0a000003n })).toBe('10.0.0.1-10.0.0.2');
    expect(formatRange({ family: 4, start: 0x0a000000n, end: 0x0a000003n })).toBe('10.0.0.0-10.0.0.2');
  });

  it('reads back where it is a block', () => {
    fc.assert(
      fc.property(value4, fc.nat(31), (value, prefix) => {
        const block = parseCidr(`${formatAddress({ family: 4, value })}/${prefix}`);
        expect(block && parseCidr(formatRange(block))).toEqual(block);
      }),
    );
  });

  it('is the blocks that it is made of, end to end, and no two that are one', () => {
    fc.assert(
      fc.property(range, ({ family, start, end }) => {
        const blocks = cidrsOf({ family, start, end }).map((cidr) => parseCidr(cidr)!);
        expect(blocks[0]?.start).toBe(start);
        expect(blocks.at(-1)?.end).toBe(end);
        for (const [index, block] of blocks.slice(1).entries()) {
          const before = blocks[index]!;
          expect(block.start).toBe(before.end);
          const size = block.end - before.start;
          const isOne = (size & (size - 1n)) === 0n && before.start % size === 0n;
          expect(isOne).toBe(false);
        }
      }),
    );
    expect(cidrsOf({ family: 6, start: 0n, end: 1n << 128n })).toEqual(['::/0']);
    expect(cidrsOf({ family: 4, start: 1n, end: 4n })).toEqual(['0.0.0.1/32', '0.0.0.2/31']);
    expect(cidrsOf({ family: 4, start: 1n, end: 1n })).toEqual([]);
  });
});
