import type { Fields } from '../../model/fields.ts';
import type { Metadata } from '../../model/metadata.ts';
import { specOf } from './effect.ts';
import { type ForeignEffect, isInScope } from './foreign-policy.ts';
import { maySelect, podLookup, readSelector } from './label-lookup.ts';

/**
 * networking.gke.io FQDNNetworkPolicy (cloud.google.com/kubernetes-engine/docs/how-to/fqdn-network-policies): isolates egress
 * and allows domain names, joined with what NetworkPolicies allow.
 */
export function decodeDomainPolicy(fields: Fields, metadata: Metadata): ForeignEffect {
  const selector = readSelector(specOf(fields), 'podSelector');
  return {
    directions: ['egress'],
    mayAllow: true,
    mayDeny: true,
    selects: (pod) =>
      isInScope(metadata, pod) && (selector === undefined || maySelect(selector, podLookup(pod.labels))),
  };
}
