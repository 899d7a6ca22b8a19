import { type Address, type AddressRange, parseAddresses, parseCidr } from './address.ts';
import type { Fields } from './fields.ts';
import type { Metadata } from './metadata.ts';

/** A node of the cluster. */
export interface Node extends Metadata {
  /** Internal and external ones, of both families; host names are left out. */
  readonly addresses: readonly Address[];
  /** The ranges that its pods have their addresses from (core/v1 NodeSpec.podCIDRs). */
  readonly podRanges: readonly AddressRange[];
}

export function decodeNode(fields: Fields, metadata: Metadata): Node {
  const status = fields.object('status');
  const addresses = status?.objects('addresses').map((entry) => entry.text('address') ?? '') ?? [];
  const podRanges = fields.object('spec')?.texts('podCIDRs').map(parseCidr) ?? [];
  return {
    ...metadata,
    addresses: parseAddresses(addresses),
    podRanges: podRanges.filter((range) => range !== undefined),
  };
}
