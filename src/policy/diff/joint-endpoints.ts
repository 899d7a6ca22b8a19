import type { Cluster } from '../../model/cluster.ts';
import { compare } from '../../model/compare.ts';
import { groupBy } from '../../model/group-by.ts';
import { byNamespaceAndName, fullName } from '../../model/metadata.ts';
import type { Pod } from '../../model/pod.ts';
import type { Endpoint } from '../endpoint.ts';
import type { MapEndpoint } from '../map/connectivity-map.ts';
import type { Granularity } from '../map/map-endpoints.ts';
import type { DiffEndpoint, Presence } from './connectivity-diff.ts';
import type { ComparedCluster, JointClasses } from './joint-classes.ts';
import { matchPods, type PodPair } from './match-pods.ts';

/** An endpoint of either cluster, and what it stands for. */
export interface JointEndpoint extends DiffEndpoint {
  /** By joint class, ascending: several where policies tell its pods apart, in either cluster. */
  readonly parts: readonly EndpointPart[];
}

/** The members of an endpoint that are of one joint class. */
export interface EndpointPart {
  readonly number: number;
  /** The first two of its pods; none for what is outside. */
  readonly pods: readonly PodPair[];
  /** What is outside, as an end of connections. */
  readonly outside?: Endpoint;
}

/** The endpoints of both clusters: those inside by namespace and name, then names, then addresses. */
export function jointEndpoints(joint: JointClasses, by: Granularity): readonly JointEndpoint[] {
  return [...insideEndpoints(joint, by), ...outsideEndpoints(joint)];
}

interface Named {
  readonly endpoint: MapEndpoint & { readonly kind: 'pod' | 'workload' };
  readonly pods: readonly Pod[];
}

function insideEndpoints(joint: JointClasses, by: Granularity): readonly JointEndpoint[] {
  const named = ({ engine }: ComparedCluster) => {
    const all = by === 'pod' ? namedPods(engine.cluster) : namedWorkloads(engine.cluster);
    return new Map(all.map((item) => [keyOf(item.endpoint), item]));
  };
  const [before, after] = [named(joint.before), named(joint.after)];
  const classes = { before: classesOfPods(joint.before), after: classesOfPods(joint.after) };
  const all = new Map([...before, ...after]);
  return [...all]
    .sort(([, a], [, b]) => byNamespaceAndName(nameOf(a), nameOf(b)) || compare(kindOf(a), kindOf(b)))
    .map(([key, { endpoint }]) => {
      const [was, is] = [before.get(key)?.pods ?? [], after.get(key)?.pods ?? []];
      const pairs = matchPods(was, is);
      const classOf = (pair: PodPair) =>
        joint.numberOf(pair.before && classes.before.get(pair.before), pair.after && classes.after.get(pair.after));
      const parts = [...groupBy(pairs, classOf)].map(([number, pods]) => ({ number, pods: pods.slice(0, 2) }));
      return { endpoint, presence: presenceOf(was, is), parts: parts.sort((a, b) => a.number - b.number) };
    });
}

function outsideEndpoints(joint: JointClasses): readonly JointEndpoint[] {
  const afterwards = new Map(joint.after.classes.map(({ description }, number) => [description, number]));
  // Both clusters have all of them, as they are cut by one scope.
  const found = joint.before.classes.flatMap((outside, number): readonly JointEndpoint[] => {
    const { description, ranges, domain } = outside;
    if (domain === undefined && ranges.length === 0) return [];
    const endpoint: MapEndpoint = domain === undefined ? { kind: 'range', ranges } : { kind: 'domain', name: domain };
    const own = joint.numberOf(number, afterwards.get(description));
    return [{ endpoint, presence: 'both', parts: [{ number: own, pods: [], outside: outside.endpoint }] }];
  });
  return found.sort((a, b) => compare(a.endpoint.kind, b.endpoint.kind));
}

function namedPods({ livePods }: Cluster): readonly Named[] {
  return livePods.map((pod) => {
    return { endpoint: { kind: 'pod', namespace: pod.namespace, name: pod.name }, pods: [pod] };
  });
}

function namedWorkloads(cluster: Cluster): readonly Named[] {
  const live = new Set(cluster.livePods);
  return cluster.workloads.flatMap((workload) => {
    const pods = cluster.podsOf(workload).filter((pod) => live.has(pod));
    return pods.length === 0 ? [] : [{ endpoint: { kind: 'workload', workload }, pods }];
  });
}

function classesOfPods({ classes }: ComparedCluster): ReadonlyMap<Pod, number> {
  return new Map(classes.flatMap(({ pods }, number) => pods.map((pod): [Pod, number] => [pod, number])));
}

function nameOf({ endpoint }: Named) {
  return endpoint.kind === 'pod' ? endpoint : endpoint.workload;
}

function kindOf({ endpoint }: Named): string {
  return endpoint.kind === 'pod' ? '' : endpoint.workload.kind;
}

function keyOf(endpoint: Named['endpoint']): string {
  return endpoint.kind === 'pod' ? fullName(endpoint) : `${endpoint.workload.kind} ${fullName(endpoint.workload)}`;
}

function presenceOf(was: readonly Pod[], is: readonly Pod[]): Presence {
  if (was.length === 0) return 'new';
  return is.length === 0 ? 'gone' : 'both';
}
