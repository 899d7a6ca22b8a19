import { rangeContains, rangeOf } from '../model/address.ts';
import type { Cluster } from '../model/cluster.ts';
import {
  allConnections,
  allPorts,
  type ConnectionSet,
  noConnections,
  portRange,
  unionConnections,
} from '../model/connection-set.ts';
import { selects } from '../model/labels.ts';
import { namedPorts, type Pod } from '../model/pod.ts';
import { isSamePod, type Party, type ServicePath } from './endpoint.ts';
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

/** One connection of one address family, asked of a dataplane of which everything is settled. */
export interface Question {
  readonly from: Party;
  readonly to: Party;
  readonly via?: ServicePath;
}

/** What one rule lets through, by the peers of it that match. */
export interface AllowedPart {
  readonly policy: NetworkPolicy;
  readonly rule: Rule;
  /** Undefined: a rule for everybody. */
  readonly peer?: Peer;
  readonly allows: ConnectionSet;
}

/** The answer of one end's policies. */
export interface Side {
  /** The policies that isolate the end in this direction; none leaves it open. */
  readonly isolatedBy: readonly NetworkPolicy[];
  readonly parts: readonly AllowedPart[];
  readonly allowed: ConnectionSet;
  /** Why policies do not apply at all. */
  readonly exempt?: string;
}

/** What the evaluation of a question needs to know of the engine. */
export interface PolicySource {
  readonly cluster: Cluster;
  /** The policies that isolate a pod in a direction. */
  isolating(pod: Pod, direction: Direction): readonly NetworkPolicy[];
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
  const parts = isolatedBy.flatMap((policy) => allowedParts(source.cluster, policy, question, direction, settings));
  return { isolatedBy, parts, allowed: unionConnections(parts.map((part) => part.allows)) };
}

/** Traffic that no policy touches: semantics of "Pod isolation", and its holes as the dataplane settles them. */
function exemption({ from, to, via }: Question, direction: Direction, settings: DataplaneSettings): string | undefined {
  const subject = direction === 'ingress' ? to : from;
  if (subject.kind !== 'pod') return 'it is no pod, and policies guard pods only';
  if (isSamePod(from, to)) {
    if (via === undefined) return 'a pod always reaches itself';
    if (settings.hairpin === 'exempt') return 'the dataplane lets a pod reach itself through a Service';
  }
  if (isOnHostNetwork(subject, settings)) return 'policies do not select a pod of the host network';
  const otherNode = nodeOf(direction === 'ingress' ? from : to, settings);
  if (otherNode === undefined || otherNode !== subject.pod.node) return undefined;
  if (direction === 'ingress') return 'the node on which a pod runs always reaches it';
  return settings.ownNode === 'exempt' ? 'the dataplane lets a pod reach its own node' : undefined;
}

function isOnHostNetwork(party: Party, settings: DataplaneSettings): boolean {
  return party.kind === 'pod' && party.pod.hostNetwork && settings.hostNetworkPods === 'node';
}

/** The node whose traffic this is. */
function nodeOf(party: Party, settings: DataplaneSettings): string | undefined {
  if (party.kind === 'range') return party.node?.name;
  return isOnHostNetwork(party, settings) ? party.pod.node : undefined;
}

function allowedParts(
  cluster: Cluster,
  policy: NetworkPolicy,
  question: Question,
  direction: Direction,
  settings: DataplaneSettings,
): readonly AllowedPart[] {
  return (policy[direction] ?? []).flatMap((rule) => {
    const allows = portsOf(rule.ports, question.to, settings);
    if (rule.peers === undefined) return [{ policy, rule, allows }];
    return rule.peers
      .filter((peer) => matchesPeer(cluster, policy, peer, question, direction, settings))
      .map((peer) => ({ policy, rule, peer, allows }));
  });
}

function matchesPeer(
  cluster: Cluster,
  policy: NetworkPolicy,
  peer: Peer,
  { from, to, via }: Question,
  direction: Direction,
  settings: DataplaneSettings,
): boolean {
  const other = direction === 'ingress' ? from : to;
  if (peer.kind === 'pods') return !isOnHostNetwork(other, settings) && selectsParty(cluster, policy, peer, other);
  const isDialled = direction === 'egress' && via !== undefined && settings.serviceTranslation === 'after policy';
  if (isDialled && via.addresses.length > 0) return via.addresses.some((address) => blockHas(peer, rangeOf(address)));
  return matchesBlock(peer, other, settings);
}

/** Pods only: no selector, however wide, takes addresses outside of the cluster. */
export function selectsParty(cluster: Cluster, policy: NetworkPolicy, peer: PodPeer, party: Party): boolean {
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
export function portsOf(
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
  return unionConnections(
    namedPorts(destination.pod, port, protocol).map((number) => portRange(protocol, number)),
  );
}
