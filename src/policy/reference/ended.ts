import type { Cluster } from '../../model/cluster.ts';
import { fullName } from '../../model/metadata.ts';
import { isTerminated } from '../../model/pod.ts';
import { type Resolved, UnknownObjectError } from './resolve.ts';

/**
 * Throws an UnknownObjectError for a pod that has ended: nothing can connect to or from it. A workload of which all pods
 * have ended may have others tomorrow: what has to be assumed to ask about it, as sentences.
 */
export function assumedToRun(cluster: Cluster, resolved: Resolved): readonly string[] {
  if (resolved.kind === 'pod' && isTerminated(resolved.pod)) {
    const { pod } = resolved;
    const { kind, namespace, name } = cluster.workloadOf(pod);
    const advice = kind === 'Pod' ? '' : `; ${namespace}/${kind.toLowerCase()}/${name} is asked about as if it ran`;
    throw new UnknownObjectError(`pod ${fullName(pod)} has ended (${pod.phase}), and has no network any more${advice}`);
  }
  if (resolved.kind !== 'workload' || resolved.pods.length === 0 || !resolved.pods.every(isTerminated)) return [];
  const { kind } = resolved.workload;
  return [`the pods of ${kind} ${fullName(resolved.workload)} have ended: it is asked about as if it ran`];
}
