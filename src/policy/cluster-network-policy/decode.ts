import type { Manifest } from '../../model/manifest.ts';
import { type AdminForm, decodeAdminKind } from '../admin-kinds/decode.ts';
import { decodePeers } from '../admin-kinds/peers.ts';
import type { DecodedPolicy } from '../decoded-policy.ts';
import { decodePort } from './ports.ts';
import { clusterNetworkPolicySchema } from './schema.ts';

const form: AdminForm = {
  kind: 'ClusterNetworkPolicy',
  schema: clusterNetworkPolicySchema,
  tierOf: (spec) => (spec.text('tier') === 'Baseline' ? 'baseline' : 'admin'),
  allow: 'Accept',
  portsKey: 'protocols',
  decodePort,
  decodePeers,
};

/**
 * Reads a policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy. Throws a FieldError where a field has another type
 * than its API gives it.
 */
export function decodeClusterNetworkPolicy(manifest: Manifest): DecodedPolicy {
  return decodeAdminKind(manifest, form);
}
