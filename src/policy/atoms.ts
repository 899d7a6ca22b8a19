import { type Address, type AddressRange, type Family, rangeOf } from '../model/address.ts';
import { compare } from '../model/compare.ts';
import type { Policy } from './policy.ts';

/**
 * Cuts a range where any `cidr` or `except` of the policies starts or ends, and around the addresses that have names, so
 * that each piece is in or out as a whole.
 */
export function cutAtBlocks(
  range: AddressRange,
  policies: readonly Policy[],
  named: readonly Address[],
): readonly AddressRange[] {
  return cutAt(range, [...bordersOf(policies, range.family), ...bordersOfBlocks(named.map(rangeOf), range.family)]);
}

/** Cuts a range at the borders that lie within it. */
export function cutAt(range: AddressRange, borders: readonly bigint[]): readonly AddressRange[] {
  const within = [...new Set(borders)].filter((border) => border > range.start && border < range.end).sort(compare);
  const starts = [range.start, ...within];
  return starts.map((start, index) => ({ family: range.family, start, end: starts[index + 1] ?? range.end }));
}

/** Where the blocks of the policies start and end, in one family, in no order. */
export function bordersOf(policies: readonly Policy[], family: Family): readonly bigint[] {
  const blocks = policies
    .flatMap((policy) => [...(policy.ingress ?? []), ...(policy.egress ?? [])])
    .flatMap((rule) => rule.peers ?? [])
    .flatMap((peer) => (peer.kind === 'block' ? [peer.range, ...peer.except] : []));
  return bordersOfBlocks(blocks, family);
}

function bordersOfBlocks(blocks: readonly AddressRange[], family: Family): readonly bigint[] {
  return blocks.filter((block) => block.family === family).flatMap((block) => [block.start, block.end]);
}
