import { compare } from './compare.ts';
import type { EndpointSlice } from './endpoint-slice.ts';
import { groupBy } from './group-by.ts';
import { selects } from './labels.ts';
import { lazy } from './lazy.ts';
import { byNamespaceAndName } from './metadata.ts';
import { sortedValues } from './namespaced-map.ts';
import type { ClusterObjects } from './object-store.ts';
import { owningWorkload, workloadKey } from './owning-workload.ts';
import { isTerminated, type Pod } from './pod.ts';
import type { Service } from './service.ts';
import { byName, SortedPods } from './sorted-pods.ts';
import { podsFromTemplate, type Workload, type WorkloadRef } from './workload.ts';

/** The objects of one namespace as they were at one time. */
interface NamespaceObjects {
  readonly pods: ReadonlyMap<string, Pod>;
  readonly workloads: ReadonlyMap<string, Workload>;
  readonly services: ReadonlyMap<string, Service>;
  readonly endpointSlices: ReadonlyMap<string, readonly EndpointSlice[]>;
  readonly endpoints: ReadonlyMap<string, readonly EndpointSlice[]>;
}

/**
 * What follows from the objects of one namespace together, each part worked out when it is first asked for. Nothing of it
 * depends on another namespace, so that it holds until an object of this one changes: see `isOf`.
 */
export class NamespaceView {
  /** Pods of all phases, those made up for workloads without pods included, by name. */
  readonly pods = lazy(() => this.allPods());
  /** Pods that have not ended, by name. */
  readonly livePods = lazy(() => this.pods().filter((pod) => !isTerminated(pod)));
  /** Pods that share the network of their node, of all phases, by name. */
  readonly hostNetworkPods = lazy(() => this.pods().filter((pod) => pod.hostNetwork));
  /** By name. */
  readonly services = lazy(() => sortedValues(this.objects.services));
  /** Workloads that have pods, real ones or made up from their templates, by name. */
  readonly workloads = lazy(() => this.workloadsWithPods());
  private readonly objects: NamespaceObjects;
  /** Of the objects, by name. */
  private readonly storedPods: SortedPods;
  private readonly podsByName = lazy(() => new Map(this.pods().map((pod) => [pod.name, pod])));
  private readonly podsByWorkload = lazy(() => groupBy(this.pods(), (pod) => workloadKey(this.workloadOf(pod))));
  private readonly slicesByService = lazy(() => this.groupSlices());
  /** Shared with later views as long as the workloads are the same: it forgets pods by itself. */
  private readonly owners: WeakMap<Pod, WorkloadRef>;
  private readonly selected = new Map<Service, readonly Pod[]>();

  /** `previous` is the namespace as it was before some changes. */
  constructor(name: string, objects: ClusterObjects, previous?: NamespaceView) {
    this.objects = objectsIn(name, objects);
    this.storedPods = new SortedPods(this.objects.pods, previous?.storedPods);
    const isSame = previous !== undefined && previous.objects.workloads === this.objects.workloads;
    this.owners = isSame ? previous.owners : new WeakMap();
  }

  /** Whether the namespace has the same objects there, so that all that the view says holds there too. */
  isOf(name: string, objects: ClusterObjects): boolean {
    const { pods, workloads, services, endpointSlices, endpoints } = objectsIn(name, objects);
    const mine = this.objects;
    return (
      mine.pods === pods &&
      mine.workloads === workloads &&
      mine.services === services &&
      mine.endpointSlices === endpointSlices &&
      mine.endpoints === endpoints
    );
  }

  /** The pod of a name, in any phase. */
  pod(name: string): Pod | undefined {
    return this.objects.pods.get(name) ?? (this.objects.workloads.size > 0 ? this.podsByName().get(name) : undefined);
  }

  /** The Service of a name. */
  service(name: string): Service | undefined {
    return this.objects.services.get(name);
  }

  /** See `owningWorkload`. */
  workloadOf(pod: Pod): WorkloadRef {
    const known = this.owners.get(pod);
    if (known !== undefined) return known;
    const owner = owningWorkload(pod, this.objects.workloads);
    this.owners.set(pod, owner);
    return owner;
  }

  /** The pods of a workload, in any phase, by name. */
  podsOf(workload: WorkloadRef): readonly Pod[] {
    return this.podsByWorkload().get(workloadKey(workload)) ?? [];
  }

  /** The EndpointSlices of a Service, or what its Endpoints object says where it has none. */
  slicesOf(service: string): readonly EndpointSlice[] {
    return this.slicesByService().get(service) ?? [];
  }

  /** The pods that a Service selects, without those that have ended; undefined where it has no selector. */
  selectedBy(service: Service): readonly Pod[] | undefined {
    if (service.selector === undefined) return undefined;
    const known = this.selected.get(service);
    if (known !== undefined) return known;
    const requirements = [...service.selector].map(([key, value]) => {
      return { key, operator: 'In', values: [value] } as const;
    });
    const pods = this.livePods().filter((pod) => selects({ requirements }, pod.labels));
    this.selected.set(service, pods);
    return pods;
  }

  private allPods(): readonly Pod[] {
    const madeUp = this.podsOfIdleTemplates();
    const stored = this.storedPods.all();
    return madeUp.length === 0 ? stored : [...stored, ...madeUp].sort(byName);
  }

  /**
   * Pods for the workloads that have none. Not for a workload that an API server has stored (it has a uid) in a
   * namespace of which the input holds stored pods: there it has none indeed.
   */
  private podsOfIdleTemplates(): readonly Pod[] {
    const { pods, workloads } = this.objects;
    const isLive = this.storedPods.all().some((pod) => pod.uid !== undefined);
    const mayLack = [...workloads.values()].filter((workload) => workload.uid === undefined || !isLive);
    if (mayLack.length === 0) return [];
    const owned = new Set(this.storedPods.all().map((pod) => workloadKey(this.workloadOf(pod))));
    return mayLack
      .filter((workload) => !owned.has(workloadKey(workload)))
      .sort((a, b) => compare(workloadKey(a), workloadKey(b)))
      .flatMap(podsFromTemplate)
      .filter((pod) => !pods.has(pod.name));
  }

  private workloadsWithPods(): readonly WorkloadRef[] {
    return [...this.podsByWorkload().values()]
      .flatMap(([pod]) => (pod === undefined ? [] : [this.workloadOf(pod)]))
      .sort(byNamespaceAndName);
  }

  private groupSlices(): ReadonlyMap<string, readonly EndpointSlice[]> {
    const slices = groupBy(sortedValues(this.objects.endpointSlices).flat(), ({ service }) => service);
    const endpoints = groupBy(sortedValues(this.objects.endpoints).flat(), ({ service }) => service);
    // The control plane mirrors Endpoints into EndpointSlices: both would count everything twice.
    return new Map([...endpoints, ...slices]);
  }
}

const none: ReadonlyMap<string, never> = new Map<string, never>();

function objectsIn(name: string, objects: ClusterObjects): NamespaceObjects {
  return {
    pods: objects.pods.get(name) ?? none,
    workloads: objects.workloads.get(name) ?? none,
    services: objects.services.get(name) ?? none,
    endpointSlices: objects.endpointSlices.get(name) ?? none,
    endpoints: objects.endpoints.get(name) ?? none,
  };
}
