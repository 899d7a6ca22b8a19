import { everything, formatSelector } from '../../model/labels.ts';
import { fullName } from '../../model/metadata.ts';
import type { ApplyingPolicies, ApplyingPolicy, Policy, Tier } from '../../policy/index.ts';
import { describeRules } from '../rule-text.ts';
import {
  type ApiVersion,
  apiVersion,
  type InputDocument,
  type PolicyDocument,
  placeOf,
  policyDocument,
} from './common.ts';

/** The answer of `netwhy policies -o json`. */
export interface ApplyingPolicyList {
  readonly apiVersion: ApiVersion;
  readonly kind: 'ApplyingPolicyList';
  readonly input: InputDocument;
  readonly endpoint: string;
  readonly pods: readonly string[];
  readonly items: readonly ApplyingPolicyDocument[];
  /** Policies of kinds that are not evaluated and select the endpoint. */
  readonly notEvaluated: readonly PolicyDocument[];
}

/** A policy that selects some of an endpoint's pods. */
export interface ApplyingPolicyDocument extends PolicyDocument {
  /** The policy's own selector, as `kubectl -l` writes it; empty selects all pods. */
  readonly selector: string;
  /** For a policy of the admin kinds: the namespaces whose pods it selects; empty selects all namespaces. */
  readonly namespaceSelector?: string;
  /** When it is asked: before the NetworkPolicies, as one of them, or after them. Only NetworkPolicies isolate. */
  readonly tier: Tier;
  /** Among those of its tier, the lowest number first. */
  readonly priority?: number;
  /** How many of the endpoint's pods it selects. */
  readonly pods: number;
  /** What its rules do, a line for each; missing where it is not about ingress. `egress` alike. */
  readonly ingress?: readonly string[];
  readonly egress?: readonly string[];
}

/** The document of the policies that `netwhy policies` finds for an endpoint. */
export function applyingPolicyList(
  endpoint: string,
  applying: ApplyingPolicies,
  input: InputDocument,
): ApplyingPolicyList {
  return {
    apiVersion,
    kind: 'ApplyingPolicyList',
    input,
    endpoint,
    pods: applying.pods.map(fullName),
    items: applying.policies.map(applyingPolicyDocument),
    notEvaluated: applying.foreign.map(({ kind, namespace, name, source }) => ({
      kind,
      namespace,
      name,
      ...placeOf(source, ['metadata', 'name']),
    })),
  };
}

function applyingPolicyDocument({ policy, pods }: ApplyingPolicy): ApplyingPolicyDocument {
  const { namespaces } = policy.subject;
  return {
    ...policyDocument(policy),
    selector: formatSelector(policy.subject.pods ?? everything),
    ...(namespaces !== undefined && { namespaceSelector: formatSelector(namespaces) }),
    tier: policy.tier,
    ...(hasPriority(policy) && { priority: policy.priority }),
    pods,
    ...(policy.ingress !== undefined && { ingress: describeRules(policy, 'ingress') }),
    ...(policy.egress !== undefined && { egress: describeRules(policy, 'egress') }),
  };
}

/** NetworkPolicies have no order, and of the BaselineAdminNetworkPolicy there is but one. */
export function hasPriority({ kind }: Policy): boolean {
  return kind === 'AdminNetworkPolicy' || kind === 'ClusterNetworkPolicy';
}
