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

/** What the pods of a template have in common. */
export type PodTemplate = Omit<Pod, 'name' | 'fromTemplate'>;

/** An object that makes pods from a template. */
export interface Workload extends Metadata {
  readonly kind: WorkloadKind;
  /** How many pods it wants; 2 for a DaemonSet, which has one on each node. */
  readonly replicas: number;
  /** The pods that it would make: see `podsFromTemplate`. Missing where another workload makes it: that one's counts. */
  readonly template?: PodTemplate;
}

export function decodeWorkload(fields: Fields, metadata: Metadata, kind: WorkloadKind): Workload {
  const spec = fields.object('spec') ?? new Fields({}, ['spec']);
  return {
    kind,
    replicas: spec.number('replicas') ?? (kind === 'DaemonSet' ? 2 : 1),
    ...(metadata.controller === undefined && { template: decodeTemplate(spec, metadata, kind) }),
    ...metadata,
  };
}

function decodeTemplate(spec: Fields, { namespace, name, source }: Metadata, kind: WorkloadKind): PodTemplate {
  const jobSpec = kind === 'CronJob' ? spec.object('jobTemplate')?.object('spec') : spec;
  const template = jobSpec?.object('template') ?? new Fields({}, [...spec.path, 'template']);
  const metadata = template.object('metadata');
  return decodePodBody(template, {
    namespace,
    labels: metadata?.textMap('labels') ?? new Map<string, string>(),
    annotations: metadata?.textMap('annotations') ?? new Map<string, string>(),
    controller: { apiVersion: 'apps/v1', kind, name },
    source,
  });
}

/**
 * Makes up pods for a workload that has none: one, or two where its controller makes several, since no selector can
 * tell more of them apart. The exception is a StatefulSet, which labels each pod with its name: all, up to 100.
 */
export function podsFromTemplate(workload: Workload): readonly Pod[] {
  const { template } = workload;
  if (template === undefined) return [];
  const isOrdinal = workload.kind === 'StatefulSet';
  const count = Math.min(Math.max(workload.replicas, 1), isOrdinal ? 100 : 2);
  return Array.from({ length: count }, (_, index) => {
    const name = `${workload.name}-${index}`;
    const labels = new Map(template.labels);
    if (isOrdinal) {
      labels.set('statefulset.kubernetes.io/pod-name', name).set('apps.kubernetes.io/pod-index', `${index}`);
    }
    return { ...template, name, labels, fromTemplate: true };
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
