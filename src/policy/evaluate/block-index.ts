import type { Address, AddressRange, Family } from '../../model/address.ts';

/** Finds the blocks around an address by one look-up for each size of block, however many blocks there are. */
export class BlockIndex<T> {
  /** By family and size, then by start: a block starts at a multiple of its size. */
  private readonly bySize: Readonly<Record<Family, Map<bigint, Map<bigint, T[]>>>> = { 4: new Map(), 6: new Map() };

  /** The ranges must be CIDR blocks. */
  constructor(blocks: Iterable<readonly [block: AddressRange, value: T]>) {
    for (const [{ family, start, end }, value] of blocks) {
      const sizes = this.bySize[family];
      const starts = sizes.get(end - start) ?? new Map<bigint, T[]>();
      sizes.set(end - start, starts);
      const values = starts.get(start);
      if (values === undefined) starts.set(start, [value]);
      else values.push(value);
    }
  }

  /** The values of all blocks around an address, in no order. */
  around({ family, value }: Address): readonly T[] {
    return [...this.bySize[family]].flatMap(([size, starts]) => starts.get(value - (value % size)) ?? []);
  }
}
