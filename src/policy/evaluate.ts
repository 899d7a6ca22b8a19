import { type Address, type Family, rangeContains, rangeOf } from '../model/address.ts';
import type { Cluster } from '../model/cluster.ts';
import {
  allConnections,
  allPorts,
  type ConnectionSet,
  hasPort,
  noConnections,
  type Protocol,
  portRange,
  unionConnections,
} from '../model/connection-set.ts';
import { selects } from '../model/labels.ts';
import { namedPorts, type Pod } from '../model/pod.ts';
import { type Endpoint, isSamePod, type Party, partyOf, type RangeParty, type ServicePath } from './endpoint.ts';
import type {
  BlockPeer,
  Direction,
  NetworkPolicy,
  Peer,
  PodPeer,
  PortRule,
  Rule,
} from './network-policy/network-policy.ts';
import type { DataplaneSettings } from './profile.ts';

/** A connection over one address family: who connects to whom, and the Service that the client dials, if any. */
export interface Question {
  readonly from: Party;
  readonly to: Party;
  readonly via?: DialledService;
}

/** The Service that a client dials, with its addresses of one family; it translates its port to `serverPort`. */
export interface DialledService extends ServicePath {
  readonly protocol: Protocol;
  readonly serverPort: number;
}

/** All that the rules at one end of a connection are matched with. */
export interface SideQuestion {
  readonly cluster: Cluster;
  readonly question: Question;
  readonly direction: Direction;
  readonly settings: DataplaneSettings;
}

/** What one rule lets through, by one of its peers that matches. */
export interface AllowedPart {
  readonly policy: NetworkPolicy;
  readonly rule: Rule;
  /** The peer that matches; undefined for a rule without peers, which is for everybody. */
  readonly peer?: Peer;
  readonly allows: ConnectionSet;
}

/** The answer of one end's policies. */
export interface Side {
  /** The policies that isolate the end in this direction; where there is none, everything is allowed. */
  readonly isolatedBy: readonly NetworkPolicy[];
  readonly parts: readonly AllowedPart[];
  readonly allowed: ConnectionSet;
  readonly exempt?: Exemption;
}

/** Why policies do not apply at all. */
export interface Exemption {
  readonly reason: string;
  /** Set where policies of other kinds may apply nevertheless. */
  readonly fromNetworkPoliciesOnly?: true;
}

/** What the evaluation of a question needs to know of the engine. */
export interface PolicySource {
  readonly cluster: Cluster;
  /** The policies that isolate a pod in a direction. */
  isolating(pod: Pod, direction: Direction): readonly NetworkPolicy[];
}

/** A connection of two endpoints, seen through one address family. */
export function questionOf(
  connection: {
    readonly from: Endpoint;
    readonly to: Endpoint;
    readonly protocol: Protocol;
    /** The server's own. */
    readonly port: number;
    readonly via?: ServicePath;
  },
  family: Family | undefined,
): Question {
  const { from, to, protocol, port, via } = connection;
  const isOfFamily = (address: Address) => family === undefined || address.family === family;
  const dialled = via && { ...via, addresses: via.addresses.filter(isOfFamily), protocol, serverPort: port };
  return {
    from: partyOf(from, family),
    to: partyOf(to, family),
    ...(dialled !== undefined && { via: dialled }),
  };
}

export function evaluateSide(
  source: PolicySource,
  question: Question,
  direction: Direction,
  settings: DataplaneSettings,
): Side {
  const exempt = exemption(question, direction, settings);
  if (exempt !== undefined) return { isolatedBy: [], parts: [], allowed: allConnections, exempt };
  const subject = direction === 'ingress' ? question.to : question.from;
  const isolatedBy = subject.kind === 'pod' ? source.isolating(subject.pod, direction) : [];
  if (isolatedBy.length === 0) return { isolatedBy, parts: [], allowed: allConnections };
  const side = { cluster: source.cluster, question, direction, settings };
  const parts = isolatedBy.flatMap((policy) => allowedParts(side, policy));
  return { isolatedBy, parts, allowed: unionConnections(parts.map((part) => part.allows)) };
}

/** Traffic that no policy touches: semantics of "Pod isolation", and its holes as the dataplane settles them. */
function exemption(
  { from, to, via }: Question,
  direction: Direction,
  settings: DataplaneSettings,
): Exemption | undefined {
  const subject = direction === 'ingress' ? to : from;
  if (subject.kind !== 'pod') return { reason: 'it is no pod, and policies guard pods only' };
  if (isSamePod(from, to)) {
    if (via === undefined) return { reason: 'a pod always reaches itself' };
    if (settings.hairpin === 'exempt') return { reason: 'the dataplane lets a pod reach itself through a Service' };
  }
  if (isOnHostNetwork(subject, settings)) {
    return { reason: 'policies do not select a pod of the host network', fromNetworkPoliciesOnly: true };
  }
  if (!isOnNodeOf(subject.pod, direction === 'ingress' ? from : to, settings)) return undefined;
  if (direction === 'ingress') return { reason: 'the node on which a pod runs always reaches it' };
  return settings.ownNode === 'exempt' ? { reason: 'the dataplane lets a pod reach its own node' } : undefined;
}

/** Whether the dataplane takes a party for its node. */
export function isOnHostNetwork(party: Party, settings: DataplaneSettings): boolean {
  return party.kind === 'pod' && party.pod.hostNetwork && settings.hostNetworkPods === 'node';
}

/** Whether the other end's traffic is that of the node on which a pod runs. */
function isOnNodeOf(pod: Pod, other: Party, settings: DataplaneSettings): boolean {
  if (other.kind === 'range') return isNodeOf(other, pod);
  return isOnHostNetwork(other, settings) && other.pod.node !== undefined && other.pod.node === pod.node;
}

/** By the Node object, or by the address that a pod gives for its host where there is none. */
export function isNodeOf({ node, range }: RangeParty, pod: Pod): boolean {
  if (node !== undefined) return node.name === pod.node;
  const { hostAddress } = pod;
  return hostAddress !== undefined && range.end - range.start === 1n && rangeContains(range, hostAddress);
}

/** What the rules of a policy let through, of those parts of which the peer matches. */
export function allowedParts(side: SideQuestion, policy: NetworkPolicy): readonly AllowedPart[] {
  return (policy[side.direction] ?? []).flatMap((rule) => {
    const ports = portsOf(rule.ports, side.question.to, side.settings);
    if (rule.peers === undefined) return [{ policy, rule, allows: ports }];
    return rule.peers
      .filter((peer) => matchesPeer(side, policy, peer))
      .map((peer) => ({ policy, rule, peer, allows: asSeen(ports, serviceInPlace(side, peer)) }));
  });
}

/** What ports let through to whoever a peer takes; no peer takes everybody, no ports are all. */
export function letThrough(
  side: SideQuestion,
  peer: Peer | undefined,
  ports: readonly PortRule[] | undefined,
): ConnectionSet {
  return asSeen(portsOf(ports, side.question.to, side.settings), peer && serviceInPlace(side, peer));
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

/** What is let through to a Service's own port, as the port of the server behind it. */
function asSeen(allows: ConnectionSet, service: DialledService | undefined): ConnectionSet {
  if (service === undefined) return allows;
  const { protocol, port, serverPort } = service;
  return hasPort(allows, protocol, port) ? portRange(protocol, serverPort) : noConnections;
}

/** The end that the peers of a rule are about. */
export function otherEnd({ question, direction }: SideQuestion): Party {
  return direction === 'ingress' ? question.from : question.to;
}

export function matchesPeer(side: SideQuestion, policy: NetworkPolicy, peer: Peer): boolean {
  const other = otherEnd(side);
  if (peer.kind === 'pods') {
    return !isOnHostNetwork(other, side.settings) && selectsParty(side.cluster, policy, peer, other);
  }
  const service = serviceInPlace(side, peer);
  if (service === undefined) return matchesBlock(peer, other, side.settings);
  return service.addresses.some((address) => blockHas(peer, rangeOf(address)));
}

/** Pods only: no selector, however wide, takes addresses outside of the cluster. */
function selectsParty(cluster: Cluster, policy: NetworkPolicy, peer: PodPeer, party: Party): boolean {
  if (party.kind !== 'pod') return false;
  const { pod } = party;
  const isInNamespace =
    peer.namespaces === undefined
      ? pod.namespace === policy.namespace
      : selects(peer.namespaces, cluster.namespace(pod.namespace).labels);
  return isInNamespace && (peer.pods === undefined || selects(peer.pods, pod.labels));
}

function matchesBlock(peer: BlockPeer, party: Party, settings: DataplaneSettings): boolean {
  if (party.kind === 'range') {
    return (party.node === undefined || settings.ipBlockMatchesNodes === 'yes') && blockHas(peer, party.range);
  }
  const matchable = party.pod.hostNetwork ? settings.ipBlockMatchesNodes : settings.ipBlockMatchesPods;
  return matchable === 'yes' && party.address !== undefined && blockHas(peer, rangeOf(party.address));
}

/** Ranges have been cut at the borders of every block (see `atoms.ts`), so that one address of them speaks for all. */
export function blockHas(peer: BlockPeer, range: { readonly family: 4 | 6; readonly start: bigint }): boolean {
  const address = { family: range.family, value: range.start };
  return rangeContains(peer.range, address) && !peer.except.some((hole) => rangeContains(hole, address));
}

/** The ports of a rule at one destination: a name may be another number in each pod, or several. */
function portsOf(
  ports: readonly PortRule[] | undefined,
  destination: Party,
  settings: DataplaneSettings,
): ConnectionSet {
  if (ports === undefined) return allConnections;
  return unionConnections(ports.map((port) => portOf(port, destination, settings)));
}

function portOf({ protocol, port, endPort }: PortRule, destination: Party, settings: DataplaneSettings): ConnectionSet {
  if (port === undefined) return allPorts(protocol);
  if (typeof port === 'number') return portRange(protocol, port, endPort ?? port);
  // Only a pod has names for its ports.
  if (destination.kind !== 'pod' || isOnHostNetwork(destination, settings)) return noConnections;
  return unionConnections(namedPorts(destination.pod, port, protocol).map((number) => portRange(protocol, number)));
}
