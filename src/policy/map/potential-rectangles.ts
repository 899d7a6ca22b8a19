import { type ConnectionSet, noConnections } from '../../model/connection-set.ts';
import type { Pod } from '../../model/pod.ts';
import type { PolicyEngine } from '../engine.ts';
import { inOrder } from '../evaluate/question.ts';
import { type Direction, directions } from '../policy.ts';
import { everyFamily } from './by-family.ts';
import type { MapEndpoint } from './connectivity-map.ts';
import { type EndpointRectangle, rectanglesFor } from './endpoint-rectangles.ts';
import { exposureOf } from './exposure.ts';
import type { PlacedEndpoint } from './map-endpoints.ts';
import { anyPod, keyOf, type PotentialPods, selectedByPeers } from './potential-pods.ts';
import type { Sides } from './sides.ts';

/** Pods that do not exist, and what they may connect to and be connected from. */
export interface PotentialPart {
  readonly endpoints: readonly MapEndpoint[];
  readonly rectangles: readonly EndpointRectangle[];
}

/** What one class lets through, in one direction, by the key of the pods that do not exist. */
type Openness = ReadonlyMap<string, ConnectionSet>;

/** The exposure of the endpoints of a map, as endpoints of their own, numbered from `endpoints.length` on. */
export function potentialRectangles(
  engine: PolicyEngine,
  sides: Sides,
  endpoints: readonly PlacedEndpoint[],
): PotentialPart {
  const found = new Map<string, PotentialPods>();
  const openness = classOpenness(engine, sides, found);
  const potentials = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  const rectangles = endpoints.flatMap(({ endpoint, classes }, index) => {
    if (endpoint.kind !== 'workload' && endpoint.kind !== 'pod') return [];
    return directions.flatMap((direction) => {
      const each = classes.map((number) => openness(number, direction));
      return potentials.flatMap(([key], at) => {
        // Pods of which no rule has a word may what any pod may, which is said once.
        if (!each.some((open) => open.has(key))) return [];
        const other = [endpoints.length + at];
        const pair = direction === 'ingress' ? { from: other, to: [index] } : { from: [index], to: other };
        return rectanglesFor(
          pair,
          each.map((open) => {
            const certain = open.get(key) ?? anybodyIn(open);
            return { over: everyFamily({ certain, uncertain: noConnections }) };
          }),
        );
      });
    });
  });
  return { endpoints: potentials.map(([, to]) => ({ kind: 'potential', ...to })), rectangles };
}

/** What a class lets through whose rules have no word of some pods. */
function anybodyIn(open: Openness): ConnectionSet {
  return open.get(keyOf(anyPod)) ?? noConnections;
}

/** Asks once for all classes of which the same policies decide, and collects the pods that it meets. */
function classOpenness(engine: PolicyEngine, sides: Sides, found: Map<string, PotentialPods>) {
  const known = new Map<string, Openness>();
  const of = (number: number, direction: Direction): Openness => {
    const row = direction === 'ingress' ? sides.ingressRow[number] : sides.egressRow[number];
    const key = `${direction} ${row}`;
    const open = known.get(key) ?? opennessOf(engine, sides.index.classes[number]?.pods[0], direction, found);
    known.set(key, open);
    return open;
  };
  // All classes first, so that every pod that does not exist is known before the first is numbered.
  for (const [number, { pods }] of sides.index.classes.entries()) {
    if (pods.length > 0) for (const direction of directions) of(number, direction);
  }
  return of;
}

function opennessOf(
  engine: PolicyEngine,
  pod: Pod | undefined,
  direction: Direction,
  found: Map<string, PotentialPods>,
): Openness {
  const open = new Map<string, ConnectionSet>();
  if (pod === undefined) return open;
  const add = (to: PotentialPods, connections: ConnectionSet) => {
    open.set(keyOf(to), connections);
    found.set(keyOf(to), to);
  };
  const peers = selectedByPeers(inOrder(engine.applying(pod, direction)));
  const { entireCluster, potential } = exposureOf(engine, pod, direction, peers);
  add(anyPod, entireCluster.connections);
  for (const { to, isPresent, connections } of potential) {
    if (!isPresent) add(to, connections);
  }
  return open;
}
