import { Address4, Address6 } from 'ip-address';
import type { ClusterObjects, Maybe, PodObject, Protocol } from './objects.ts';
import type { Reading } from './reading.ts';

export type Family = 4 | 6;

/** One end of a connection over one address family. */
export type Party =
  /** Without an address: a pod in a manifest, or one that waits for its network. */
  | { readonly kind: 'pod'; readonly pod: PodObject; readonly address: string | undefined }
  /** A node's address, or one outside of the cluster. */
  | { readonly kind: 'address'; readonly address: string };

/** One attempt to connect: no Service is between the two, or it has been translated already (17, 28). */
export interface Connection {
  readonly from: Party;
  readonly to: Party;
  readonly protocol: Protocol;
  /** The server's own. */
  readonly port: number;
  /** 27: that of the path; undefined where nothing tells it. */
  readonly family?: Family | undefined;
}

export function addressesOf(pod: PodObject): readonly string[] {
  return (pod.status?.podIPs ?? []).map(({ ip }) => ip);
}

export function familyOf(address: string): Family {
  return address.includes(':') ? 6 : 4;
}

/** 13: a pod that has ended has no network, and its address may be another pod's by now. */
export function hasEnded({ status }: PodObject): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

/** A pod of a manifest, which runs nowhere yet; a pod that waits for its network has a status (13). */
export function isPlanned({ status }: PodObject): boolean {
  return status == null;
}

/** Whether a block has a party: by its address, or by any that a planned pod may get. */
export function hasParty(
  { cidr, except }: { readonly cidr: string; readonly except?: Maybe<readonly string[]> },
  party: Party,
  { family }: Connection,
  { podFamily }: Reading,
): boolean {
  const { address } = party;
  const holes = except ?? [];
  if (address !== undefined) return isInBlock(address, cidr) && !holes.some((hole) => isInBlock(address, hole));
  // 13
  if (party.kind !== 'pod' || !isPlanned(party.pod)) return false;
  return cidr.endsWith('/0') && holes.length === 0 && familyOf(cidr) === (family ?? podFamily);
}

/** 27 */
function isInBlock(address: string, block: string): boolean {
  if (familyOf(address) !== familyOf(block)) return false;
  return familyOf(address) === 6
    ? new Address6(address).isInSubnet(new Address6(block))
    : new Address4(address).isInSubnet(new Address4(block));
}

/** The addresses that a selector of nodes stands for (45). */
export function addressesOfNode(node: ClusterObjects['nodes'][number]): readonly string[] {
  return (node.status?.addresses ?? []).filter(({ type }) => type !== 'Hostname').map(({ address }) => address);
}

/** Whether an address is that of the node on which a pod runs. */
export function isOwnNode(address: string, pod: PodObject, cluster: ClusterObjects): boolean {
  const node = cluster.nodes.find(({ metadata }) => metadata.name === pod.spec.nodeName);
  if (node !== undefined && addressesOfNode(node).includes(address)) return true;
  return pod.status?.hostIP === address;
}

/**
 * 29: a pod always reaches its own address, which for pods of a host network is that of the node and of its other such
 * pods: nothing leaves the network namespace.
 */
export function staysInside({ from, to }: Connection): boolean {
  if (from.kind === 'pod' && to.kind === 'pod' && from.pod === to.pod) return true;
  return from.address !== undefined && from.address === to.address;
}
