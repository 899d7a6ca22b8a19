import type { Cluster } from '../../model/cluster.ts';
import type { Ingress } from '../../model/ingress.ts';
import type { Labels } from '../../model/labels.ts';
import { fullName, type NamespacedName } from '../../model/metadata.ts';
import type { Pod } from '../../model/pod.ts';
import { type IngressController, ingressControllers, openShiftRouter } from './ingress-controllers.ts';
import type { RoutingObject } from './routing-object.ts';

/** The pods that take an object's connections and open their own to its servers; none where the input holds none. */
export function proxyPods(cluster: Cluster, routed: RoutingObject): readonly Pod[] {
  switch (routed.kind) {
    case 'Ingress':
      return podsOf(cluster, controllersFor(cluster, routed.object));
    case 'Route':
      return podsOf(cluster, [openShiftRouter]);
    case 'Gateway':
      return gatewayPods(cluster, [routed.object]);
    default:
      return gatewayPods(cluster, routed.object.parents);
  }
}

/** Those that the class names; where the input lacks the class, those that are usually installed under its name. */
function controllersFor({ routing }: Cluster, { className }: Ingress): readonly IngressController[] {
  const found = routing.ingressClasses.filter(({ name, isDefault }) =>
    className === undefined ? isDefault : name === className,
  );
  if (found.length > 0) {
    return ingressControllers.filter(({ name }) =>
      found.some(({ controllerName }) => controllerName === name || controllerName.startsWith(`${name}/`)),
    );
  }
  return ingressControllers.filter(({ classes }) => className !== undefined && classes.includes(className));
}

function podsOf({ livePods }: Cluster, controllers: readonly IngressController[]): readonly Pod[] {
  return livePods.filter((pod) =>
    controllers.some(({ labels }) => labels.some((wanted) => hasLabels(pod.labels, wanted))),
  );
}

function hasLabels(labels: Labels, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([key, value]) => (value === '*' ? labels.has(key) : labels.get(key) === value));
}

/** GEP-1762 names the label of a Gateway's own pods; Envoy Gateway, whose pods are elsewhere, has labels of its own. */
function gatewayPods({ livePods }: Cluster, gateways: readonly NamespacedName[]): readonly Pod[] {
  const names = new Set(gateways.map(fullName));
  return livePods.filter(({ namespace, labels }) => {
    const standard = labels.get('gateway.networking.k8s.io/gateway-name');
    if (standard !== undefined && names.has(`${namespace}/${standard}`)) return true;
    const owner = labels.get('gateway.envoyproxy.io/owning-gateway-name');
    const home = labels.get('gateway.envoyproxy.io/owning-gateway-namespace');
    return owner !== undefined && home !== undefined && names.has(`${home}/${owner}`);
  });
}
