import { type Address, type AddressRange, parseAddress, parseCidr } from './address.ts';
import { Fields } from './fields.ts';
import type { Manifest } from './manifest.ts';
import { decodeMetadata, type Metadata } from './metadata.ts';

/** A node of the cluster. */
export interface Node extends Metadata {
  /** Internal and external ones, of both families; host names are left out. */
  readonly addresses: readonly Address[];
  /** The ranges that its pods have their addresses from (core/v1 NodeSpec.podCIDRs). */
  readonly podRanges: readonly AddressRange[];
}

export function decodeNode(manifest: Manifest): Node {
  const status = new Fields(manifest.value).object('status');
  const addresses = status?.objects('addresses').map((entry) => parseAddress(entry.text('address') ?? '')) ?? [];
  const podRanges = new Fields(manifest.value).object('spec')?.texts('podCIDRs').map(parseCidr) ?? [];
  return {
    ...decodeMetadata(manifest, ''),
    addresses: addresses.filter((address) => address !== undefined),
    podRanges: podRanges.filter((range) => range !== undefined),
  };
}
