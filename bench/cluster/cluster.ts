import type { JsonObject } from '../../src/model/index.ts';
import { applicationsOf, objectsOf } from './applications.ts';
import { adminPolicies, networkPolicy } from './policies.ts';
import { Random } from './random.ts';
import { type ClusterSize, range, teams } from './size.ts';

/**
 * A cluster as `kubectl get` shows it: namespaces of teams, Deployments with their ReplicaSets, StatefulSets, pods with
 * their addresses, Services, and policies of the kinds that people write. The same objects for the same size and seed.
 */
export function clusterOf(size: ClusterSize): readonly JsonObject[] {
  const random = new Random(size.seed);
  const others = range(size.namespaces - 2).map((index) => `ns-${index}`);
  const namespaces = ['kube-system', 'ingress-nginx', ...others].slice(0, size.namespaces);
  const applications = applicationsOf(size, namespaces, random);
  return [
    ...namespaces.map((name) => namespace(name, random)),
    ...applications.flatMap((application) => objectsOf(application, random)),
    ...range(size.policies).map((index) => networkPolicy(index, namespaces, applications, random)),
    ...adminPolicies(),
  ];
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
