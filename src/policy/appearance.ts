import { formatAddress, formatRange } from '../model/address.ts';
import type { Labels } from '../model/labels.ts';
import type { Namespace } from '../model/namespace.ts';
import type { Node } from '../model/node.ts';
import { isPlanned, isTerminated, type Pod, servingContainers } from '../model/pod.ts';

/** All that an answer can depend on in a pod: two pods of one name that have it in common are answered alike. */
export function podAppearance(pod: Pod): string {
  return JSON.stringify([
    labelsOf(pod.labels),
    pod.addresses.map(formatAddress),
    pod.hostNetwork,
    pod.node ?? null,
    pod.hostAddress === undefined ? null : formatAddress(pod.hostAddress),
    isTerminated(pod),
    isPlanned(pod),
    servingContainers(pod).map(({ ports }) => ports),
  ]);
}

/** All that an answer can depend on in a namespace, but its name. */
export function namespaceAppearance({ labels, known }: Namespace): string {
  return JSON.stringify([labelsOf(labels), known]);
}

/** All that an answer can depend on in a node, but its name and what its annotations tell of the dataplane. */
export function nodeAppearance({ labels, addresses, podRanges }: Node): string {
  return JSON.stringify([labelsOf(labels), addresses.map(formatAddress), podRanges.map(formatRange)]);
}

function labelsOf(labels: Labels): readonly (readonly [string, string])[] {
  return [...labels].sort(([a], [b]) => (a < b ? -1 : 1));
}
