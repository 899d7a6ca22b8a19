import { isObject } from '../../../model/fields.ts';
import type { LintContext, PlacedRule } from '../context.ts';
import { type Found, foundIn, type LintRule } from '../rule.ts';
import { valueAt } from '../value-at.ts';

export const oldForm: LintRule = {
  code: 'NW405',
  title: 'A peer in the form that AdminNetworkPolicy had up to v0.1.2',
  severity: 'warning',
  find: (context) => context.rules.flatMap((placed) => oldPeers(context, placed)),
};

/**
 * Newer API servers drop the fields that they do not know, and a selector without any requirement takes everything
 * (network-policy-api v0.1.3, "namespaces" of a peer).
 */
function oldPeers(context: LintContext, { policy, rule }: PlacedRule): readonly Found[] {
  if (policy.tier === 'network') return [];
  const manifest = context.manifestAt(policy.source);
  return (rule.peers ?? []).flatMap(({ path }) => {
    const namespaces = valueAt(manifest, [...path, 'namespaces']);
    if (isObject(namespaces) && Object.hasOwn(namespaces, 'namespaceSelector')) {
      return [foundIn(policy, [...path, 'namespaces'], message, { instead: 'namespaces: {matchLabels: …}' })];
    }
    if (valueAt(manifest, [...path, 'pods', 'namespaces']) === undefined) return [];
    const instead = 'pods: {namespaceSelector: …, podSelector: …}';
    return [foundIn(policy, [...path, 'pods'], message, { instead })];
  });
}

const message =
  'this is how peers were written up to network-policy-api v0.1.2: a newer API server drops the selector, and takes everything';
