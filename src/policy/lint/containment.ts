import {
  allPorts,
  type ConnectionSet,
  isEmptyConnections,
  noConnections,
  portRange,
  protocols,
  subtractConnections,
  unionConnections,
} from '../../model/connection-set.ts';
import { type Interval, type IntervalSet, subtract } from '../../model/interval-set.ts';
import type { BlockPeer, Peer, Policy, PortRule, Rule } from '../policy.ts';
import { isSelectionWithin, isWithin } from './selector-sets.ts';

// What can be proven of rules from their text alone, for every cluster. What cannot is not claimed: it may hold all the same.

/** Whether a policy selects no pod that another does not. */
export function isSubjectWithin(inner: Policy, outer: Policy): boolean {
  return isSelectionWithin(inner.subject, inner.namespace, outer.subject, outer.namespace);
}

/** Whether a rule matches nothing that another does not; `inner` and `outer` are the policies in which they stand. */
export function isRuleWithin(rule: Rule, inner: Policy, other: Rule, outer: Policy): boolean {
  return arePeersWithin(rule, inner, other, outer) && arePortsWithin(rule.ports, other.ports);
}

function arePeersWithin(rule: Rule, inner: Policy, other: Rule, outer: Policy): boolean {
  if (other.peers === undefined) return true;
  const { peers } = other;
  return rule.peers?.every((peer) => peers.some((wider) => isPeerWithin(peer, inner, wider, outer))) ?? false;
}

/** Whether a peer takes nobody that another does not, wherever the two stand. */
export function isPeerWithin(peer: Peer, inner: Policy, wider: Peer, outer: Policy): boolean {
  switch (peer.kind) {
    case 'pods':
      return wider.kind === 'pods' && isSelectionWithin(peer, inner.namespace, wider, outer.namespace);
    case 'block':
      return wider.kind === 'block' && isBlockWithin(peer, wider);
    case 'nodes':
      return wider.kind === 'nodes' && isWithin(peer.nodes, wider.nodes);
    case 'domain':
      return wider.kind === 'domain' && isNameWithin(peer.pattern, wider.pattern);
  }
}

function isBlockWithin(block: BlockPeer, wider: BlockPeer): boolean {
  return block.range.family === wider.range.family && subtract(rangesOf(block), rangesOf(wider)).length === 0;
}

function rangesOf({ range, except }: BlockPeer): IntervalSet<bigint> {
  const holes = except.map(({ start, end }): Interval<bigint> => [start, end]);
  return holes.reduce<IntervalSet<bigint>>((left, hole) => subtract(left, [hole]), [[range.start, range.end]]);
}

function isNameWithin(pattern: string, wider: string): boolean {
  return pattern === wider || (wider.startsWith('*.') && pattern.endsWith(wider.slice(1)));
}

/** Whether no port of a list is missing in another; a list that is not there is every port. */
export function arePortsWithin(
  ports: readonly PortRule[] | undefined,
  wider: readonly PortRule[] | undefined,
): boolean {
  if (wider === undefined) return true;
  if (ports === undefined) return false;
  const open = unionConnections(wider.map(numbersOf));
  return ports.every((port) => {
    if (typeof port.port !== 'string') return isEmptyConnections(subtractConnections(numbersOf(port), open));
    const everyNumber = unionConnections((port.protocol === undefined ? protocols : [port.protocol]).map(allPorts));
    const isOpen = isEmptyConnections(subtractConnections(everyNumber, open));
    return isOpen || wider.some((other) => isSameName(port, other));
  });
}

/** A name without a protocol means every protocol that the container gives it. */
function isSameName(port: PortRule, wider: PortRule): boolean {
  return port.port === wider.port && (wider.protocol === undefined || wider.protocol === port.protocol);
}

/** The numbers of a port rule; none for a name, which stands for other ones in each pod. */
function numbersOf({ protocol, port, endPort }: PortRule): ConnectionSet {
  if (typeof port === 'string') return noConnections;
  const named = protocol === undefined ? protocols : [protocol];
  if (port === undefined) return unionConnections(named.map(allPorts));
  return unionConnections(named.map((each) => portRange(each, port, endPort ?? port)));
}
