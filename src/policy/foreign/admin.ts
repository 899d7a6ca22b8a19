import type { Fields } from '../../model/fields.ts';
import type { Namespace } from '../../model/namespace.ts';
import type { Pod } from '../../model/pod.ts';
import { directionsWithRules, ruleActions, specOf } from './effect.ts';
import type { ForeignEffect } from './foreign-policy.ts';
import { maySelect, namespaceLookup, podLookup, readSelector } from './label-lookup.ts';

/** policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy: its rules come before NetworkPolicies (KEP 2091). */
export function decodeAdminPolicy(fields: Fields): ForeignEffect {
  return decodeTier(specOf(fields), 'admin');
}

/** policy.networking.k8s.io/v1alpha1 BaselineAdminNetworkPolicy: decides where no NetworkPolicy isolates the pod. */
export function decodeBaselinePolicy(fields: Fields): ForeignEffect {
  return decodeTier(specOf(fields), 'baseline');
}

/** ClusterNetworkPolicy of policy.networking.k8s.io/v1alpha2, and Amazon's of networking.k8s.aws/v1alpha1 that is alike. */
export function decodeClusterPolicy(fields: Fields): ForeignEffect {
  const spec = specOf(fields);
  return decodeTier(spec, spec.text('tier') === 'Baseline' ? 'baseline' : 'admin');
}

function decodeTier(spec: Fields, tier: 'admin' | 'baseline'): ForeignEffect {
  const actions = ruleActions(spec);
  return {
    directions: directionsWithRules(spec),
    mayAllow: tier === 'admin' && actions.some((action) => action !== 'Deny' && action !== 'Pass'),
    mayDeny: actions.some((action) => action !== 'Allow' && action !== 'Accept' && action !== 'Pass'),
    selects: decodeSubject(spec.object('subject')),
  };
}

/** "Host-networked pods are not included in subject selection" (network-policy-api `ClusterNetworkPolicySubject`). */
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
