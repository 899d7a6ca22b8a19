import { compare } from '../../model/compare.ts';
import type { Pod } from '../../model/pod.ts';

/** A pod before and after a change; one of them where its workload is not in both clusters. */
export interface PodPair {
  readonly before?: Pod;
  readonly after?: Pod;
}

/**
 * Tells which pod of a workload became which: the one of the same name, and for pods with names of their controller's
 * making the next by their labels. Where there are more on one side, the last of the other stands for what they were or
 * became.
 */
export function matchPods(before: readonly Pod[], after: readonly Pod[]): readonly PodPair[] {
  const namesBefore = new Set(before.map(({ name }) => name));
  const byName = new Map(after.map((pod) => [pod.name, pod]));
  const stayed = before.flatMap((pod): readonly PodPair[] => {
    const same = byName.get(pod.name);
    return same === undefined ? [] : [{ before: pod, after: same }];
  });
  const left = byLabels(before.filter(({ name }) => !byName.has(name)));
  const came = byLabels(after.filter(({ name }) => !namesBefore.has(name)));
  const lastBefore = left.at(-1) ?? before.at(-1);
  const lastAfter = came.at(-1) ?? after.at(-1);
  const replaced = Array.from({ length: Math.max(left.length, came.length) }, (_, index): PodPair => {
    const [was, is] = [left[index] ?? lastBefore, came[index] ?? lastAfter];
    return { ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) };
  });
  return [...stayed, ...replaced];
}

function byLabels(pods: readonly Pod[]): readonly Pod[] {
  const text = ({ labels }: Pod) => JSON.stringify([...labels].sort(([a], [b]) => compare(a, b)));
  return pods
    .map((pod) => ({ pod, labels: text(pod) }))
    .sort((a, b) => compare(a.labels, b.labels) || compare(a.pod.name, b.pod.name))
    .map(({ pod }) => pod);
}
