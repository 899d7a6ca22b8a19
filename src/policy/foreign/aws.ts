import type { Fields } from '../../model/fields.ts';
import type { Metadata } from '../../model/metadata.ts';
import type { Namespace } from '../../model/namespace.ts';
import type { Pod } from '../../model/pod.ts';
import { directions } from '../policy.ts';
import { decodePodSelector, directionsWithRules, ruleActions, specOf } from './effect.ts';
import type { ForeignEffect } from './foreign-policy.ts';
import { maySelect, namespaceLookup, podLookup, readSelector } from './label-lookup.ts';

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

/**
 * networking.k8s.aws/v1alpha1 ClusterNetworkPolicy (aws/amazon-network-policy-controller-k8s
 * `api/v1alpha1/clusternetworkpolicy_types.go`): much like that of network-policy-api v1alpha2, with peers of its own.
 */
export function decodeClusterPolicy(fields: Fields): ForeignEffect {
  const spec = specOf(fields);
  const actions = ruleActions(spec);
  return {
    directions: directionsWithRules(spec),
    mayAllow: spec.text('tier') !== 'Baseline' && actions.some((action) => action !== 'Deny' && action !== 'Pass'),
    mayDeny: actions.some((action) => action !== 'Accept' && action !== 'Pass'),
    selects: decodeSubject(spec.object('subject')),
  };
}

function decodeSubject(subject: Fields | undefined): (pod: Pod, namespace: Namespace) => boolean {
  const pods = subject?.object('pods');
  const holder = pods ?? subject;
  const namespaces = holder && readSelector(holder, pods === undefined ? 'namespaces' : 'namespaceSelector');
  const podSelector = pods && readSelector(pods, 'podSelector');
  return (pod, namespace) =>
    !pod.hostNetwork &&
    (namespaces === undefined || maySelect(namespaces, namespaceLookup(namespace))) &&
    (podSelector === undefined || maySelect(podSelector, podLookup(pod.labels)));
}
