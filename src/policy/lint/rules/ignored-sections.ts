import { type Direction, directions, type Policy } from '../../policy.ts';
import type { LintContext } from '../context.ts';
import { type Found, foundIn, type LintRule } from '../rule.ts';
import { valueAt } from '../value-at.ts';

export const ignoredSection: LintRule = {
  code: 'NW401',
  title: 'policyTypes leaves out a direction that has rules',
  severity: 'warning',
  find: (context) =>
    networkPolicies(context).flatMap((policy) =>
      directions.flatMap((direction) => ignored(context, policy, direction)),
    ),
};

function networkPolicies({ engine }: LintContext): readonly Policy[] {
  return engine.policies.filter(({ tier }) => tier === 'network');
}

/** networking.k8s.io/v1 NetworkPolicySpec, `policyTypes`. */
function ignored(context: LintContext, policy: Policy, direction: Direction): readonly Found[] {
  if (policy[direction] !== undefined) return [];
  const rules = valueAt(context.manifestAt(policy.source), ['spec', direction]);
  if (!Array.isArray(rules)) return [];
  const type = direction === 'ingress' ? 'Ingress' : 'Egress';
  // Without policyTypes an empty list is no list: the API server drops it.
  if (rules.length === 0 && direction === 'egress') {
    const message = 'an empty list without policyTypes does not isolate: everything may go out';
    return [foundIn(policy, ['spec', direction], message, { instead: 'policyTypes: [Ingress, Egress]' })];
  }
  const message = `policyTypes does not name ${type}: these rules count for nothing, and the pods are not isolated for ${direction}`;
  return [foundIn(policy, ['spec', direction], message, { instead: 'policyTypes: [Ingress, Egress]' })];
}
