import { type ConnectionSet, hasPort, noConnections, portRange } from '../../model/connection-set.ts';
import type { Pod } from '../../model/pod.ts';
import type { PolicyEngine } from '../engine.ts';
import { waysIn } from '../reference/ways-in.ts';
import { forPairs } from './by-family.ts';
import type { MapEndpoint } from './connectivity-map.ts';
import { type EndpointRectangle, rectanglesFor } from './endpoint-rectangles.ts';
import type { PlacedEndpoint } from './map-endpoints.ts';
import type { PairPassage } from './passage.ts';
import { outcomeOf, passagesBetween, type Sides } from './sides.ts';

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
    const clients = way.proxyPods.flatMap((pod) => classOf.get(pod) ?? []);
    return way.servers.flatMap(({ endpoint, port, protocol }) => {
      if (endpoint.kind !== 'pod') return [];
      const [to, server] = [placeOf(endpoint.pod), classOf.get(endpoint.pod)];
      if (to === undefined || server === undefined) return [];
      const passages = clients.length > 0 ? passagesBetween(sides, clients, [server]) : fromEverybody(sides, server);
      const opened = opening([...passages.values()], portRange(protocol, port), (set) => hasPort(set, protocol, port));
      return rectanglesFor({ from: [first + at], to: [to] }, [opened]);
    });
  });
  return { endpoints: ways.map(({ object }) => ({ kind: 'way-in', object })), rectangles };
}

/** Where the proxy's pods are not known, what is let through from any endpoint counts for all families. */
function fromEverybody(sides: Sides, server: number): ReadonlyMap<number, PairPassage> {
  const outcomes = sides.index.classes.map((_, client) => outcomeOf(sides, client, server));
  return new Map(outcomes.map((outcome) => [outcome, { over: sides.outcomes.passages(outcome) }]));
}

/** What some ports are to all clients together: open for certain, or perhaps. */
function opening(
  passages: readonly PairPassage[],
  ports: ConnectionSet,
  has: (set: ConnectionSet) => boolean,
): PairPassage {
  const over = forPairs(
    passages,
    (passage) => [passage.over],
    (having, family) => {
      const found = having.map((passage) => passage.over[family]);
      if (found.every(({ certain }) => has(certain))) return { certain: ports, uncertain: noConnections };
      const isPossible = found.some(({ certain, uncertain }) => has(certain) || has(uncertain));
      return { certain: noConnections, uncertain: isPossible ? ports : noConnections };
    },
  );
  return { over };
}

/** The endpoint of the map that a pod belongs to. */
export function placesOf(
  { cluster }: PolicyEngine,
  placed: readonly PlacedEndpoint[],
): (pod: Pod) => number | undefined {
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
