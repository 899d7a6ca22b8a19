import type { Address, Family } from '../model/address.ts';
import type { Cluster } from '../model/cluster.ts';
import { isPlanned } from '../model/pod.ts';
import { type Endpoint, familiesOf } from './endpoint.ts';

/**
 * The address families over which two ends may speak to each other, by way of a Service with these addresses; undefined for
 * a path of which nothing tells the family, or where they have none in common. A planned pod has those of the cluster.
 */
export function pathFamilies(
  cluster: Cluster,
  from: Endpoint,
  to: Endpoint,
  dialled: readonly Address[] = [],
): readonly (Family | undefined)[] {
  const sides = [familiesOf(from), familiesOf(to), dialled.map((address) => address.family)];
  const known = sides.filter((families) => families.length > 0);
  if (known.length === 0 && (isPlannedEnd(from) || isPlannedEnd(to)) && cluster.podFamilies.length > 0) {
    return cluster.podFamilies;
  }
  const common = ([4, 6] as const).filter((family) => known.every((families) => families.includes(family)));
  return known.length === 0 || common.length === 0 ? [undefined] : common;
}

function isPlannedEnd(endpoint: Endpoint): boolean {
  return endpoint.kind === 'pod' && isPlanned(endpoint.pod);
}
