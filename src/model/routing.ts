import type { Gateway } from './gateway.ts';
import type { GatewayRoute } from './gateway-route.ts';
import type { Ingress } from './ingress.ts';
import type { IngressClass } from './ingress-class.ts';
import { byNamespaceAndName } from './metadata.ts';
import type { ObjectStore } from './object-store.ts';
import type { OpenShiftRoute } from './openshift-route.ts';
import type { ReferenceGrant } from './reference-grant.ts';

/** The objects that lead connections from outside to Services by way of a proxy, each by namespace and name. */
export interface Routing {
  readonly ingresses: readonly Ingress[];
  readonly ingressClasses: readonly IngressClass[];
  readonly gateways: readonly Gateway[];
  /** Routes of one name by kind. */
  readonly gatewayRoutes: readonly GatewayRoute[];
  readonly referenceGrants: readonly ReferenceGrant[];
  readonly openShiftRoutes: readonly OpenShiftRoute[];
}

export function routingOf(store: ObjectStore): Routing {
  const routes = [...store.gatewayRoutes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, route]) => route);
  return {
    ingresses: [...store.ingresses.values()].sort(byNamespaceAndName),
    ingressClasses: [...store.ingressClasses.values()].sort(byNamespaceAndName),
    gateways: [...store.gateways.values()].sort(byNamespaceAndName),
    gatewayRoutes: routes.sort(byNamespaceAndName),
    referenceGrants: [...store.referenceGrants.values()].sort(byNamespaceAndName),
    openShiftRoutes: [...store.openShiftRoutes.values()].sort(byNamespaceAndName),
  };
}
