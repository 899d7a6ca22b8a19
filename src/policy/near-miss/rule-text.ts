import { formatRange } from '../../model/address.ts';
import { namespaceNameLabel } from '../../model/namespace.ts';
import type { Pod } from '../../model/pod.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Direction, NetworkPolicy } from '../network-policy/network-policy.ts';
import type { Verdict } from '../verdict.ts';
import { quote } from './label-gaps.ts';

/** A rule that would let the connection through, in one line of YAML. */
export function ruleFor(verdict: Verdict, direction: Direction, policy: NetworkPolicy): string {
  const peer = direction === 'ingress' ? verdict.from : verdict.to;
  const key = direction === 'ingress' ? 'from' : 'to';
  const ports = `ports: [{port: ${verdict.port}, protocol: ${verdict.protocol}}]`;
  return `- {${key}: [${peerFor(peer, policy)}], ${ports}}`;
}

function peerFor(peer: Endpoint, policy: NetworkPolicy): string {
  if (peer.kind === 'range') return `{ipBlock: {cidr: ${cidrOf(peer)}}}`;
  const labels = stableLabels(peer.pod).map(([label, value]) => `${label}: ${quote(value)}`);
  const pods = `podSelector: {${labels.length === 0 ? '' : `matchLabels: {${labels.join(', ')}}`}}`;
  if (peer.pod.namespace === policy.namespace) return `{${pods}}`;
  return `{namespaceSelector: {matchLabels: {${namespaceNameLabel}: ${quote(peer.pod.namespace)}}}, ${pods}}`;
}

/** A CIDR, also for one address. */
export function cidrOf({ range }: Extract<Endpoint, { kind: 'range' }>): string {
  const text = formatRange(range);
  return text.includes('/') || text.includes('-') ? text : `${text}/${range.family === 4 ? 32 : 128}`;
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
