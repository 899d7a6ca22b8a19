import type { Cluster } from '../../model/cluster.ts';
import type { Gateway } from '../../model/gateway.ts';
import { type GatewayRoute, type GatewayRouteKind, gatewayRouteKinds } from '../../model/gateway-route.ts';
import type { Ingress } from '../../model/ingress.ts';
import { byNamespaceAndName } from '../../model/metadata.ts';
import type { OpenShiftRoute } from '../../model/openshift-route.ts';
import type { WorkloadRef } from '../../model/workload.ts';

/** An object that leads connections from outside to Services by way of a proxy; `Route` is OpenShift's. */
export type RoutingObject =
  | { readonly kind: 'Ingress'; readonly object: Ingress }
  | { readonly kind: 'Gateway'; readonly object: Gateway }
  | { readonly kind: GatewayRouteKind; readonly object: GatewayRoute }
  | { readonly kind: 'Route'; readonly object: OpenShiftRoute };

const kinds: readonly string[] = ['Ingress', 'Gateway', 'Route', ...gatewayRouteKinds];

export function isRoutingKind(kind: string): kind is RoutingObject['kind'] {
  return kinds.includes(kind);
}

/** Whether an object is a route of gateway.networking.k8s.io, which attaches to Gateways. */
export function isGatewayRoute(routed: RoutingObject): routed is { kind: GatewayRouteKind; object: GatewayRoute } {
  return routed.kind !== 'Ingress' && routed.kind !== 'Gateway' && routed.kind !== 'Route';
}

/** All of a cluster, by namespace and name. */
export function routingObjects({ routing }: Cluster): readonly RoutingObject[] {
  return [
    ...routing.ingresses.map((object) => ({ kind: 'Ingress' as const, object })),
    ...routing.gateways.map((object) => ({ kind: 'Gateway' as const, object })),
    ...routing.gatewayRoutes.map((object) => ({ kind: object.kind, object })),
    ...routing.openShiftRoutes.map((object) => ({ kind: 'Route' as const, object })),
  ].sort((a, b) => byNamespaceAndName(a.object, b.object));
}

export function routingRef({ kind, object }: RoutingObject): WorkloadRef {
  return { kind, namespace: object.namespace, name: object.name };
}
