import type { Cluster } from '../../model/cluster.ts';
import type { Pod } from '../../model/pod.ts';
import type { Service } from '../../model/service.ts';
import type { WorkloadRef } from '../../model/workload.ts';
import { proxyPods } from './proxy-pods.ts';
import { leadOf, type WayInServer } from './routing-backends.ts';
import { routingObjects, routingRef } from './routing-object.ts';
import { serversBehind } from './service-target.ts';

/** An object that opens servers to the outside of the cluster. */
export interface WayIn {
  /** An Ingress, a Route of OpenShift, a route of a Gateway, or a Service with node ports or a load balancer. */
  readonly object: WorkloadRef;
  /** Whether a proxy, such as an ingress controller, stands between, so that servers see it and not the client. */
  readonly isProxied: boolean;
  /** The pods of the proxy; empty where there is none, or the input does not hold them. */
  readonly proxyPods: readonly Pod[];
  /** The pods and addresses behind it, with their own ports; empty where it leads nowhere. */
  readonly servers: readonly WayInServer[];
}

/**
 * The ways into a cluster from outside, whatever policies say to them: those with a proxy first, each by namespace and
 * name. Gateways are there by their routes.
 */
export function waysIn(cluster: Cluster): readonly WayIn[] {
  const proxied = routingObjects(cluster)
    .filter(({ kind }) => kind !== 'Gateway')
    .map((routed) => ({
      object: routingRef(routed),
      isProxied: true,
      proxyPods: proxyPods(cluster, routed),
      servers: leadOf(cluster, routed).servers,
    }));
  const services = cluster.services.filter(opensNodePorts).map((service) => ({
    object: { kind: 'Service', namespace: service.namespace, name: service.name },
    isProxied: false,
    proxyPods: [],
    servers: serversOfService(cluster, service),
  }));
  return [...proxied, ...services];
}

/** Whether a Service can be reached from outside at the nodes, or at a load balancer before them (core/v1 ServiceSpec `type`). */
export function opensNodePorts({ type }: Service): boolean {
  return type === 'LoadBalancer' || type === 'NodePort';
}

function serversOfService(cluster: Cluster, service: Service): readonly WayInServer[] {
  return service.ports.flatMap((port) =>
    serversBehind(cluster, service, port).map((server) => ({ ...server, protocol: port.protocol })),
  );
}
