import type { PolicyEngine } from '../engine.ts';
import type { ConnectivityMap } from './connectivity-map.ts';
import { endpointRectangles } from './endpoint-rectangles.ts';
import { groupRectangles } from './groups.ts';
import { type Granularity, mapEndpoints } from './map-endpoints.ts';
import { rectanglesOf } from './rectangles.ts';
import { sidesOf } from './sides.ts';

export interface MapOptions {
  /** What the ends of connections are: `workload` if not given. */
  readonly by?: Granularity;
}

/**
 * Who may connect to whom, as policies have it, on which ports: the pods or workloads of the cluster, and the addresses
 * outside of it. What a pod's own node may do is left out: it always reaches its pods.
 */
export function mapOf(engine: PolicyEngine, { by = 'workload' }: MapOptions = {}): ConnectivityMap {
  const sides = sidesOf(engine);
  const endpoints = mapEndpoints(engine, sides.index.classes, by);
  const rectangles = endpointRectangles(sides, rectanglesOf(sides), endpoints);
  return groupRectangles(
    endpoints.map(({ endpoint }) => endpoint),
    rectangles,
  );
}
