import type { Fields } from '../../model/fields.ts';
import type { Metadata } from '../../model/metadata.ts';
import { directions } from '../policy.ts';
import { decodePodSelector, specOf } from './effect.ts';
import type { ForeignEffect } from './foreign-policy.ts';

/**
 * networking.k8s.aws/v1alpha1 ApplicationNetworkPolicy (aws/amazon-network-policy-controller-k8s
 * `api/v1alpha1/applicationnetworkpolicy_types.go`): isolates and allows as a NetworkPolicy does, and is joined with those.
 */
export function decodeApplicationPolicy(fields: Fields, metadata: Metadata): ForeignEffect {
  const spec = specOf(fields);
  const types = spec.texts('policyTypes').map((type) => type.toLowerCase());
  return {
    directions: directions.filter((direction) =>
      types.length > 0 ? types.includes(direction) : direction === 'ingress' || spec.has(direction),
    ),
    mayAllow: true,
    mayDeny: true,
    selects: decodePodSelector(spec, metadata),
  };
}

/**
 * vpcresources.k8s.aws/v1beta1 SecurityGroupPolicy (docs.aws.amazon.com/eks, "Security groups for pods"): the pod gets security
 * groups of its own, whose rules are not in the cluster.
 */
export function decodeSecurityGroupPolicy(fields: Fields, metadata: Metadata): ForeignEffect {
  return {
    directions,
    mayAllow: false,
    mayDeny: true,
    selects: decodePodSelector(specOf(fields), metadata),
  };
}
