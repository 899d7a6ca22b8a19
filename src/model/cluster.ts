import { type Address, formatAddress } from './address.ts';
import type { ConfigMap } from './config-map.ts';
import type { EndpointSlice } from './endpoint-slice.ts';
import type { Event } from './event.ts';
import { selects } from './labels.ts';
import { fullName, type OwnerReference } from './metadata.ts';
import { type Namespace, unknownNamespace } from './namespace.ts';
import type { Node } from './node.ts';
import type { ObjectStore } from './object-store.ts';
import { isTerminated, type Pod } from './pod.ts';
import type { Service } from './service.ts';
import { podsFromTemplate, type Workload, type WorkloadRef } from './workload.ts';

/** Who has an address. */
export type AddressOwner =
  | { readonly kind: 'pod'; readonly pod: Pod }
  | { readonly kind: 'node'; readonly node: Node }
  | { readonly kind: 'service'; readonly service: Service };

/** The objects of one cluster as they are now, with what follows from several of them. A view: make a new one after a change. */
export class Cluster {
  /** Of all phases, those made from templates included, by namespace and name. */
  readonly pods: readonly Pod[];
  /** Those that have a network presence. */
  readonly livePods: readonly Pod[];
  private readonly store: ObjectStore;
  private readonly podsByWorkload: ReadonlyMap<string, readonly Pod[]>;
  private readonly podsByName: ReadonlyMap<string, Pod>;
  private readonly podsByNamespace: ReadonlyMap<string, readonly Pod[]>;
  private readonly slicesByService: ReadonlyMap<string, readonly EndpointSlice[]>;
  private readonly eventsByObject: ReadonlyMap<string, readonly Event[]>;
  private readonly owners: ReadonlyMap<string, AddressOwner>;

  constructor(store: ObjectStore) {
    this.store = store;
    this.pods = [...store.pods.values(), ...this.podsOfIdleTemplates()].sort(byName);
    this.livePods = this.pods.filter((pod) => !isTerminated(pod));
    this.podsByWorkload = groupBy(this.pods, (pod) => workloadKey(this.workloadOf(pod)));
    this.podsByName = new Map(this.pods.map((pod) => [fullName(pod), pod]));
    this.podsByNamespace = groupBy(this.livePods, (pod) => pod.namespace);
    this.slicesByService = this.groupSlices();
    this.eventsByObject = groupBy([...store.events.values()].sort(byTime), ({ about }) => aboutKey(about));
    this.owners = this.indexAddresses();
  }

  get services(): readonly Service[] {
    return [...this.store.services.values()].sort(byName);
  }

  get nodes(): readonly Node[] {
    return [...this.store.nodes.values()].sort(byName);
  }

  /** Those that have pods, or would have. */
  get workloads(): readonly WorkloadRef[] {
    return [...this.podsByWorkload.values()]
      .flatMap(([pod]) => (pod === undefined ? [] : [this.workloadOf(pod)]))
      .sort(byName);
  }

  namespace(name: string): Namespace {
    return this.store.namespaces.get(name) ?? unknownNamespace(name);
  }

  hasNamespace(name: string): boolean {
    return this.store.namespaces.has(name) || this.podsByNamespace.has(name);
  }

  /** By name; those that only pods mention too. */
  get namespaces(): readonly Namespace[] {
    const names = new Set([...this.store.namespaces.keys(), ...this.podsByNamespace.keys()]);
    return [...names].sort().map((name) => this.namespace(name));
  }

  pod(namespace: string, name: string): Pod | undefined {
    return this.podsByName.get(`${namespace}/${name}`);
  }

  podsIn(namespace: string): readonly Pod[] {
    return this.podsByNamespace.get(namespace) ?? [];
  }

  podsOf(workload: WorkloadRef): readonly Pod[] {
    return this.podsByWorkload.get(workloadKey(workload)) ?? [];
  }

  service(namespace: string, name: string): Service | undefined {
    return this.store.services.get(`${namespace}/${name}`);
  }

  slicesOf(service: Service): readonly EndpointSlice[] {
    return this.slicesByService.get(fullName(service)) ?? [];
  }

  node(name: string): Node | undefined {
    return this.store.nodes.get(name);
  }

  configMap(namespace: string, name: string): ConfigMap | undefined {
    return this.store.configMaps.get(`${namespace}/${name}`);
  }

  /** Oldest first, as far as they tell. */
  eventsAbout(kind: string, namespace: string, name: string): readonly Event[] {
    return this.eventsByObject.get(aboutKey({ kind, namespace, name })) ?? [];
  }

  /** A hostNetwork pod shares its node's address, which is the node's where that is known. */
  ownerOf(address: Address): AddressOwner | undefined {
    return this.owners.get(formatAddress(address));
  }

  /** The live pods that a Service's selector takes, ready or not; undefined where it has no selector. */
  selectedBy(service: Service): readonly Pod[] | undefined {
    if (service.selector === undefined) return undefined;
    const requirements = [...service.selector].map(([key, value]) => {
      return { key, operator: 'In', values: [value] } as const;
    });
    return this.podsIn(service.namespace).filter((pod) => selects({ requirements }, pod.labels));
  }

  /** The topmost controller that is known: ReplicaSet → Deployment, Job → CronJob, a custom owner as it is. */
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

  /** Workloads without pods become pods, unless the cluster itself says that there are none: a live one beside live pods. */
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
    // The control plane mirrors one into the other: both would count everything twice.
    return new Map([...endpoints, ...slices]);
  }

  private indexAddresses(): ReadonlyMap<string, AddressOwner> {
    const nodes = this.nodes.map((node) => [node.addresses, { kind: 'node', node }] as const);
    const pods = this.livePods.map((pod) => [pod.addresses, { kind: 'pod', pod }] as const);
    const services = this.services.map((service) => [service.clusterAddresses, { kind: 'service', service }] as const);
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

/** Where the ReplicaSet or Job itself was not collected, its name still tells whose it is. */
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

interface Named {
  readonly namespace: string;
  readonly name: string;
}

function byName(a: Named, b: Named): number {
  return compare(a.namespace, b.namespace) || compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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
