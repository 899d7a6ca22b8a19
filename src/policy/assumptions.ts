import { namespaceNameLabel } from '../model/namespace.ts';
import { isPlanned, type Pod } from '../model/pod.ts';
import type { Party } from './endpoint.ts';
import type { PolicyEngine } from './engine.ts';
import { isOfAllAddresses } from './evaluate/matching.ts';
import type { Direction, Peer, Policy } from './policy.ts';

/**
 * What had to be assumed about one end of a connection, since the policies at the other end ask and the input does not
 * tell. The policies are looked through only where there is something that it does not tell.
 */
export function assumptionsOf(
  { cluster, domainNames, hasDomainNames }: PolicyEngine,
  other: Party,
  direction: Direction,
  policies: () => readonly Policy[],
): readonly string[] {
  if (other.kind === 'range' && other.node === undefined) return [];
  const isKnown =
    other.kind === 'range' || (other.address !== undefined && cluster.namespace(other.pod.namespace).known);
  if (isKnown && !hasDomainNames) return [];
  const peers = policies()
    .flatMap((policy) => policy[direction] ?? [])
    .flatMap((rule) => rule.peers ?? []);
  const patterns = peers.flatMap((peer) => (peer.kind === 'domain' ? peer.pattern : []));
  const unknown = new Set(patterns.filter((pattern) => domainNames.addressesOf(pattern) === undefined));
  const assumptions = [...unknown].map((pattern) => `no pod or node is taken to have the name ${pattern}`);
  if (other.kind === 'range') return assumptions;
  const { pod, address } = other;
  if (peers.some(asksLabels) && !cluster.namespace(pod.namespace).known) {
    assumptions.push(`namespace ${pod.namespace} is not in the input: it is taken to have no label but its name`);
  }
  if (address === undefined && peers.some((peer) => isOpenTo(peer, pod))) {
    assumptions.push('an ipBlock is taken not to match pods that have no address yet');
  }
  return assumptions;
}

/** Whether a block might hold the address that a pod is going to have. */
function isOpenTo(peer: Peer, pod: Pod): boolean {
  return peer.kind === 'block' && !(isPlanned(pod) && isOfAllAddresses(peer));
}

function asksLabels(peer: Peer): boolean {
  if (peer.kind !== 'pods') return false;
  return peer.namespaces?.requirements.some(({ key }) => key !== namespaceNameLabel) ?? false;
}
