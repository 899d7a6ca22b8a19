import type { Pod } from '../model/pod.ts';
import type { PolicyEngine } from './engine.ts';
import { inOrder } from './evaluate/question.ts';
import type { ForeignPolicy } from './foreign/foreign-policy.ts';
import { directions, type Policy } from './policy.ts';

/** A policy that selects some of a group of pods. */
export interface ApplyingPolicy {
  readonly policy: Policy;
  /** Whether it has a word in connections to the pods it selects; a NetworkPolicy isolates them then. `egress` alike. */
  readonly ingress: boolean;
  readonly egress: boolean;
  /** How many of the pods it selects. */
  readonly pods: number;
}

/** The policies that select any pod of a group. */
export interface ApplyingPolicies {
  /** The group that was asked about. */
  readonly pods: readonly Pod[];
  readonly policies: readonly ApplyingPolicy[];
  /** Policies of kinds that netwhy recognises and does not evaluate. */
  readonly foreign: readonly ForeignPolicy[];
}

/** The policies that select any of the pods, in the order of `PolicyEngine.policies`. */
export function applyingPolicies(engine: PolicyEngine, pods: readonly Pod[]): ApplyingPolicies {
  const counts = new Map<Policy, number>();
  const foreign = new Set<ForeignPolicy>();
  for (const pod of pods) {
    const policies = new Set(directions.flatMap((direction) => inOrder(engine.applying(pod, direction))));
    for (const policy of policies) counts.set(policy, (counts.get(policy) ?? 0) + 1);
    for (const direction of directions) {
      for (const policy of engine.foreignFor(pod, direction)) foreign.add(policy);
    }
  }
  const policies = engine.policies.flatMap((policy) => {
    const count = counts.get(policy);
    if (count === undefined) return [];
    return [{ policy, ingress: policy.ingress !== undefined, egress: policy.egress !== undefined, pods: count }];
  });
  return { pods, policies, foreign: [...foreign] };
}
