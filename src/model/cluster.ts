import { type Address, formatAddress } from './address.ts';
import { compare } from './compare.ts';
import type { ConfigMap } from './config-map.ts';
import type { Protocol } from './connection-set.ts';
import type { EndpointSlice } from './endpoint-slice.ts';
import type { Event } from './event.ts';
import { selects } from './labels.ts';
import { byNamespaceAndName, fullName, type OwnerReference } from './metadata.ts';
import { type Namespace, unknownNamespace } from './namespace.ts';
import type { Node } from './node.ts';
import type { ObjectStore } from './object-store.ts';
import { isTerminated, type Pod } from './pod.ts';
import { type Routing, routingOf } from './routing.ts';
import type { Service } from './service.ts';
import { podsFromTemplate, type Workload, type WorkloadRef } from './workload.ts';

/** The object that an address belongs to. */
export type AddressOwner =
  | { readonly kind: 'pod'; readonly pod: Pod }
  | { readonly kind: 'node'; readonly node: Node }
  | { readonly kind: 'service'; readonly service: Service };

/**
 * The objects of one cluster as they are now, and what follows from several of them together: whose pods are whose,
 * which pods a Service selects, who has an address. It does not follow changes: make a new one, or ask
 * `PolicyEngine.cluster`.
 */
export class Cluster {
  /** Pods of all phases, those made up for workloads without pods included, by namespace and name. */
  readonly pods: readonly Pod[];
  /** Pods that have not ended, by namespace and name. */
  readonly livePods: readonly Pod[];
  /** By namespace and name. */
  readonly services: readonly Service[];
  /** By name. */
  readonly nodes: readonly Node[];
  /** What leads connections from outside to Services by way of a proxy. */
  readonly routing: Routing;
  /** Workloads that have pods, real ones or made up from their templates, by namespace and name. */
  readonly workloads: readonly WorkloadRef[];
  private readonly store: ObjectStore;
  private readonly podsByWorkload: ReadonlyMap<string, readonly Pod[]>;
  private readonly podsByName: ReadonlyMap<string, Pod>;
  private readonly podsByNamespace: ReadonlyMap<string, readonly Pod[]>;
  private readonly slicesByService: ReadonlyMap<string, readonly EndpointSlice[]>;
  private readonly eventsByObject: ReadonlyMap<string, readonly Event[]>;
  private readonly owners: ReadonlyMap<string, AddressOwner>;
  /** What `selectedBy` has been asked. */
  private readonly selected = new Map<Service, readonly Pod[]>();

  constructor(store: ObjectStore) {
    this.store = store;
    this.pods = [...store.pods.values(), ...this.podsOfIdleTemplates()].sort(byNamespaceAndName);
    this.livePods = this.pods.filter((pod) => !isTerminated(pod));
    this.podsByWorkload = groupBy(this.pods, (pod) => workloadKey(this.workloadOf(pod)));
    this.podsByName = new Map(this.pods.map((pod) => [fullName(pod), pod]));
    this.podsByNamespace = groupBy(this.livePods, (pod) => pod.namespace);
    this.slicesByService = this.groupSlices();
    this.eventsByObject = groupBy([...store.events.values()].sort(byTime), ({ about }) => aboutKey(about));
    this.services = [...store.services.values()].sort(byNamespaceAndName);
    this.nodes = [...store.nodes.values()].sort(byNamespaceAndName);
    this.routing = routingOf(store);
    this.workloads = [...this.podsByWorkload.values()]
      .flatMap(([pod]) => (pod === undefined ? [] : [this.workloadOf(pod)]))
      .sort(byNamespaceAndName);
    this.owners = this.indexAddresses();
  }

  /** A namespace, also one that the input does not hold: see `Namespace.known`. */
  namespace(name: string): Namespace {
    return this.store.namespaces.get(name) ?? unknownNamespace(name);
  }

  /** Whether a namespace is known, or has a pod that has not ended. */
  hasNamespace(name: string): boolean {
    return this.store.namespaces.has(name) || this.podsByNamespace.has(name);
  }

  /** Namespaces that are known, and those in which a pod has not ended, by name. */
  get namespaces(): readonly Namespace[] {
    const names = new Set([...this.store.namespaces.keys(), ...this.podsByNamespace.keys()]);
    return [...names].sort().map((name) => this.namespace(name));
  }

  /** The pod of a name, in any phase. */
  pod(namespace: string, name: string): Pod | undefined {
    return this.podsByName.get(`${namespace}/${name}`);
  }

  /** The pods of a namespace that have not ended, by name. */
  podsIn(namespace: string): readonly Pod[] {
    return this.podsByNamespace.get(namespace) ?? [];
  }

  /** The pods of a workload, in any phase, by name. */
  podsOf(workload: WorkloadRef): readonly Pod[] {
    return this.podsByWorkload.get(workloadKey(workload)) ?? [];
  }

  /** The Service of a name. */
  service(namespace: string, name: string): Service | undefined {
    return this.store.services.get(`${namespace}/${name}`);
  }

  /** The EndpointSlices of a Service, or what its Endpoints object says where it has none. */
  slicesOf(service: Service): readonly EndpointSlice[] {
    return this.slicesByService.get(fullName(service)) ?? [];
  }

  /** The Service, and its port, that every node leads to under a port. */
  behindNodePort(port: number, protocol: Protocol): { readonly service: Service; readonly port: number } | undefined {
    for (const service of this.services) {
      const found = service.ports.find((candidate) => candidate.nodePort === port && candidate.protocol === protocol);
      if (found !== undefined) return { service, port: found.port };
    }
    return undefined;
  }

  /** The node of a name. */
  node(name: string): Node | undefined {
    return this.store.nodes.get(name);
  }

  /** The ConfigMap of a name. */
  configMap(namespace: string, name: string): ConfigMap | undefined {
    return this.store.configMaps.get(`${namespace}/${name}`);
  }

  /** The events about an object: those without a time first, then the oldest first. */
  eventsAbout(kind: string, namespace: string, name: string): readonly Event[] {
    return this.eventsByObject.get(aboutKey({ kind, namespace, name })) ?? [];
  }

  /** Who has an address. One that a node shares with its hostNetwork pods is the node's, where the node is known. */
  ownerOf(address: Address): AddressOwner | undefined {
    return this.owners.get(formatAddress(address));
  }

  /**
   * The pods that a Service selects, ready or not, without those that have ended; undefined where it has no selector.
   */
  selectedBy(service: Service): readonly Pod[] | undefined {
    if (service.selector === undefined) return undefined;
    const known = this.selected.get(service);
    if (known !== undefined) return known;
    const requirements = [...service.selector].map(([key, value]) => {
      return { key, operator: 'In', values: [value] } as const;
    });
    const pods = this.podsIn(service.namespace).filter((pod) => selects({ requirements }, pod.labels));
    this.selected.set(service, pods);
    return pods;
  }

  /**
   * The workload of a pod: its topmost controller, by way of a ReplicaSet its Deployment, by way of a Job its CronJob.
   * An owner of another kind is taken as it is, and a pod without controller is its own workload.
   */
  workloadOf(pod: Pod): WorkloadRef {
    let ref: WorkloadRef = { kind: 'Pod', namespace: pod.namespace, name: pod.name };
    let controller = pod.controller;
    // Bounded, since a manifest written by hand may own itself.
    for (let depth = 0; controller !== undefined && depth < 8; depth++) {
      const owner = this.store.workloads.get(`${controller.kind}/${pod.namespace}/${controller.name}`);
      ref = owner === undefined ? presumedOwner(controller, pod) : refOf(owner);
      controller = owner?.controller;
    }
    return ref;
  }

  /**
   * Pods for the workloads that have none. Not for a workload that an API server has stored (it has a uid) in a
   * namespace of which the input holds stored pods: there it has none indeed.
   */
  private podsOfIdleTemplates(): readonly Pod[] {
    const owned = new Set([...this.store.pods.values()].map((pod) => workloadKey(this.workloadOf(pod))));
    const liveNamespaces = new Set(
      [...this.store.pods.values()].filter((pod) => pod.uid !== undefined).map((pod) => pod.namespace),
    );
    return [...this.store.workloads.values()]
      .filter((workload) => workload.controller === undefined && !owned.has(workloadKey(workload)))
      .filter((workload) => workload.uid === undefined || !liveNamespaces.has(workload.namespace))
      .flatMap(podsFromTemplate)
      .filter((pod) => !this.store.pods.has(fullName(pod)));
  }

  private groupSlices(): ReadonlyMap<string, readonly EndpointSlice[]> {
    const slices = groupBy([...this.store.endpointSlices.values()].flat(), serviceKey);
    const endpoints = groupBy([...this.store.endpoints.values()].flat(), serviceKey);
    // The control plane mirrors Endpoints into EndpointSlices: both would count everything twice.
    return new Map([...endpoints, ...slices]);
  }

  private indexAddresses(): ReadonlyMap<string, AddressOwner> {
    const nodes = this.nodes.map((node) => [node.addresses, { kind: 'node', node }] as const);
    const pods = this.livePods.map((pod) => [pod.addresses, { kind: 'pod', pod }] as const);
    const services = this.services.map((service) => {
      const addresses = [...service.clusterAddresses, ...service.externalAddresses];
      return [addresses, { kind: 'service', service }] as const;
    });
    const owners = new Map<string, AddressOwner>();
    for (const [addresses, owner] of [...nodes, ...pods, ...services]) {
      for (const address of addresses) {
        const key = formatAddress(address);
        if (!owners.has(key)) owners.set(key, owner);
      }
    }
    return owners;
  }
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

function workloadKey(ref: WorkloadRef): string {
  return `${ref.kind}/${ref.namespace}/${ref.name}`;
}

function aboutKey(about: WorkloadRef): string {
  return `${about.kind}/${about.namespace}/${about.name}`;
}

function serviceKey(slice: EndpointSlice): string {
  return `${slice.namespace}/${slice.service}`;
}

function byTime(a: Event, b: Event): number {
  return compare(a.lastSeen ?? '', b.lastSeen ?? '');
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
