import { type Address, type AddressRange, isWholeFamily, rangeContains, rangeOf } from '../../model/address.ts';
import {
  allConnections,
  allPorts,
  type ConnectionSet,
  hasPort,
  noConnections,
  type Protocol,
  portRange,
  protocols,
  unionConnections,
} from '../../model/connection-set.ts';
import { selects } from '../../model/labels.ts';
import type { Namespace } from '../../model/namespace.ts';
import { isPlanned, namedPorts, type Pod } from '../../model/pod.ts';
import { matchesDomain } from '../domain-names.ts';
import { isOutside, type Party } from '../endpoint.ts';
import type { BlockPeer, DomainPeer, NodePeer, Peer, PodSelection, Policy, PortRule } from '../policy.ts';
import type { DataplaneSettings } from '../profile.ts';
import { BlockIndex } from './block-index.ts';
import { type DialledNode, type DialledService, nodeInPlace, otherEnd, type SideQuestion } from './question.ts';

/** Whether a selection takes a pod; `own` is the namespace of the policy that it stands in. */
export function selectsPod(selection: PodSelection, own: string, pod: Pod, namespace: Namespace): boolean {
  const isInNamespace =
    selection.namespaces === undefined ? pod.namespace === own : selects(selection.namespaces, namespace.labels);
  return isInNamespace && (selection.pods === undefined || selects(selection.pods, pod.labels));
}

/** Whether a peer of a policy's rule takes the other end. */
export function matchesPeer(side: SideQuestion, policy: Policy, peer: Peer): boolean {
  const other = otherEnd(side);
  switch (peer.kind) {
    case 'pods':
      return matchesPods(side, policy, peer, other);
    case 'block':
      return matchesBlock(side, policy, peer, other);
    case 'nodes':
      return matchesNode(side, peer, other);
    case 'domain':
      return matchesName(side, peer, other);
  }
}

/** What ports let through to whoever a peer takes; no peer takes everybody, no ports are all. */
export function letThrough(
  side: SideQuestion,
  peer: Peer | undefined,
  ports: readonly PortRule[] | undefined,
): ConnectionSet {
  return asSeen(portsOf(side, ports), nodeInPlace(side) ?? (peer && serviceInPlace(side, peer)));
}

/** The Service that a peer meets in place of the server behind it. Selectors meet the pods themselves. */
export function serviceInPlace(
  { question, direction, settings }: SideQuestion,
  peer: Peer,
): DialledService | undefined {
  const { via } = question;
  if (peer.kind !== 'block' || direction !== 'egress' || settings.serviceTranslation !== 'after policy')
    return undefined;
  return via !== undefined && via.addresses.length > 0 ? via : undefined;
}

/** Whether the dataplane takes a party for its node. */
export function isOnHostNetwork(party: Party, settings: DataplaneSettings): boolean {
  return party.kind === 'pod' && party.pod.hostNetwork && settings.hostNetworkPods === 'node';
}

/** Ranges have been cut at the borders of every block (see `atoms.ts`), so that one address of them speaks for all. */
export function blockHas(peer: BlockPeer, range: { readonly family: 4 | 6; readonly start: bigint }): boolean {
  const address = { family: range.family, value: range.start };
  return rangeContains(peer.range, address) && !isInHole(peer.except, address);
}

const holeIndexes = new WeakMap<readonly AddressRange[], BlockIndex<true>>();

function isInHole(holes: readonly AddressRange[], address: Address): boolean {
  // For a few holes, an index costs more than it saves.
  if (holes.length < 32) return holes.some((hole) => rangeContains(hole, address));
  const index = holeIndexes.get(holes) ?? new BlockIndex(holes.map((hole) => [hole, true]));
  holeIndexes.set(holes, index);
  return index.around(address).length > 0;
}

/** Pods only: no selector, however wide, takes addresses outside of the cluster. */
function matchesPods({ source, settings }: SideQuestion, policy: Policy, peer: PodSelection, party: Party): boolean {
  if (party.kind !== 'pod') return false;
  const { pod } = party;
  // "Host-networked pods are not included in this type of peer" (network-policy-api, both versions).
  const isHidden = policy.tier === 'network' ? isOnHostNetwork(party, settings) : pod.hostNetwork;
  return !isHidden && selectsPod(peer, policy.namespace, pod, source.cluster.namespace(pod.namespace));
}

function matchesBlock(side: SideQuestion, policy: Policy, peer: BlockPeer, party: Party): boolean {
  const service = serviceInPlace(side, peer);
  if (service !== undefined) return service.addresses.some((address) => blockHas(peer, rangeOf(address)));
  if (!isOpenToBlocks(side, policy, party)) return false;
  const range = party.kind === 'range' ? party.range : party.address && rangeOf(party.address);
  return range === undefined ? isSureToHave(side, peer, party) : blockHas(peer, range);
}

/** Whatever address a planned pod gets, a block of all addresses has it. */
function isSureToHave({ settings }: SideQuestion, peer: BlockPeer, party: Party): boolean {
  if (party.kind !== 'pod' || !isPlanned(party.pod) || !isOfAllAddresses(peer)) return false;
  return peer.range.family === (party.family ?? familyNamed[settings.podFamily]);
}

const familyNamed = { IPv4: 4, IPv6: 6 } as const;

/** Whether a block holds all addresses of its family. */
export function isOfAllAddresses({ range, except }: BlockPeer): boolean {
  return except.length === 0 && isWholeFamily(range);
}

/** `networks` take "cluster-internal traffic" by their text (network-policy-api); an ipBlock as the dataplane has it. */
function isOpenToBlocks({ settings }: SideQuestion, policy: Policy, party: Party): boolean {
  if (policy.tier !== 'network') return true;
  const isNode = party.kind === 'range' ? party.node !== undefined : party.pod.hostNetwork;
  if (isNode) return settings.ipBlockMatchesNodes === 'yes';
  return party.kind === 'range' || settings.ipBlockMatchesPods === 'yes';
}

/** By a node's addresses, and so also the pods that share them. */
function matchesNode({ source }: SideQuestion, peer: NodePeer, party: Party): boolean {
  if (party.kind === 'range') return party.node !== undefined && selects(peer.nodes, party.node.labels);
  if (!party.pod.hostNetwork || party.pod.node === undefined) return false;
  const node = source.cluster.node(party.pod.node);
  return node !== undefined && selects(peer.nodes, node.labels);
}

/** By the name that the client dials, or else by the addresses of the names that are given. */
function matchesName({ source, settings }: SideQuestion, { pattern }: DomainPeer, party: Party): boolean {
  if (party.kind === 'range' && party.domain !== undefined) return matchesDomain(pattern, party.domain);
  const addresses = source.domainNames.addressesOf(pattern);
  if (addresses === undefined) return isOutside(party) && settings.unresolvedDomains === 'here';
  const range = party.kind === 'range' ? party.range : party.address && rangeOf(party.address);
  return range !== undefined && addresses.some((address) => rangeContains(range, address));
}

/** What is let through to the port of a Service or a node, as the port of the server behind it. */
function asSeen(allows: ConnectionSet, dialled: DialledService | DialledNode | undefined): ConnectionSet {
  if (dialled === undefined) return allows;
  const { protocol, port, serverPort } = dialled;
  return hasPort(allows, protocol, port) ? portRange(protocol, serverPort) : noConnections;
}

/** The ports of a rule at one destination: a name may be another number in each pod, or several. */
function portsOf(side: SideQuestion, ports: readonly PortRule[] | undefined): ConnectionSet {
  if (ports === undefined) return allConnections;
  return unionConnections(ports.map((port) => portOf(side, port)));
}

function portOf(side: SideQuestion, { protocol, port, endPort }: PortRule): ConnectionSet {
  const named = protocol === undefined ? protocols : [protocol];
  if (port === undefined) return unionConnections(named.map(allPorts));
  if (typeof port === 'number') {
    return unionConnections(named.map((protocol) => portRange(protocol, port, endPort ?? port)));
  }
  const server = nodeInPlace(side)?.endpoint ?? side.question.to;
  // Only a pod has names for its ports.
  if (server.kind !== 'pod' || isOnHostNetwork(server, side.settings)) return noConnections;
  return unionConnections(named.map((protocol) => portsNamed(server.pod, port, protocol)));
}

const knownPorts = new WeakMap<Pod, Map<string, ConnectionSet>>();

/** Remembered, as a pod may have ports by the thousand, and each rule may name them. */
function portsNamed(pod: Pod, name: string, protocol: Protocol): ConnectionSet {
  const ofPod = knownPorts.get(pod) ?? new Map<string, ConnectionSet>();
  knownPorts.set(pod, ofPod);
  const key = `${protocol}/${name}`;
  const known = ofPod.get(key);
  if (known !== undefined) return known;
  const ports = unionConnections(namedPorts(pod, name, protocol).map((number) => portRange(protocol, number)));
  ofPod.set(key, ports);
  return ports;
}
