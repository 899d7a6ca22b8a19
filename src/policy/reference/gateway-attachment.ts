import type { Cluster } from '../../model/cluster.ts';
import type { Protocol } from '../../model/connection-set.ts';
import type { Gateway, Listener } from '../../model/gateway.ts';
import type { GatewayParent, GatewayRoute, GatewayRouteKind } from '../../model/gateway-route.ts';
import { formatSelector, selects } from '../../model/labels.ts';
import { fullName } from '../../model/metadata.ts';

/** The Gateway that a route names as its parent; undefined where the input does not hold it. */
export function gatewayOf({ routing }: Cluster, parent: GatewayParent): Gateway | undefined {
  return routing.gateways.find(({ namespace, name }) => namespace === parent.namespace && name === parent.name);
}

/** The listeners of a Gateway that a route attaches to. Host names are not compared: they tell requests, not ports. */
export function listenersOf(cluster: Cluster, route: GatewayRoute, gateway: Gateway): readonly Listener[] {
  return meantBy(route, gateway).filter((listener) => refusal(cluster, gateway, listener, route) === undefined);
}

/** Whether a route names a Gateway as its parent. */
export function names({ parents }: GatewayRoute, gateway: Gateway): boolean {
  return parents.some(({ namespace, name }) => namespace === gateway.namespace && name === gateway.name);
}

/** Why the listeners of a Gateway do not take a route, each as a clause; nothing of those that take it. */
export function refusalsOf(cluster: Cluster, route: GatewayRoute, gateway: Gateway): readonly string[] {
  const meant = meantBy(route, gateway);
  if (meant.length === 0)
    return [`Gateway ${fullName(gateway)} has no listener of the name and the port that it gives`];
  return meant.flatMap((listener) => {
    const reason = refusal(cluster, gateway, listener, route);
    return reason === undefined ? [] : [`listener ${listener.name} of Gateway ${fullName(gateway)} ${reason}`];
  });
}

/** The protocol of the packets, of which HTTP, HTTPS and TLS have TCP. */
export function protocolOf({ protocol }: Pick<Listener, 'protocol'>): Protocol {
  return protocol === 'UDP' ? 'UDP' : 'TCP';
}

export function protocolOfRoute({ kind }: GatewayRoute): Protocol {
  return kind === 'UDPRoute' ? 'UDP' : 'TCP';
}

function meantBy({ parents }: GatewayRoute, gateway: Gateway): readonly Listener[] {
  const own = parents.filter(({ namespace, name }) => namespace === gateway.namespace && name === gateway.name);
  return gateway.listeners.filter((listener) => own.some((parent) => isMeant(listener, parent)));
}

function isMeant({ name, port }: Listener, parent: GatewayParent): boolean {
  return (parent.listener ?? name) === name && (parent.port ?? port) === port;
}

/** Why a listener does not take a route; undefined where it does (gateway.networking.k8s.io AllowedRoutes). */
function refusal(
  cluster: Cluster,
  gateway: Gateway,
  { namespaces, kinds, protocol }: Listener,
  route: GatewayRoute,
): string | undefined {
  const taken = kinds ?? kindsByProtocol.get(protocol);
  if (taken !== undefined && !taken.includes(route.kind)) {
    const why = kinds === undefined ? `is for ${protocol}, and so` : 'says in allowedRoutes.kinds that it';
    return `${why} takes ${taken.length === 0 ? 'no routes' : taken.join(' and ')} only, and no ${route.kind}`;
  }
  if (protocolOf({ protocol }) !== protocolOfRoute(route)) return `is for ${protocol}`;
  if (namespaces === undefined) {
    return route.namespace === gateway.namespace
      ? undefined
      : `takes routes of namespace ${gateway.namespace} only (allowedRoutes.namespaces.from: Same)`;
  }
  const { labels, known } = cluster.namespace(route.namespace);
  if (selects(namespaces, labels)) return undefined;
  const unknown = known ? '' : ', which is not in the input,';
  return `takes routes of namespaces with ${formatSelector(namespaces)} only, and namespace ${route.namespace}${unknown} has not`;
}

/** The kinds that a listener takes which names none, by its protocol; of other protocols nothing is said. */
const kindsByProtocol: ReadonlyMap<string, readonly GatewayRouteKind[]> = new Map([
  ['HTTP', ['HTTPRoute', 'GRPCRoute']],
  ['HTTPS', ['HTTPRoute', 'GRPCRoute']],
  ['TLS', ['TLSRoute', 'TCPRoute']],
  ['TCP', ['TCPRoute']],
  ['UDP', ['UDPRoute']],
]);
