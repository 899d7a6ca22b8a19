import type { OwnerReference } from './metadata.ts';
import type { Pod } from './pod.ts';
import type { Workload, WorkloadRef } from './workload.ts';

/**
 * The workload of a pod: its topmost controller, by way of a ReplicaSet its Deployment, by way of a Job its CronJob.
 * An owner of another kind is taken as it is, and a pod without controller is its own workload. `workloads` are those of
 * its namespace, by `Kind/name`.
 */
export function owningWorkload(pod: Pod, workloads: ReadonlyMap<string, Workload>): WorkloadRef {
  let ref: WorkloadRef = { kind: 'Pod', namespace: pod.namespace, name: pod.name };
  let controller = pod.controller;
  // Bounded, since a manifest written by hand may own itself.
  for (let depth = 0; controller !== undefined && depth < 8; depth++) {
    const owner = workloads.get(`${controller.kind}/${controller.name}`);
    ref = owner === undefined ? presumedOwner(controller, pod) : refOf(owner);
    controller = owner?.controller;
  }
  return ref;
}

/** Tells workloads of one namespace apart. */
export function workloadKey({ kind, name }: WorkloadRef): string {
  return `${kind}/${name}`;
}

/** The owner of a ReplicaSet or Job that is not in the input, told by its name. */
function presumedOwner(controller: OwnerReference, pod: Pod): WorkloadRef {
  const hash = pod.labels.get('pod-template-hash');
  const suffix = hash === undefined ? '' : `-${hash}`;
  if (controller.kind === 'ReplicaSet' && suffix !== '' && controller.name.endsWith(suffix)) {
    return { kind: 'Deployment', namespace: pod.namespace, name: controller.name.slice(0, -suffix.length) };
  }
  // A CronJob names its Jobs by the scheduled time in minutes since 1970; a smaller number is somebody's date.
  const scheduled = /^(.+)-(\d{8})$/.exec(controller.name);
  if (controller.kind === 'Job' && scheduled?.[1] !== undefined && Number(scheduled[2]) > 25_000_000) {
    return { kind: 'CronJob', namespace: pod.namespace, name: scheduled[1] };
  }
  return { kind: controller.kind, namespace: pod.namespace, name: controller.name };
}

function refOf(workload: Workload): WorkloadRef {
  return { kind: workload.kind, namespace: workload.namespace, name: workload.name };
}
