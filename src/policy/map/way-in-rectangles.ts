import { type ConnectionSet, hasPort, noConnections, portRange } from '../../model/connection-set.ts';
import type { Pod } from '../../model/pod.ts';
import type { PolicyEngine } from '../engine.ts';
import { type WayIn, waysIn } from '../reference/ways-in.ts';
import type { ClassSet } from './class-index.ts';
import type { MapEndpoint } from './connectivity-map.ts';
import { type EndpointRectangle, rectanglesFor } from './endpoint-rectangles.ts';
import type { PlacedEndpoint } from './map-endpoints.ts';
import { outcomeOf, type Sides } from './sides.ts';

/** The ways in by a proxy, and the workloads that its connections reach. */
export interface WayInPart {
  readonly endpoints: readonly MapEndpoint[];
  readonly rectangles: readonly EndpointRectangle[];
}

/**
 * What Ingresses and routes lead to, as the policies of the servers have it. Where the input does not hold the proxy's pods,
 * a connection is certain only if everybody may make it. The endpoints are numbered from `first` on.
 */
export function wayInRectangles(
  engine: PolicyEngine,
  sides: Sides,
  placed: readonly PlacedEndpoint[],
  first: number,
): WayInPart {
  const ways = waysIn(engine.cluster).filter(({ isProxied }) => isProxied);
  const classOf = new Map(sides.index.classes.flatMap(({ pods }, number) => pods.map((pod) => [pod, number] as const)));
  const placeOf = placesOf(engine, placed);
  const rectangles = ways.flatMap((way, at) => {
    const clients = clientsOf(sides, classOf, way);
    return way.servers.flatMap(({ endpoint, port, protocol }) => {
      if (endpoint.kind !== 'pod') return [];
      const [to, server] = [placeOf(endpoint.pod), classOf.get(endpoint.pod)];
      if (to === undefined || server === undefined) return [];
      const opened = openedTo(sides, clients, server, portRange(protocol, port), (set) => hasPort(set, protocol, port));
      return rectanglesFor({ from: [first + at], to: [to] }, [opened.certain], opened.uncertain);
    });
  });
  return { endpoints: ways.map(({ object }) => ({ kind: 'way-in', object })), rectangles };
}

/** The classes of a proxy's pods; of everybody where they are not known. */
function clientsOf({ index }: Sides, classOf: ReadonlyMap<Pod, number>, { proxyPods }: WayIn): ClassSet {
  const known = proxyPods.flatMap((pod) => classOf.get(pod) ?? []);
  return known.length > 0 ? known : [...index.classes.keys()];
}

function openedTo(
  sides: Sides,
  clients: ClassSet,
  server: number,
  ports: ConnectionSet,
  has: (set: ConnectionSet) => boolean,
): { readonly certain: ConnectionSet; readonly uncertain: ConnectionSet } {
  const { outcomes } = sides;
  const ids = new Set(clients.map((client) => outcomeOf(sides, client, server)));
  const certain = [...ids].filter((id) => has(outcomes.certain(id)));
  if (certain.length === ids.size) return { certain: ports, uncertain: noConnections };
  const isPossible = certain.length > 0 || [...ids].some((id) => has(outcomes.uncertain(id)));
  return { certain: noConnections, uncertain: isPossible ? ports : noConnections };
}

/** The endpoint of the map that a pod belongs to. */
function placesOf({ cluster }: PolicyEngine, placed: readonly PlacedEndpoint[]): (pod: Pod) => number | undefined {
  const indexes = new Map<string, number>();
  for (const [index, { endpoint }] of placed.entries()) {
    if (endpoint.kind === 'workload') indexes.set(keyOf(endpoint.workload), index);
    if (endpoint.kind === 'pod') indexes.set(keyOf({ ...endpoint, kind: 'Pod' }), index);
  }
  return (pod) => indexes.get(keyOf({ ...pod, kind: 'Pod' })) ?? indexes.get(keyOf(cluster.workloadOf(pod)));
}

function keyOf({
  kind,
  namespace,
  name,
}: {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}) {
  return `${kind}/${namespace}/${name}`;
}
