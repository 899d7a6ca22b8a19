import type { AddressRange, Family } from '../model/address.ts';
import { compare } from '../model/compare.ts';
import type { NetworkPolicy } from './network-policy/network-policy.ts';

/**
 * Cuts a range where any `cidr` or `except` of the policies starts or ends, so that each piece is in or out as a whole.
 */
export function cutAtBlocks(range: AddressRange, policies: readonly NetworkPolicy[]): readonly AddressRange[] {
  return cutAt(range, bordersOf(policies, range.family));
}

/** Cuts a range at the borders that lie within it. */
export function cutAt(range: AddressRange, borders: readonly bigint[]): readonly AddressRange[] {
  const within = [...new Set(borders)].filter((border) => border > range.start && border < range.end).sort(compare);
  const starts = [range.start, ...within];
  return starts.map((start, index) => ({ family: range.family, start, end: starts[index + 1] ?? range.end }));
}

/** Where the blocks of the policies start and end, in one family, in no order. */
export function bordersOf(policies: readonly NetworkPolicy[], family: Family): readonly bigint[] {
  return policies
    .flatMap((policy) => [...(policy.ingress ?? []), ...(policy.egress ?? [])])
    .flatMap((rule) => rule.peers ?? [])
    .flatMap((peer) => (peer.kind === 'block' ? [peer.range, ...peer.except] : []))
    .filter((block) => block.family === family)
    .flatMap((block) => [block.start, block.end]);
}
