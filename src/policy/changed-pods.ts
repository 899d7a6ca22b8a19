import type { Cluster } from '../model/cluster.ts';
import { groupBy } from '../model/group-by.ts';
import { differencesOf } from '../model/namespaced-map.ts';
import type { Pod } from '../model/pod.ts';
import { podAppearance } from './appearance.ts';

/**
 * The pods that are new, gone, or otherwise in what an answer can depend on: as they are now, or as they were. A report of
 * the kubelet about readiness or restarts makes no difference.
 */
export function podsThatDiffer(before: Cluster, after: Cluster): readonly Pod[] {
  const names = [
    ...differencesOf(before.objects.pods, after.objects.pods),
    // A workload without pods has pods made up from its template.
    ...differencesOf(before.objects.workloads, after.objects.workloads),
  ].map(({ namespace }) => namespace);
  return [...new Set(names)].flatMap((namespace) => differing(before.allPodsIn(namespace), after.allPodsIn(namespace)));
}

function differing(before: readonly Pod[], after: readonly Pod[]): readonly Pod[] {
  const gone = new Set(before);
  const fresh = after.filter((pod) => !gone.delete(pod));
  const old = groupBy(gone, ({ name }) => name);
  const now = groupBy(fresh, ({ name }) => name);
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((name) => {
    const [was = [], is = []] = [old.get(name), now.get(name)];
    if (appearanceOf(was) === appearanceOf(is)) return [];
    return is.length > 0 ? is : was;
  });
}

/** Of all pods of one name: a made-up one may have the name of another. */
function appearanceOf(pods: readonly Pod[]): string {
  return pods.map(podAppearance).join();
}
