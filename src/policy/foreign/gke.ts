import type { Fields } from '../../model/fields.ts';
import type { Metadata } from '../../model/metadata.ts';
import { decodePodSelector, specOf } from './effect.ts';
import type { ForeignEffect } from './foreign-policy.ts';

/**
 * networking.gke.io FQDNNetworkPolicy (cloud.google.com/kubernetes-engine/docs/how-to/fqdn-network-policies): isolates egress
 * and allows domain names, joined with what NetworkPolicies allow.
 */
export function decodeDomainPolicy(fields: Fields, metadata: Metadata): ForeignEffect {
  return {
    directions: ['egress'],
    mayAllow: true,
    mayDeny: true,
    selects: decodePodSelector(specOf(fields), metadata),
  };
}
