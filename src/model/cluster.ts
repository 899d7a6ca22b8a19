import type { Address, Family } from './address.ts';
import { type AddressOwner, AddressOwners } from './address-owners.ts';
import { compare } from './compare.ts';
import type { ConfigMap } from './config-map.ts';
import type { Protocol } from './connection-set.ts';
import type { EndpointSlice } from './endpoint-slice.ts';
import type { Event } from './event.ts';
import { groupBy } from './group-by.ts';
import { lazy } from './lazy.ts';
import type { ObjectRef } from './metadata.ts';
import { type Namespace, unknownNamespace } from './namespace.ts';
import { NamespaceView } from './namespace-view.ts';
import { sortedValues, valuesOf } from './namespaced-map.ts';
import type { Node } from './node.ts';
import type { ClusterObjects, ObjectStore } from './object-store.ts';
import type { Pod } from './pod.ts';
import { type Routing, routingOf } from './routing.ts';
import type { Service } from './service.ts';
import type { WorkloadRef } from './workload.ts';

/**
 * The objects of one cluster as they were when it was made, and what follows from several of them together: whose pods are
 * whose, which pods a Service selects, who has an address. It does not follow changes: make a new one, which takes over
 * what it can from the last one, or ask `PolicyEngine.cluster`. Each part is worked out when it is first asked for.
 */
export class Cluster {
  /** The objects themselves. */
  readonly objects: ClusterObjects;
  private readonly views: Map<string, NamespaceView>;
  /** Of the namespaces with objects, by name. */
  private readonly allViews = lazy(() => this.viewsWithObjects());
  private readonly allPods = lazy(() => this.ofAll((view) => view.pods()));
  private readonly allLivePods = lazy(() => this.ofAll((view) => view.livePods()));
  private readonly allHostNetworkPods = lazy(() => this.ofAll((view) => view.hostNetworkPods()));
  private readonly familiesOfPods = lazy(() => this.familiesThatPodsHave());
  private readonly allServices = lazy(() => this.ofAll((view) => view.services()));
  private readonly allWorkloads = lazy(() => this.ofAll((view) => view.workloads()));
  private readonly allNodes = lazy(() => sortedValues(this.objects.nodes.get('')));
  private readonly allNamespaces = lazy(() => this.namesOfNamespaces().map((name) => this.namespace(name)));
  private readonly allRouting = lazy(() => routingOf(this.objects));
  private readonly owners = lazy(() => new AddressOwners(this.nodes, this.livePods, this.services));
  private readonly eventsByObject = lazy(() => {
    return groupBy([...valuesOf(this.objects.events)].sort(byTime), ({ about }) => aboutKey(about));
  });

  /** `previous` is the cluster as it was before some changes. */
  constructor(store: ObjectStore, previous?: Cluster) {
    this.objects = store.objects();
    this.views = new Map(previous?.views);
    for (const [name, view] of this.views) {
      if (!this.hasObjects(name)) this.views.delete(name);
      else if (!view.isOf(name, this.objects)) this.views.set(name, new NamespaceView(name, this.objects, view));
    }
  }

  /** Pods of all phases, those made up for workloads without pods included, by namespace and name. */
  get pods(): readonly Pod[] {
    return this.allPods();
  }

  /** Pods that have not ended, by namespace and name. */
  get livePods(): readonly Pod[] {
    return this.allLivePods();
  }

  /** Pods that share the network of their node, of all phases, by namespace and name. */
  get hostNetworkPods(): readonly Pod[] {
    return this.allHostNetworkPods();
  }

  /**
   * The address families that pods of the cluster have, as their own addresses show, or else the ranges that nodes and
   * Services have theirs from; ascending, and none where nothing shows one.
   */
  get podFamilies(): readonly Family[] {
    return this.familiesOfPods();
  }

  /** By namespace and name. */
  get services(): readonly Service[] {
    return this.allServices();
  }

  /** By name. */
  get nodes(): readonly Node[] {
    return this.allNodes();
  }

  /** What leads connections from outside to Services by way of a proxy. */
  get routing(): Routing {
    return this.allRouting();
  }

  /** Workloads that have pods, real ones or made up from their templates, by namespace and name. */
  get workloads(): readonly WorkloadRef[] {
    return this.allWorkloads();
  }

  /** A namespace, also one that the input does not hold: see `Namespace.known`. */
  namespace(name: string): Namespace {
    return this.objects.namespaces.get('')?.get(name) ?? unknownNamespace(name);
  }

  /** Whether a namespace is known, or has a pod that has not ended. */
  hasNamespace(name: string): boolean {
    return this.objects.namespaces.get('')?.has(name) === true || this.podsIn(name).length > 0;
  }

  /** Namespaces that are known, and those in which a pod has not ended, by name. */
  get namespaces(): readonly Namespace[] {
    return this.allNamespaces();
  }

  /** The pod of a name, in any phase. */
  pod(namespace: string, name: string): Pod | undefined {
    return this.viewOf(namespace).pod(name);
  }

  /** The pods of a namespace that have not ended, by name. */
  podsIn(namespace: string): readonly Pod[] {
    return this.viewOf(namespace).livePods();
  }

  /** The pods of a namespace in any phase, by name. */
  allPodsIn(namespace: string): readonly Pod[] {
    return this.viewOf(namespace).pods();
  }

  /** The workloads of a namespace that have pods, by name. */
  workloadsIn(namespace: string): readonly WorkloadRef[] {
    return this.viewOf(namespace).workloads();
  }

  /** The pods of a workload, in any phase, by name. */
  podsOf(workload: WorkloadRef): readonly Pod[] {
    return this.viewOf(workload.namespace).podsOf(workload);
  }

  /** The Service of a name. */
  service(namespace: string, name: string): Service | undefined {
    return this.viewOf(namespace).service(name);
  }

  /** The EndpointSlices of a Service, or what its Endpoints object says where it has none. */
  slicesOf(service: Service): readonly EndpointSlice[] {
    return this.viewOf(service.namespace).slicesOf(service.name);
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
    return this.objects.nodes.get('')?.get(name);
  }

  /** The ConfigMap of a name. */
  configMap(namespace: string, name: string): ConfigMap | undefined {
    return this.objects.configMaps.get(namespace)?.get(name);
  }

  /** The events about an object: those without a time first, then the oldest first. */
  eventsAbout(kind: string, namespace: string, name: string): readonly Event[] {
    return this.eventsByObject().get(aboutKey({ kind, namespace, name })) ?? [];
  }

  /** Who has an address. One that a node shares with its hostNetwork pods is the node's, where the node is known. */
  ownerOf(address: Address): AddressOwner | undefined {
    return this.owners().ownerOf(address);
  }

  /**
   * The pods that a Service selects, ready or not, without those that have ended; undefined where it has no selector.
   */
  selectedBy(service: Service): readonly Pod[] | undefined {
    return this.viewOf(service.namespace).selectedBy(service);
  }

  /**
   * The workload of a pod: its topmost controller, by way of a ReplicaSet its Deployment, by way of a Job its CronJob.
   * An owner of another kind is taken as it is, and a pod without controller is its own workload.
   */
  workloadOf(pod: Pod): WorkloadRef {
    return this.viewOf(pod.namespace).workloadOf(pod);
  }

  private ofAll<T>(partOf: (view: NamespaceView) => readonly T[]): readonly T[] {
    const all: T[] = [];
    // Not spread into one push: a namespace may have more pods than a call may have arguments.
    for (const view of this.allViews()) for (const item of partOf(view)) all.push(item);
    return all;
  }

  private hasObjects(namespace: string): boolean {
    const { pods, workloads, services } = this.objects;
    return [pods, workloads, services].some((map) => map.has(namespace));
  }

  private viewOf(namespace: string): NamespaceView {
    const known = this.views.get(namespace);
    if (known !== undefined) return known;
    const view = new NamespaceView(namespace, this.objects);
    this.views.set(namespace, view);
    return view;
  }

  private viewsWithObjects(): readonly NamespaceView[] {
    const { pods, workloads, services } = this.objects;
    const names = new Set([...pods.keys(), ...workloads.keys(), ...services.keys()]);
    return [...names].sort().map((name) => this.viewOf(name));
  }

  private familiesThatPodsHave(): readonly Family[] {
    const families = (lists: readonly (readonly { readonly family: Family }[])[]) =>
      ([4, 6] as const).filter((family) => lists.some((list) => list.some((one) => one.family === family)));
    const ofPods = families(this.livePods.filter((pod) => !pod.hostNetwork).map(({ addresses }) => addresses));
    if (ofPods.length > 0) return ofPods;
    const ofNodes = families(this.nodes.map(({ podRanges }) => podRanges));
    return ofNodes.length > 0 ? ofNodes : families(this.services.map(({ clusterAddresses }) => clusterAddresses));
  }

  private namesOfNamespaces(): readonly string[] {
    const known = this.objects.namespaces.get('')?.keys() ?? [];
    return [...new Set([...known, ...this.livePods.map(({ namespace }) => namespace)])].sort();
  }
}

function aboutKey({ kind, namespace, name }: ObjectRef): string {
  return `${kind}/${namespace}/${name}`;
}

function byTime(a: Event, b: Event): number {
  return compare(a.lastSeen ?? '', b.lastSeen ?? '');
}
