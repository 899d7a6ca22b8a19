import type { Cluster } from '../../model/cluster.ts';
import { formatSelector } from '../../model/labels.ts';
import { fullName } from '../../model/metadata.ts';
import type { Service } from '../../model/service.ts';
import type { Target } from './target.ts';

/** Says why a target has no server, or none that the client has an address family in common with. */
export function describeNoServers(cluster: Cluster, { service, servers, proxy }: Target): string {
  if (servers.length > 0) return 'the ends have no address family in common';
  if (proxy !== undefined) return proxy.nowhere;
  return service === undefined ? 'no pods' : describeEmptyService(cluster, service);
}

/** Says why a Service leads nowhere. */
export function describeEmptyService(cluster: Cluster, service: Service): string {
  const name = `Service ${fullName(service)}`;
  if (service.type === 'ExternalName') return `${name} is an ExternalName that leads round in a circle`;
  if (service.selector === undefined) return `${name} has no selector and no endpoints`;
  const requirements = [...service.selector].map(([key, value]) => ({ key, operator: 'In' as const, values: [value] }));
  const selector = formatSelector({ requirements });
  const pods = cluster.selectedBy(service) ?? [];
  return pods.length === 0
    ? `${name} selects no pod (${selector})`
    : `no pod of ${name} (${selector}) has the port that it names`;
}
