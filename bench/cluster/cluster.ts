import type { JsonObject } from '../../src/model/index.ts';
import { applicationsOf, objectsOf } from './applications.ts';
import { adminPolicies, networkPolicy } from './policies.ts';
import { Random } from './random.ts';

/** How large a cluster is to be, and which one of that size. */
export interface ClusterSize {
  readonly pods: number;
  readonly workloads: number;
  readonly namespaces: number;
  /** NetworkPolicies; there are six policies of the admin kinds besides. */
  readonly policies: number;
  readonly seed: number;
}

export const teams = 20;

/** Ten pods of five workloads in a namespace, with three policies: 10,000 pods are 1,000 namespaces and 3,000 policies. */
export function sizeOf(pods: number): ClusterSize {
  const share = (of: number) => Math.max(1, Math.ceil(pods * of));
  return { pods, workloads: share(0.5), namespaces: share(0.1), policies: share(0.3), seed: 1 };
}

/**
 * A cluster as `kubectl get` shows it: namespaces of teams, Deployments with their ReplicaSets, StatefulSets, pods with
 * their addresses, Services, and policies of the kinds that people write. The same objects for the same size and seed.
 */
export function clusterOf(size: ClusterSize): readonly JsonObject[] {
  const random = new Random(size.seed);
  const namespaces = ['kube-system', 'ingress-nginx', ...range(size.namespaces - 2).map((index) => `ns-${index}`)];
  const applications = applicationsOf(size, namespaces, random);
  return [
    ...namespaces.map((name) => namespace(name, random)),
    ...applications.flatMap((application) => objectsOf(application, random)),
    ...range(size.policies).map((index) => networkPolicy(index, namespaces, applications, random)),
    ...adminPolicies(),
  ];
}

export function range(length: number): readonly number[] {
  return Array.from({ length: Math.max(0, length) }, (_, index) => index);
}

function namespace(name: string, random: Random): JsonObject {
  const labels = {
    'kubernetes.io/metadata.name': name,
    team: `team-${random.below(teams)}`,
    environment: random.weighted([
      [6, 'production'],
      [3, 'staging'],
      [1, 'development'],
    ]),
  };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels }, status: { phase: 'Active' } };
}
