import { formatRange } from '../../model/address.ts';
import { formatSelector } from '../../model/labels.ts';
import { fullName } from '../../model/metadata.ts';
import type { ConnectivityDiff, MapEndpoint } from '../../policy/index.ts';

/** What endpoints are called: `shop/web`, `shop/job/web` where kinds have one name, a range's addresses. */
export function diffNames({ endpoints }: ConnectivityDiff): readonly string[] {
  const short = endpoints.map(({ endpoint }) => shortName(endpoint));
  const counts = new Map<string, number>();
  for (const name of short) counts.set(name, (counts.get(name) ?? 0) + 1);
  return endpoints.map(({ endpoint }, index) => {
    const name = short[index] ?? '';
    if (endpoint.kind !== 'workload' || counts.get(name) === 1) return name;
    const { namespace, kind, name: own } = endpoint.workload;
    return `${namespace}/${kind.toLowerCase()}/${own}`;
  });
}

function shortName(endpoint: MapEndpoint): string {
  switch (endpoint.kind) {
    case 'workload':
      return fullName(endpoint.workload);
    case 'pod':
      return fullName(endpoint);
    case 'node':
      return `node/${endpoint.name}`;
    case 'range':
      return endpoint.ranges.map(formatRange).join('+');
    case 'domain':
      return endpoint.name;
    case 'potential':
      return `any pod with ${formatSelector(endpoint.pods)} in namespaces with ${formatSelector(endpoint.namespaces)}`;
    case 'way-in':
      return fullName(endpoint.object);
  }
}

/** The namespace of an endpoint; undefined outside of the cluster. */
export function namespaceOf(endpoint: MapEndpoint): string | undefined {
  switch (endpoint.kind) {
    case 'workload':
      return endpoint.workload.namespace;
    case 'pod':
      return endpoint.namespace;
    case 'way-in':
      return endpoint.object.namespace;
    case 'node':
    case 'range':
    case 'domain':
    case 'potential':
      return undefined;
  }
}

/** The first of some names, and how many more there are. */
export function listed(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
