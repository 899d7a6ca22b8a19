import type { Fields } from '../../model/fields.ts';
import type { Metadata } from '../../model/metadata.ts';
import type { Namespace } from '../../model/namespace.ts';
import type { Pod } from '../../model/pod.ts';
import type { Direction } from '../policy.ts';

/** What a policy that is no NetworkPolicy can do to the answer about a pod. */
export interface ForeignEffect {
  /** Directions in which it can change the answer for an endpoint it selects. None: it decides nothing. */
  readonly directions: readonly Direction[];
  /** Whether it can let through what NetworkPolicies deny. */
  readonly mayAllow: boolean;
  /** Whether it can stop what NetworkPolicies allow. */
  readonly mayDeny: boolean;
  /** Whether it selects a pod. True where that cannot be known for certain: nothing is claimed past a policy. */
  selects(pod: Pod, namespace: Namespace): boolean;
}

/** A policy of a kind that the engine recognises, but does not evaluate. `namespace` is empty where it is cluster-wide. */
export interface ForeignPolicy extends Metadata, ForeignEffect {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Reads the whole object; throws a FieldError where a field that it needs has another type than its project gives it. */
export type ForeignDecoder = (fields: Fields, metadata: Metadata) => ForeignEffect;

/** Whether a policy of this namespace reaches a pod by its scope; a cluster-wide one has the empty namespace. */
export function isInScope(policy: { readonly namespace: string }, pod: Pod): boolean {
  return policy.namespace === '' || policy.namespace === pod.namespace;
}
