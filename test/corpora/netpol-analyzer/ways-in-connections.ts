import { portRange } from '../../../src/model/connection-set.ts';
import { connectivity, type Endpoint, PolicyEngine, waysIn } from '../../../src/policy/index.ts';
import { manifestsOf, pod } from '../../support/cluster.ts';
import { analyzerProfile, type ClusterFolder } from './cluster-folder.ts';
import { type ConnectionList, connectionListOf, type Row } from './connection-list.ts';
import { ingressController, workloadName } from './workload-connections.ts';

/**
 * What Ingresses and Routes let in from their controller, for which a pod without labels stands. The tool takes the
 * ports of a manifest for all that a pod listens on.
 */
export function waysInConnections({ input }: ClusterFolder): ConnectionList {
  const engine = new PolicyEngine({ profile: analyzerProfile });
  const manifests = [...input.manifests, ...manifestsOf(pod('any-controller/any', { labels: {} }))];
  engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
  const stranger = engine.cluster.pod('any-controller', 'any');
  if (stranger === undefined) throw new Error('the stand-in is missing');
  const client: Endpoint = { kind: 'pod', pod: stranger };
  const rows = waysIn(engine.cluster)
    .filter(({ isProxied }) => isProxied)
    .flatMap(({ servers }) => servers)
    .flatMap(({ endpoint, port, protocol }): Row[] => {
      if (endpoint.kind !== 'pod') return [];
      const { containers } = endpoint.pod;
      const isDeclared = containers.some(({ ports }) => ports.some((declared) => declared.port === port));
      const answer = connectivity(engine, [client], { protocol, servers: [{ endpoint, port }] });
      if (!isDeclared || answer?.verdict !== 'allowed') return [];
      return [{ from: ingressController, to: workloadName(endpoint.pod), connections: portRange(protocol, port) }];
    });
  return connectionListOf(rows);
}
