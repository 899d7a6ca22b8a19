import type { Pod } from '../../model/pod.ts';
import type { LintContext, PlacedRule } from './context.ts';

/** The pods whose ports a rule is about: of ingress those that the policy selects, of egress those that its peers take. */
export function serversOf(context: LintContext, { policy, direction, rule }: PlacedRule): readonly Pod[] {
  if (direction === 'ingress') return context.podsOf(policy);
  if (rule.peers === undefined) return context.engine.cluster.livePods;
  const [only, ...others] = rule.peers;
  if (only !== undefined && others.length === 0) return context.podsOfPeer(policy, only);
  return [...new Set(rule.peers.flatMap((peer) => context.podsOfPeer(policy, peer)))];
}
