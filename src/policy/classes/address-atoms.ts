import type { Address, AddressRange, Family } from '../../model/address.ts';
import { compare } from '../../model/compare.ts';

/**
 * All addresses of one family, cut where any of some blocks starts or ends. Blocks are CIDRs, and so either nested or apart:
 * the innermost block around an address tells all that are around it.
 */
export class AddressAtoms {
  private readonly family: Family;
  /** Where each atom starts, ascending, the first at 0. */
  private readonly starts: readonly bigint[];
  /** The number of the innermost block around each atom; 0 where there is none. */
  private readonly innermost: readonly number[];

  constructor(family: Family, blocks: readonly AddressRange[]) {
    this.family = family;
    const sorted = distinct(blocks.filter((block) => block.family === family));
    const starts: bigint[] = [0n];
    const innermost: number[] = [0];
    const begin = (start: bigint, block: number) => {
      if (starts.at(-1) === start) innermost[innermost.length - 1] = block;
      else {
        starts.push(start);
        innermost.push(block);
      }
    };
    const around: { readonly end: bigint; readonly number: number }[] = [];
    const leave = (until: bigint) => {
      for (let last = around.at(-1); last !== undefined && last.end <= until; last = around.at(-1)) {
        around.pop();
        begin(last.end, around.at(-1)?.number ?? 0);
      }
    };
    for (const [index, { start, end }] of sorted.entries()) {
      leave(start);
      begin(start, index + 1);
      around.push({ end, number: index + 1 });
    }
    leave(sizes[family]);
    if (starts.at(-1) === sizes[family]) {
      starts.pop();
      innermost.pop();
    }
    this.starts = starts;
    this.innermost = innermost;
  }

  /** The number of the innermost block around an address; 0 where there is none. */
  blockAround(address: Address): number {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.starts[middle] ?? 0n) <= address.value) low = middle;
      else high = middle;
    }
    return this.innermost[low] ?? 0;
  }

  /** Addresses that no block but the widest has, where there are any. */
  outermost(): AddressRange {
    const widest = this.innermost.reduce((least, number) => Math.min(least, number), Number.POSITIVE_INFINITY);
    return this.rangeAt(this.innermost.indexOf(widest));
  }

  /** The addresses that no block tells apart, by their innermost block: several ranges where others lie between them. */
  groups(): readonly (readonly AddressRange[])[] {
    const groups = new Map<number, AddressRange[]>();
    for (const [index, number] of this.innermost.entries()) {
      const range = this.rangeAt(index);
      const group = groups.get(number);
      if (group === undefined) groups.set(number, [range]);
      else group.push(range);
    }
    return [...groups.values()];
  }

  private rangeAt(index: number): AddressRange {
    const { family, starts } = this;
    return { family, start: starts[index] ?? 0n, end: starts[index + 1] ?? sizes[family] };
  }
}

const sizes: Readonly<Record<Family, bigint>> = { 4: 1n << 32n, 6: 1n << 128n };

/** By start, the larger first. */
function distinct(blocks: readonly AddressRange[]): readonly AddressRange[] {
  const byText = new Map(blocks.map((block) => [`${block.start}-${block.end}`, block]));
  return [...byText.values()].sort((a, b) => compare(a.start, b.start) || compare(b.end, a.end));
}
