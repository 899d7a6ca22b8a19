import { endpointClasses } from '../classes/endpoint-classes.ts';
import type { PolicyEngine } from '../engine.ts';
import type { ConnectivityMap, MapEndpoint } from './connectivity-map.ts';
import { endpointRectangles, mergeEndpointRectangles } from './endpoint-rectangles.ts';
import { focusOn } from './focus.ts';
import { groupRectangles } from './groups.ts';
import { type Granularity, mapEndpoints } from './map-endpoints.ts';
import { potentialRectangles } from './potential-rectangles.ts';
import { rectanglesOf } from './rectangles.ts';
import { serviceRectangles } from './service-rectangles.ts';
import { sidesOf } from './sides.ts';
import { wayInRectangles } from './way-in-rectangles.ts';

/** What a map is to show. */
export interface MapOptions {
  /** What the ends of connections are: `workload` if not given. */
  readonly by?: Granularity;
  /** The endpoints of which to show the connections; all if not given. */
  readonly focus?: (endpoint: MapEndpoint) => boolean;
  /** Whether to show also what pods may that do not exist yet, as the policies at the other end alone have it. */
  readonly exposure?: boolean;
}

/**
 * Who may connect to whom, as policies have it, on which ports: the pods or workloads of the cluster, and the addresses
 * outside of it, and the Ingresses, routes and Services that lead in. What a pod's own node may do is left out: it always reaches its pods.
 */
export function mapOf(engine: PolicyEngine, options: MapOptions = {}): ConnectivityMap {
  const { by = 'workload', focus, exposure = false } = options;
  const sides = sidesOf(engine, endpointClasses(engine));
  const placed = mapEndpoints(engine, sides.index.classes, by);
  const potential = exposure ? potentialRectangles(engine, sides, placed) : { endpoints: [], rectangles: [] };
  const inside = [...placed.map(({ endpoint }) => endpoint), ...potential.endpoints];
  const ways = wayInRectangles(engine, sides, placed, inside.length);
  const services = serviceRectangles(engine, sides, placed, inside.length + ways.endpoints.length);
  const endpoints = [...inside, ...ways.endpoints, ...services.endpoints];
  const rectangles = [
    ...endpointRectangles(sides, rectanglesOf(sides), placed),
    ...potential.rectangles,
    ...ways.rectangles,
    ...services.rectangles,
  ];
  const shown = focus === undefined ? rectangles : focusOn(endpoints, rectangles, focus);
  return groupRectangles(endpoints, mergeEndpointRectangles(shown));
}
