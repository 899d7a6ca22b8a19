import type { Gateway } from './gateway.ts';
import type { GatewayRoute } from './gateway-route.ts';
import type { Ingress } from './ingress.ts';
import type { IngressClass } from './ingress-class.ts';
import { byNamespaceAndName } from './metadata.ts';
import { valuesOf } from './namespaced-map.ts';
import type { ClusterObjects } from './object-store.ts';
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

export function routingOf(objects: ClusterObjects): Routing {
  return {
    ingresses: valuesOf(objects.ingresses),
    ingressClasses: valuesOf(objects.ingressClasses),
    gateways: valuesOf(objects.gateways),
    // Their keys begin with the kind, and sorting keeps the order of what has one name.
    gatewayRoutes: [...valuesOf(objects.gatewayRoutes)].sort(byNamespaceAndName),
    referenceGrants: valuesOf(objects.referenceGrants),
    openShiftRoutes: valuesOf(objects.openShiftRoutes),
  };
}
