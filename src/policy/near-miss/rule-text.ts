import { type AddressRange, cidrsOf, parseCidr } from '../../model/address.ts';
import type { Selector } from '../../model/labels.ts';
import { namespaceNameLabel } from '../../model/namespace.ts';
import type { Pod } from '../../model/pod.ts';
import type { BlockPeer, Direction, PodPeer, Policy, PortRule, Rule } from '../policy.ts';
import { quote } from './quote.ts';

/** A rule for a NetworkPolicy that stands in no object yet. */
export interface ProposedRule extends Rule {
  readonly peers: readonly ProposedPeer[];
}

export type ProposedPeer = PodPeer | BlockPeer;

/** The item of a list, in one line of YAML. */
export function formatRule(direction: Direction, { peers, ports = [] }: ProposedRule): string {
  const key = direction === 'ingress' ? 'from' : 'to';
  return `- {${key}: [${peers.map(formatPeer).join(', ')}], ports: [${ports.map(formatPort).join(', ')}]}`;
}

export function formatPort({ protocol, port = '' }: PortRule): string {
  return `{port: ${port}, protocol: ${protocol}}`;
}

/** As the item of a list; several as the list. */
export function formatPeers(peers: readonly ProposedPeer[]): string {
  const [first = '', ...others] = peers.map(formatPeer);
  return others.length === 0 ? `- ${first}` : `[${[first, ...others].join(', ')}]`;
}

function formatPeer(peer: ProposedPeer): string {
  if (peer.kind === 'block') return `{ipBlock: {cidr: ${quote(peer.cidr)}}}`;
  const { namespaces, pods } = peer;
  const selectors = [
    ...(namespaces === undefined ? [] : [`namespaceSelector: ${formatLabels(namespaces)}`]),
    ...(pods === undefined ? [] : [`podSelector: ${formatLabels(pods)}`]),
  ];
  return `{${selectors.join(', ')}}`;
}

function formatLabels({ requirements }: Selector): string {
  const labels = requirements.map(({ key, values: [value = ''] }) => `${quote(key)}: ${quote(value)}`);
  return labels.length === 0 ? '{}' : `{matchLabels: {${labels.join(', ')}}}`;
}

/** The selector of one namespace, as it stands in a manifest. */
export function namespaceSelectorFor(namespace: string): string {
  return `namespaceSelector: ${formatLabels(selectorOf([[namespaceNameLabel, namespace]]))}`;
}

/** A peer that takes a pod and those like it. */
export function peerForPod(pod: Pod, policy: Policy): PodPeer {
  return {
    kind: 'pods',
    path: [],
    pods: selectorOf(stableLabels(pod)),
    ...(pod.namespace !== policy.namespace && { namespaces: selectorOf([[namespaceNameLabel, pod.namespace]]) }),
  };
}

/** The peers that together hold a range. */
export function blocksOf(range: AddressRange): readonly BlockPeer[] {
  return cidrsOf(range).map((cidr) => ({
    kind: 'block',
    path: [],
    cidr,
    range: parseCidr(cidr) ?? range,
    except: [],
  }));
}

function selectorOf(labels: readonly (readonly [string, string])[]): Selector {
  return { requirements: labels.map(([key, value]) => ({ key, operator: 'In', values: [value] })) };
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
