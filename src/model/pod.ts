import { type Address, parseAddress, parseAddresses } from './address.ts';
import type { Protocol } from './connection-set.ts';
import { type Container, decodeContainer } from './container.ts';
import { type ContainerStatus, decodeContainerStatus } from './container-status.ts';
import { Fields } from './fields.ts';
import type { Metadata } from './metadata.ts';

/**
 * What the kubelet and the scheduler say of a pod: whether it is scheduled, initialized, ready (core/v1 PodCondition).
 */
export interface PodCondition {
  /** `PodScheduled`, `Ready`, … */
  readonly type: string;
  /** `True`, `False` or `Unknown`. */
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** A volume of a pod that holds a ConfigMap, whose content may name what the pod connects to. */
export interface ConfigVolume {
  /** The volume's own name, by which containers mount it. */
  readonly name: string;
  /** The name of the ConfigMap. */
  readonly configMap: string;
}

/** A pod, as written, as it runs, or as a workload's controller would make it. */
export interface Pod extends Metadata {
  /** At most one of each family; none in a manifest, or before the pod's network is set up. */
  readonly addresses: readonly Address[];
  /** Whether the pod shares the network of its node, and so the node's address. */
  readonly hostNetwork: boolean;
  /** The name of the node that it is scheduled to. */
  readonly node?: string;
  /** An address of that node. */
  readonly hostAddress?: Address;
  /** `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`; empty in a manifest. */
  readonly phase: string;
  /** RFC 3339. */
  readonly createdAt?: string;
  /** Why the pod is in this phase: `Evicted`, … */
  readonly reason: string;
  readonly restartPolicy: string;
  readonly dnsPolicy: string;
  /** The DNS servers of its `dnsConfig`: the only ones with dnsPolicy `None`, else asked after the others. */
  readonly nameservers: readonly Address[];
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
  /** Of init containers and containers, as far as the kubelet has told. */
  readonly statuses: readonly ContainerStatus[];
  readonly conditions: readonly PodCondition[];
  readonly configVolumes: readonly ConfigVolume[];
  /** Whether the pod was made up from a workload's template, since no real one is known. */
  readonly fromTemplate: boolean;
}

export function decodePod(fields: Fields, metadata: Metadata): Pod {
  return decodePodBody(fields, { fromTemplate: false, ...metadata });
}

/** Adds to a head what a pod template has in common with a pod. */
export function decodePodBody<T extends object>(
  fields: Fields,
  head: T,
): T & Omit<Pod, keyof Metadata | 'fromTemplate'> {
  const spec = fields.object('spec') ?? new Fields({}, [...fields.path, 'spec']);
  const status = fields.object('status') ?? new Fields({}, [...fields.path, 'status']);
  const node = spec.text('nodeName');
  const createdAt = fields.object('metadata')?.text('creationTimestamp');
  const hostAddress = parseAddress(status.text('hostIP') ?? '');
  return {
    addresses: decodeAddresses(status),
    hostNetwork: spec.boolean('hostNetwork') ?? false,
    phase: status.text('phase') ?? '',
    reason: status.text('reason') ?? '',
    restartPolicy: spec.text('restartPolicy') ?? 'Always',
    dnsPolicy: spec.text('dnsPolicy') ?? 'ClusterFirst',
    nameservers: parseAddresses(spec.object('dnsConfig')?.texts('nameservers') ?? []),
    containers: spec.each('containers', (container) => decodeContainer(container, false)),
    initContainers: spec.each('initContainers', (container) => decodeContainer(container, true)),
    statuses: [
      ...status.each('initContainerStatuses', decodeContainerStatus),
      ...status.each('containerStatuses', decodeContainerStatus),
    ],
    conditions: status.each('conditions', decodeCondition),
    configVolumes: spec.each('volumes', decodeConfigVolumes).flat(),
    // Spreads come last: what follows them is added property by property, which takes many times as long.
    ...(node !== undefined && { node }),
    ...(hostAddress !== undefined && { hostAddress }),
    ...(createdAt !== undefined && { createdAt }),
    ...head,
  };
}

/** Whether a pod has ended. It has no network presence then, and another pod may have its address already. */
export function isTerminated(pod: Pod): boolean {
  return pod.phase === 'Succeeded' || pod.phase === 'Failed';
}

/**
 * Whether a pod is known from a manifest alone: once it runs, it has an address of every family that the cluster's pods
 * have. One that a kubelet or an API server has told of, and that has none, waits for its network.
 */
export function isPlanned(pod: Pod): boolean {
  return pod.phase === '' && pod.addresses.length === 0;
}

/**
 * The numbers behind a named port of a pod: those of its containers and sidecars with this name and protocol. A plain
 * init container has ended before anybody connects to its port.
 */
export function namedPorts(pod: Pod, name: string, protocol: Protocol): readonly number[] {
  return servingContainers(pod)
    .flatMap((container) => container.ports)
    .filter((port) => port.name === name && port.protocol === protocol)
    .map((port) => port.port);
}

/** The containers that run as long as the pod does: sidecars too, but not plain init containers. */
export function servingContainers(pod: Pod): readonly Container[] {
  return [...pod.containers, ...pod.initContainers.filter((container) => container.kind === 'sidecar')];
}

function decodeAddresses(status: Fields): readonly Address[] {
  const listed = status.each('podIPs', (entry) => entry.text('ip') ?? '');
  const single = status.text('podIP');
  // An old API server fills podIP alone.
  const texts = single === undefined || listed.includes(single) ? listed : [single, ...listed];
  return parseAddresses(texts);
}

function decodeCondition(fields: Fields): PodCondition {
  return {
    type: fields.text('type') ?? '',
    status: fields.text('status') ?? '',
    reason: fields.text('reason') ?? '',
    message: fields.text('message') ?? '',
  };
}

function decodeConfigVolumes(volume: Fields): readonly ConfigVolume[] {
  const name = volume.text('name') ?? '';
  const projected = volume.object('projected')?.objects('sources') ?? [];
  return [volume.object('configMap'), ...projected.map((source) => source.object('configMap'))].flatMap((reference) => {
    const configMap = reference?.text('name');
    return configMap === undefined ? [] : [{ name, configMap }];
  });
}
