import { type Address, type AddressRange, type Family, formatRange } from '../model/address.ts';
import type { Cluster } from '../model/cluster.ts';
import { fullName } from '../model/metadata.ts';
import type { Node } from '../model/node.ts';
import type { Pod } from '../model/pod.ts';

/** One end of a connection: a pod, or addresses that belong to no pod. */
export type Endpoint = PodEndpoint | RangeEndpoint;

export interface PodEndpoint {
  readonly kind: 'pod';
  readonly pod: Pod;
}

export interface RangeEndpoint {
  readonly kind: 'range';
  readonly range: AddressRange;
  /** The node whose address it is. */
  readonly node?: Node;
}

/** An address that is a node's is marked so. */
export function rangeEndpoint(cluster: Cluster, range: AddressRange): RangeEndpoint {
  const isSingle = range.end - range.start === 1n;
  const owner = isSingle ? cluster.ownerOf({ family: range.family, value: range.start }) : undefined;
  return { kind: 'range', range, ...(owner?.kind === 'node' && { node: owner.node }) };
}

/** The cluster address that the client dials, where it goes through a Service. */
export interface ServicePath {
  readonly service: string;
  readonly port: number;
  readonly addresses: readonly Address[];
}

/** An endpoint seen through one address family; a pod in a manifest has no address yet. */
export type Party = PodParty | RangeParty;

export interface PodParty extends PodEndpoint {
  readonly address?: Address;
}

export interface RangeParty extends RangeEndpoint {}

export function familiesOf(endpoint: Endpoint): readonly Family[] {
  if (endpoint.kind === 'range') return [endpoint.range.family];
  return [...new Set(endpoint.pod.addresses.map((address) => address.family))];
}

export function partyOf(endpoint: Endpoint, family: Family | undefined): Party {
  if (endpoint.kind === 'range') return endpoint;
  const address = endpoint.pod.addresses.find((candidate) => candidate.family === family);
  return { kind: 'pod', pod: endpoint.pod, ...(address !== undefined && { address }) };
}

export function isSamePod(a: Endpoint, b: Endpoint): boolean {
  return a.kind === 'pod' && b.kind === 'pod' && fullName(a.pod) === fullName(b.pod);
}

export function formatEndpoint(endpoint: Endpoint): string {
  if (endpoint.kind === 'pod') return fullName(endpoint.pod);
  return endpoint.node === undefined ? formatRange(endpoint.range) : `node/${endpoint.node.name}`;
}
