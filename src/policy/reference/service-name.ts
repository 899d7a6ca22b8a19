import type { Cluster } from '../../model/cluster.ts';
import type { Pod } from '../../model/pod.ts';
import type { Service } from '../../model/service.ts';

/** What the cluster's DNS knows a name for. */
export type NamedByDns =
  | { readonly kind: 'service'; readonly service: Service }
  | { readonly kind: 'pod'; readonly pod: Pod };

/**
 * What a name means to the cluster's DNS (kubernetes/dns specification): `service[.namespace[.svc[.cluster domain]]]`,
 * and `pod.service.namespace…` for the pods of a headless Service. `namespace` is the one whose search domains apply.
 */
export function serviceOfName(cluster: Cluster, name: string, namespace?: string): NamedByDns | undefined {
  const labels = name.replace(/\.$/, '').toLowerCase().split('.');
  // A Service and a namespace may be called `svc` too.
  const svc = labels.indexOf('svc', 2);
  // Without `svc` the cluster domain cannot follow either.
  const relative = svc > 0 ? labels.slice(0, svc) : labels;
  if (relative.length === 1 && namespace !== undefined) return asService(cluster, relative[0], namespace);
  if (relative.length === 2) return asService(cluster, relative[0], relative[1]);
  if (relative.length !== 3) return undefined;
  const service = asService(cluster, relative[1], relative[2]);
  const pod = cluster.pod(relative[2] ?? '', relative[0] ?? '');
  return service !== undefined && pod !== undefined ? { kind: 'pod', pod } : undefined;
}

function asService(cluster: Cluster, name = '', namespace = ''): NamedByDns | undefined {
  const service = cluster.service(namespace, name);
  return service === undefined ? undefined : { kind: 'service', service };
}
