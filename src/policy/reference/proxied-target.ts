import type { Cluster } from '../../model/cluster.ts';
import type { Protocol } from '../../model/connection-set.ts';
import { fullName } from '../../model/metadata.ts';
import type { Pod } from '../../model/pod.ts';
import type { Service } from '../../model/service.ts';
import { entryOf } from './entry.ts';
import { gatewayOf, listenersOf, protocolOf } from './gateway-attachment.ts';
import { podServers } from './pod-target.ts';
import { proxyPods } from './proxy-pods.ts';
import { UnknownObjectError } from './resolve.ts';
import { describeDetached, leadOf } from './routing-backends.ts';
import { isGatewayRoute, type RoutingObject, routingRef } from './routing-object.ts';
import { serviceTarget } from './service-target.ts';
import type { Target } from './target.ts';

/** A port on which a proxy takes connections. */
interface OpenPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** The way through a proxy to the servers behind it. Throws an UnknownObjectError for a port that is not open. */
export function proxiedTarget(
  cluster: Cluster,
  routed: RoutingObject,
  port: number | string,
  protocol: Protocol,
): Target {
  const object = routingRef(routed);
  const number = openPortOf(cluster, routed, port, protocol);
  const { servers, faults } = leadOf(cluster, routed, number);
  const pods = proxyPods(cluster, routed);
  return {
    protocol,
    servers: servers.filter((server) => server.protocol === protocol),
    proxy: {
      object,
      port: number,
      pods,
      ...(pods.length > 0 && { front: frontOf(cluster, pods, number, protocol) }),
      nowhere: faults.length > 0 ? faults.join('; ') : `${object.kind} ${fullName(object)} leads to no Service`,
    },
  };
}

function openPortOf(cluster: Cluster, routed: RoutingObject, port: number | string, protocol: Protocol): number {
  const open = openPorts(cluster, routed);
  // Nothing in the input tells the ports of a Gateway that it does not hold.
  if (open === undefined && typeof port === 'number') return port;
  const found = open?.find((one) => one.protocol === protocol && (one.port === port || one.name === port));
  if (found !== undefined) return found.port;
  if (open?.length === 0 && isGatewayRoute(routed))
    throw new UnknownObjectError(describeDetached(cluster, routed.object));
  const known = (open ?? []).map((one) => `${one.port}/${one.protocol} (${one.name})`);
  const list = known.length === 0 ? 'none is known' : `it has ${[...new Set(known)].join(', ')}`;
  throw new UnknownObjectError(`${routed.kind} ${fullName(routed.object)} has no port ${port}/${protocol}; ${list}`);
}

/** Ingress and Route are for HTTP and HTTPS at their own ports (networking.k8s.io/v1 IngressRule, IngressTLS). */
const web: readonly OpenPort[] = [
  { name: 'http', port: 80, protocol: 'TCP' },
  { name: 'https', port: 443, protocol: 'TCP' },
];

function openPorts(cluster: Cluster, routed: RoutingObject): readonly OpenPort[] | undefined {
  switch (routed.kind) {
    case 'Ingress':
    case 'Route':
      return web;
    case 'Gateway':
      return routed.object.listeners.map((listener) => ({ ...listener, protocol: protocolOf(listener) }));
    default: {
      const gateways = routed.object.parents.map((parent) => gatewayOf(cluster, parent));
      const known = gateways.filter((gateway) => gateway !== undefined);
      if (known.length < gateways.length) return undefined;
      return known
        .flatMap((gateway) => listenersOf(cluster, routed.object, gateway))
        .map((listener) => ({ ...listener, protocol: protocolOf(listener) }));
    }
  }
}

const doors: Readonly<Record<Service['type'], number>> = {
  LoadBalancer: 0,
  NodePort: 1,
  ClusterIP: 2,
  ExternalName: 3,
};

/** By the Service before the proxy's pods that has the port; else at the pods, as with a host network. */
function frontOf(cluster: Cluster, pods: readonly Pod[], port: number, protocol: Protocol): Target {
  const proxies = new Set(pods);
  const [service] = cluster.services
    .filter(({ ports }) => ports.some((candidate) => candidate.port === port && candidate.protocol === protocol))
    .filter((candidate) => cluster.selectedBy(candidate)?.some((pod) => proxies.has(pod)))
    .sort((a, b) => doors[a.type] - doors[b.type]);
  if (service !== undefined) return serviceTarget(cluster, entryOf(service), port, protocol);
  return { protocol, servers: podServers(pods, port, protocol, 'the proxy') };
}
