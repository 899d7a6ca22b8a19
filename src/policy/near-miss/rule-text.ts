import { type AddressRange, cidrsOf, rangeOf } from '../../model/address.ts';
import { namespaceNameLabel } from '../../model/namespace.ts';
import type { Pod } from '../../model/pod.ts';
import { type Party, partyOf } from '../endpoint.ts';
import type { Direction, NetworkPolicy } from '../network-policy/network-policy.ts';
import type { Verdict } from '../verdict.ts';
import { quote } from './quote.ts';

/** A rule that would let the connection through, in one line of YAML. */
export function ruleFor(verdict: Verdict, direction: Direction, policy: NetworkPolicy): string {
  const peer = partyOf(direction === 'ingress' ? verdict.from : verdict.to, verdict.family);
  const key = direction === 'ingress' ? 'from' : 'to';
  const ports = `ports: [{port: ${verdict.port}, protocol: ${verdict.protocol}}]`;
  return `- {${key}: [${peersFor(peer, policy)}], ${ports}}`;
}

function peersFor(peer: Party, policy: NetworkPolicy): string {
  if (peer.kind === 'range') return blocksOf(peer.range).join(', ');
  const { pod, address } = peer;
  // No selector takes it for certain, and its node's address is its own.
  if (pod.hostNetwork && address !== undefined) return blocksOf(rangeOf(address)).join(', ');
  const labels = stableLabels(pod).map(([label, value]) => `${quote(label)}: ${quote(value)}`);
  const pods = `podSelector: {${labels.length === 0 ? '' : `matchLabels: {${labels.join(', ')}}`}}`;
  return pod.namespace === policy.namespace ? `{${pods}}` : `{${namespaceSelectorFor(pod.namespace)}, ${pods}}`;
}

/** A selector of one namespace, as it stands in a manifest. */
export function namespaceSelectorFor(namespace: string): string {
  return `namespaceSelector: {matchLabels: {${namespaceNameLabel}: ${quote(namespace)}}}`;
}

/** The items of a list of peers that together hold a range. */
export function blocksOf(range: AddressRange): readonly string[] {
  return cidrsOf(range).map((cidr) => `{ipBlock: {cidr: ${quote(cidr)}}}`);
}

/** Labels that a controller gives to one revision or one pod do not age well. */
const passingLabels = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
  'controller-uid',
  'job-name',
]);

function stableLabels(pod: Pod): readonly (readonly [string, string])[] {
  return [...pod.labels].filter(([label]) => !passingLabels.has(label)).sort(([a], [b]) => (a < b ? -1 : 1));
}
