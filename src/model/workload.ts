import { Fields } from './fields.ts';
import type { Metadata } from './metadata.ts';
import { decodePodBody, type Pod } from './pod.ts';

/**
 * What people call an application: the topmost controller of its pods, such as a Deployment, or a pod without
 * controller.
 */
export interface WorkloadRef {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A kind of Kubernetes' own that makes pods from a template. */
export type WorkloadKind =
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'ReplicaSet'
  | 'ReplicationController'
  | 'Job'
  | 'CronJob';

/** An object that makes pods from a template. */
export interface Workload extends Metadata {
  readonly kind: WorkloadKind;
  /** How many pods it wants; 2 for a DaemonSet, which has one on each node. */
  readonly replicas: number;
  /** The pods that its controller would make: see `podsFromTemplate`. */
  readonly template: Omit<Pod, 'name' | 'fromTemplate'>;
}

export function decodeWorkload(fields: Fields, metadata: Metadata, kind: WorkloadKind): Workload {
  const spec = fields.object('spec') ?? new Fields({}, ['spec']);
  const jobSpec = kind === 'CronJob' ? spec.object('jobTemplate')?.object('spec') : spec;
  const template = jobSpec?.object('template') ?? new Fields({}, [...spec.path, 'template']);
  const templateMetadata = template.object('metadata');
  return {
    kind,
    replicas: spec.number('replicas') ?? (kind === 'DaemonSet' ? 2 : 1),
    template: decodePodBody(template, {
      namespace: metadata.namespace,
      labels: templateMetadata?.textMap('labels') ?? new Map<string, string>(),
      annotations: templateMetadata?.textMap('annotations') ?? new Map<string, string>(),
      controller: { apiVersion: 'apps/v1', kind, name: metadata.name },
      source: metadata.source,
    }),
    ...metadata,
  };
}

/**
 * Makes up pods for a workload that has none: one, or two where its controller makes several, since no selector can
 * tell more of them apart. The exception is a StatefulSet, which labels each pod with its name: all, up to 100.
 */
export function podsFromTemplate(workload: Workload): readonly Pod[] {
  const isOrdinal = workload.kind === 'StatefulSet';
  const count = Math.min(Math.max(workload.replicas, 1), isOrdinal ? 100 : 2);
  return Array.from({ length: count }, (_, index) => {
    const name = `${workload.name}-${index}`;
    const labels = new Map(workload.template.labels);
    if (isOrdinal) {
      labels.set('statefulset.kubernetes.io/pod-name', name).set('apps.kubernetes.io/pod-index', `${index}`);
    }
    return { ...workload.template, name, labels, fromTemplate: true };
  });
}

/** The name of a workload as people write it: `namespace/name`. */
export function formatWorkload(workload: WorkloadRef): string {
  return `${workload.namespace}/${workload.name}`;
}

/** Whether two references name the same workload. */
export function sameWorkload(a: WorkloadRef, b: WorkloadRef): boolean {
  return a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;
}
