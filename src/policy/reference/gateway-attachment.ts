import type { Cluster } from '../../model/cluster.ts';
import type { Protocol } from '../../model/connection-set.ts';
import type { Gateway, Listener } from '../../model/gateway.ts';
import type { GatewayParent, GatewayRoute } from '../../model/gateway-route.ts';
import { selects } from '../../model/labels.ts';

/** The Gateway that a route names as its parent; undefined where the input does not hold it. */
export function gatewayOf({ routing }: Cluster, parent: GatewayParent): Gateway | undefined {
  return routing.gateways.find(({ namespace, name }) => namespace === parent.namespace && name === parent.name);
}

/** The listeners of a Gateway that a route attaches to. Host names are not compared: they tell requests, not ports. */
export function listenersOf(cluster: Cluster, route: GatewayRoute, gateway: Gateway): readonly Listener[] {
  const parents = route.parents.filter(
    ({ namespace, name }) => namespace === gateway.namespace && name === gateway.name,
  );
  return gateway.listeners.filter(
    (listener) =>
      parents.some((parent) => isMeant(listener, parent)) &&
      admits(cluster, gateway, listener, route) &&
      protocolOf(listener) === protocolOfRoute(route),
  );
}

/** The protocol of the packets, of which HTTP, HTTPS and TLS have TCP. */
export function protocolOf(listener: Listener): Protocol {
  return listener.protocol === 'UDP' ? 'UDP' : 'TCP';
}

export function protocolOfRoute({ kind }: GatewayRoute): Protocol {
  return kind === 'UDPRoute' ? 'UDP' : 'TCP';
}

function isMeant({ name, port }: Listener, parent: GatewayParent): boolean {
  return (parent.listener ?? name) === name && (parent.port ?? port) === port;
}

function admits(cluster: Cluster, gateway: Gateway, { namespaces }: Listener, route: GatewayRoute): boolean {
  if (namespaces === undefined) return route.namespace === gateway.namespace;
  return selects(namespaces, cluster.namespace(route.namespace).labels);
}
