import fc from 'fast-check';
import type { JsonObject, Manifest } from '../../src/model/index.ts';
import { adminPolicies } from './arbitrary-admin-policy.ts';
import { inhabitants } from './arbitrary-cluster.ts';
import { networkPolicies } from './arbitrary-network-policy.ts';
import type { ClusterObjects } from './objects.ts';

/** Small clusters with NetworkPolicies alone. */
export const networkPolicyClusters: fc.Arbitrary<ClusterObjects> = fc
  .tuple(inhabitants, networkPolicies)
  .map(([objects, networkPolicies]) => ({ ...objects, networkPolicies, adminPolicies: [] }));

/** Small clusters with policies of every kind. */
export const clusters: fc.Arbitrary<ClusterObjects> = fc
  .tuple(networkPolicyClusters, adminPolicies)
  .map(([cluster, adminPolicies]) => ({ ...cluster, adminPolicies }));

const apiVersions: Readonly<Record<string, string>> = {
  Namespace: 'v1',
  Node: 'v1',
  Pod: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  AdminNetworkPolicy: 'policy.networking.k8s.io/v1alpha1',
  BaselineAdminNetworkPolicy: 'policy.networking.k8s.io/v1alpha1',
  ClusterNetworkPolicy: 'policy.networking.k8s.io/v1alpha2',
};

/** The manifests of a cluster. */
export function manifestsOf(cluster: ClusterObjects): readonly Manifest[] {
  const { namespaces, nodes, pods, networkPolicies, adminPolicies } = cluster;
  const source = { file: { path: 'generated', text: '' }, document: 0, start: 0, end: 0 };
  return [...namespaces, ...nodes, ...pods, ...networkPolicies, ...adminPolicies].map((object) => ({
    value: { apiVersion: apiVersions[object.kind], ...object } as unknown as JsonObject,
    source,
  }));
}
