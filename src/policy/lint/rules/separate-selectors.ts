import { formatSelector, selects } from '../../../model/labels.ts';
import { quote } from '../../near-miss/quote.ts';
import type { Peer, PodPeer, Policy } from '../../policy.ts';
import type { LintContext } from '../context.ts';
import { type Found, foundIn, type LintRule } from '../rule.ts';

export const separateSelectors: LintRule = {
  code: 'NW404',
  title: 'podSelector and namespaceSelector as two peers, where one was perhaps meant',
  severity: 'info',
  find: (context) =>
    context.rules.flatMap(({ policy, rule }) =>
      pairsOf(rule.peers ?? []).flatMap(([pods, namespaces]) => found(context, policy, pods, namespaces)),
    ),
};

/** Neighbours of which one has the one selector, and one the other. */
function pairsOf(peers: readonly Peer[]): readonly (readonly [PodPeer, PodPeer])[] {
  return peers.flatMap((peer, index) => {
    const next = peers[index + 1];
    if (peer.kind !== 'pods' || next?.kind !== 'pods') return [];
    if (isPodsAlone(peer) && isNamespacesAlone(next)) return [[peer, next] as const];
    return isNamespacesAlone(peer) && isPodsAlone(next) ? [[next, peer] as const] : [];
  });
}

function isPodsAlone({ pods, namespaces }: PodPeer): boolean {
  return pods !== undefined && namespaces === undefined;
}

function isNamespacesAlone({ pods, namespaces }: PodPeer): boolean {
  return pods === undefined && namespaces !== undefined;
}

/** It is likely where the pods are in those namespaces, and there are none of them in the policy's own. */
function found(context: LintContext, policy: Policy, pods: PodPeer, namespaces: PodPeer): readonly Found[] {
  if (policy.tier !== 'network') return [];
  const selector = formatSelector(pods.pods ?? { requirements: [] });
  const where = formatSelector(namespaces.namespaces ?? { requirements: [] });
  const own = selector === '' ? 'all pods' : `the pods with ${selector}`;
  const other = where === '' ? 'of all namespaces' : `of namespaces with ${where}`;
  const message = `two peers are either or: ${own} of namespace ${policy.namespace}, and all pods ${other}`;
  const isLikely = selector !== '' && livesElsewhere(context, policy, pods, namespaces);
  return [
    foundIn(policy, pods.path, message, {
      ...(isLikely && { severity: 'warning', instead: oneItem(pods, namespaces) }),
    }),
  ];
}

function livesElsewhere(
  { engine: { cluster } }: LintContext,
  policy: Policy,
  { pods }: PodPeer,
  peer: PodPeer,
): boolean {
  const { namespaces } = peer;
  if (pods === undefined || namespaces === undefined) return false;
  const hasPods = (namespace: string) => cluster.podsIn(namespace).some(({ labels }) => selects(pods, labels));
  if (hasPods(policy.namespace)) return false;
  return cluster.namespaces.some(({ name, labels }) => selects(namespaces, labels) && hasPods(name));
}

/** As one entry of the list, where both selectors are plain labels. */
function oneItem({ pods }: PodPeer, { namespaces }: PodPeer): string {
  const selectors = [
    ['namespaceSelector', namespaces],
    ['podSelector', pods],
  ] as const;
  const parts = selectors.map(([key, selector]) => {
    const labels = (selector?.requirements ?? []).map(({ key: label, operator, values }) => {
      return operator === 'In' && values.length === 1 ? `${quote(label)}: ${quote(values[0] ?? '')}` : undefined;
    });
    return labels.includes(undefined) ? `${key}: …` : `${key}: {matchLabels: {${labels.join(', ')}}}`;
  });
  return `- {${parts.join(', ')}}`;
}
