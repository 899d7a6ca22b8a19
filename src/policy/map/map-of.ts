import { endpointClasses } from '../classes/endpoint-classes.ts';
import type { PolicyEngine } from '../engine.ts';
import { mapSettings } from '../worlds.ts';
import { ClassIndex } from './class-index.ts';
import type { ConnectivityMap } from './connectivity-map.ts';
import { endpointRectangles } from './endpoint-rectangles.ts';
import { groupRectangles } from './groups.ts';
import { type Granularity, mapEndpoints } from './map-endpoints.ts';
import { Outcomes } from './outcomes.ts';
import { rectanglesOf, type Sides } from './rectangles.ts';
import { SideRows } from './side-rows.ts';

/** What a map is to show. */
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

function sidesOf(engine: PolicyEngine): Sides {
  const classes = endpointClasses(engine);
  const index = new ClassIndex(engine, classes);
  const worlds = mapSettings(engine, engine.profile);
  const outcomes = new Outcomes(worlds.length);
  const ingress = new SideRows(engine, index, outcomes, worlds, 'ingress');
  const egress = new SideRows(engine, index, outcomes, worlds, 'egress');
  return {
    index,
    outcomes,
    ingress,
    egress,
    ingressRow: classes.map((_, number) => ingress.rowOf(number)),
    egressRow: classes.map((_, number) => egress.rowOf(number)),
  };
}
