import type { Manifest } from '../../model/manifest.ts';
import { type AdminForm, decodeAdminKind } from '../admin-kinds/decode.ts';
import { invalidObject } from '../api-validation.ts';
import type { DecodedPolicy } from '../decoded-policy.ts';
import { decodePeersOfAnyForm } from './peers.ts';
import { decodePort } from './ports.ts';
import { adminNetworkPolicySchema, baselineAdminNetworkPolicySchema } from './schema.ts';

const common = { allow: 'Allow', portsKey: 'ports', decodePort, decodePeers: decodePeersOfAnyForm } as const;

const admin: AdminForm = {
  ...common,
  kind: 'AdminNetworkPolicy',
  schema: adminNetworkPolicySchema,
  tierOf: () => 'admin',
};

const baseline: AdminForm = {
  ...common,
  kind: 'BaselineAdminNetworkPolicy',
  schema: baselineAdminNetworkPolicySchema,
  tierOf: () => 'baseline',
};

/**
 * Reads a policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy. Throws a FieldError where a field has another type than
 * its API gives it.
 */
export function decodeAdminNetworkPolicy(manifest: Manifest): DecodedPolicy {
  return decodeAdminKind(manifest, admin);
}

/**
 * Reads a policy.networking.k8s.io/v1alpha1 BaselineAdminNetworkPolicy, of which a cluster has one at most, by its name.
 * Throws a FieldError where a field has another type than its API gives it.
 */
export function decodeBaselineAdminNetworkPolicy(manifest: Manifest): DecodedPolicy {
  const { policy, problems } = decodeAdminKind(manifest, baseline);
  if (policy.name === 'default') return { policy, problems };
  return { policy, problems: [...problems, invalidObject(['metadata', 'name'], singleton)] };
}

const singleton = 'Only one baseline admin network policy with metadata.name="default" can be created in the cluster';
