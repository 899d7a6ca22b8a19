import type { Cluster } from '../../model/cluster.ts';
import type { Protocol } from '../../model/connection-set.ts';
import { fullName } from '../../model/metadata.ts';
import type { Endpoint } from '../endpoint.ts';
import { addressTarget, domainTarget } from './address-target.ts';
import { type Entry, entryOf } from './entry.ts';
import { podServers, running } from './pod-target.ts';
import { proxiedTarget } from './proxied-target.ts';
import type { Resolved } from './resolve.ts';
import { serviceTarget } from './service-target.ts';
import type { Target } from './target.ts';

/** Finds the servers behind what a reference means. Throws an UnknownObjectError for a port that none of them has. */
export function targetOf(cluster: Cluster, to: Resolved, port: number | string, protocol: Protocol): Target {
  switch (to.kind) {
    case 'service':
      return serviceTarget(cluster, entryOf(to.service, to.address), port, protocol);
    case 'pod':
      return { protocol, servers: podServers([to.pod], port, protocol, fullName(to.pod)) };
    case 'workload':
      return { protocol, servers: podServers(running(to.pods), port, protocol, fullName(to.workload)) };
    case 'node':
      return nodeTarget(cluster, to.endpoints, port, protocol) ?? addressTarget(to.endpoints, port, protocol, to.name);
    case 'range':
      return (
        nodeTarget(cluster, [to.endpoint], port, protocol) ?? addressTarget([to.endpoint], port, protocol, 'an address')
      );
    case 'domain':
      return domainTarget(to.name, port, protocol);
    case 'way-in':
      return proxiedTarget(cluster, to.object, port, protocol);
  }
}

/** The Service behind a node port; undefined for other ports, which are the node's own. */
function nodeTarget(
  cluster: Cluster,
  endpoints: readonly Endpoint[],
  port: number | string,
  protocol: Protocol,
): Target | undefined {
  const [first] = endpoints;
  const node = first?.kind === 'range' ? first.node : undefined;
  if (typeof port !== 'number') return undefined;
  const behind = node && cluster.behindNodePort(port, protocol);
  if (node === undefined || behind === undefined) return undefined;
  const entry: Entry = { service: behind.service, door: 'node-port', node };
  const { via: _, ...target } = serviceTarget(cluster, entry, behind.port, protocol);
  const dialled = endpoints.filter((endpoint) => endpoint.kind === 'range');
  return { ...target, nodePort: { endpoints: dialled, port } };
}
