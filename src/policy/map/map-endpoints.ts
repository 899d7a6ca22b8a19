import { compare } from '../../model/compare.ts';
import { byNamespaceAndName } from '../../model/metadata.ts';
import type { Pod } from '../../model/pod.ts';
import type { EndpointClass } from '../classes/endpoint-classes.ts';
import type { PolicyEngine } from '../engine.ts';
import type { ClassSet } from './class-index.ts';
import type { MapEndpoint } from './connectivity-map.ts';

/** What the ends of connections are. */
export type Granularity = 'workload' | 'pod';

/** An end of connections, and the classes of its pods: several where policies tell them apart. */
export interface PlacedEndpoint {
  readonly endpoint: MapEndpoint;
  readonly classes: ClassSet;
}

/** The endpoints of a map: those of the cluster by namespace and name, then names, then addresses. */
export function mapEndpoints(
  engine: PolicyEngine,
  classes: readonly EndpointClass[],
  by: Granularity,
): readonly PlacedEndpoint[] {
  const classOf = new Map(classes.flatMap(({ pods }, number) => pods.map((pod): [Pod, number] => [pod, number])));
  const inside = by === 'pod' ? podEndpoints(classOf) : workloadEndpoints(engine, classOf);
  const outside = classes.flatMap(({ ranges, domain }, number): readonly PlacedEndpoint[] => {
    if (domain !== undefined) return [{ endpoint: { kind: 'domain', name: domain }, classes: [number] }];
    return ranges.length === 0 ? [] : [{ endpoint: { kind: 'range', ranges }, classes: [number] }];
  });
  return [...inside, ...outside.sort((a, b) => compare(a.endpoint.kind, b.endpoint.kind))];
}

function podEndpoints(classOf: ReadonlyMap<Pod, number>): readonly PlacedEndpoint[] {
  return [...classOf]
    .sort(([a], [b]) => byNamespaceAndName(a, b))
    .map(([{ namespace, name }, number]) => ({ endpoint: { kind: 'pod', namespace, name }, classes: [number] }));
}

function workloadEndpoints({ cluster }: PolicyEngine, classOf: ReadonlyMap<Pod, number>): readonly PlacedEndpoint[] {
  return cluster.workloads.flatMap((workload) => {
    const numbers = new Set(cluster.podsOf(workload).flatMap((pod) => classOf.get(pod) ?? []));
    if (numbers.size === 0) return [];
    return [{ endpoint: { kind: 'workload', workload }, classes: [...numbers].sort((a, b) => a - b) }];
  });
}
