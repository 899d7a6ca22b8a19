import { type Address, type AddressRange, type Family, formatRange } from '../model/address.ts';
import type { Cluster } from '../model/cluster.ts';
import { fullName } from '../model/metadata.ts';
import type { Node } from '../model/node.ts';
import type { Pod } from '../model/pod.ts';

/** One end of a connection: a pod, or addresses that belong to no pod. */
export type Endpoint = PodEndpoint | RangeEndpoint;

/** A pod as one end of a connection. */
export interface PodEndpoint {
  readonly kind: 'pod';
  readonly pod: Pod;
}

/** Addresses as one end of a connection: those of a node, or outside of the cluster. */
export interface RangeEndpoint {
  readonly kind: 'range';
  readonly range: AddressRange;
  /** The node that has the address, where the range is one address of a node. */
  readonly node?: Node;
  /** The domain name by which a client dials them. */
  readonly domain?: string;
  /** Set where the range stands for somebody of whom nothing tells who it is: a part of the answer is about each address. */
  readonly isStandIn?: true;
}

/** Makes an endpoint of addresses; a single address of a node is marked as the node's. */
export function rangeEndpoint(cluster: Cluster, range: AddressRange): RangeEndpoint {
  const isSingle = range.end - range.start === 1n;
  const owner = isSingle ? cluster.ownerOf({ family: range.family, value: range.start }) : undefined;
  return { kind: 'range', range, ...(owner?.kind === 'node' && { node: owner.node }) };
}

/** The Service that a client dials, where a connection goes through one. */
export interface ServicePath {
  /** `namespace/name`. */
  readonly service: string;
  /** The Service's own port. */
  readonly port: number;
  /** Its cluster addresses. */
  readonly addresses: readonly Address[];
}

/** The node of which a client dials a port, where a connection goes through a Service so. */
export interface NodePortPath {
  /** One address of the node. */
  readonly endpoint: RangeEndpoint;
  readonly port: number;
}

/** An endpoint with its address of one family; a pod in a manifest has none yet. */
export type Party = PodParty | RangeParty;

export interface PodParty extends PodEndpoint {
  readonly address?: Address;
  /** That of the path; missing where nothing tells it. */
  readonly family?: Family;
}

export interface RangeParty extends RangeEndpoint {}

/** Whether an end is outside of the cluster, as far as is known. */
export function isOutside(end: Endpoint): end is RangeEndpoint {
  return end.kind === 'range' && end.node === undefined;
}

export function familiesOf(endpoint: Endpoint): readonly Family[] {
  if (endpoint.kind === 'range') return [endpoint.range.family];
  const families = endpoint.pod.addresses.map((address) => address.family);
  return families.length < 2 ? families : [...new Set(families)];
}

export function partyOf(endpoint: Endpoint, family: Family | undefined): Party {
  if (endpoint.kind === 'range') return endpoint;
  const { pod } = endpoint;
  if (family === undefined) return { kind: 'pod', pod };
  const address = pod.addresses.find((candidate) => candidate.family === family);
  return address === undefined ? { kind: 'pod', pod, family } : { kind: 'pod', pod, family, address };
}

export function isSamePod(a: Endpoint, b: Endpoint): boolean {
  return a.kind === 'pod' && b.kind === 'pod' && a.pod.name === b.pod.name && a.pod.namespace === b.pod.namespace;
}

/** An endpoint as people write it: `shop/web-0`, `node/worker-1`, or addresses as `formatRange` has them. */
export function formatEndpoint(endpoint: Endpoint): string {
  if (endpoint.kind === 'pod') return fullName(endpoint.pod);
  return endpoint.node === undefined ? formatRange(endpoint.range) : `node/${endpoint.node.name}`;
}
