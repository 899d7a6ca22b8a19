import { compare } from '../model/compare.ts';
import { type Pod, servingContainers } from '../model/pod.ts';
import { bordersOf } from './atoms.ts';
import type { Policy } from './policy.ts';

/**
 * Numbers pods so that those that no policy can tell apart have one number: a question is asked once for two such
 * classes.
 */
export function classesOf(pods: readonly Pod[], policies: readonly Policy[]): ReadonlyMap<Pod, number> {
  const borders = { 4: sortedBorders(policies, 4), 6: sortedBorders(policies, 6) };
  // Which node a pod is on matters to the traffic of that node only.
  const nodesMatter = pods.some((pod) => pod.hostNetwork);
  const numbers = new Map<string, number>();
  const classes = new Map<Pod, number>();
  for (const pod of pods) {
    const key = JSON.stringify([
      pod.namespace,
      [...pod.labels].map(([key, value]) => `${key}=${value}`).sort(),
      servingContainers(pod).flatMap((container) => container.ports.filter((port) => port.name !== undefined)),
      pod.hostNetwork,
      nodesMatter ? pod.node : '',
      pod.addresses.map((address) => [address.family, atomOf(borders[address.family], address.value)]),
    ]);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    classes.set(pod, number);
  }
  return classes;
}

function sortedBorders(policies: readonly Policy[], family: 4 | 6): readonly bigint[] {
  return [...new Set(bordersOf(policies, family))].sort(compare);
}

/** How many borders lie at or before an address, by bisection. */
function atomOf(borders: readonly bigint[], value: bigint): number {
  let low = 0;
  let high = borders.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((borders[middle] ?? 0n) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
