import { endpointClasses } from '../classes/endpoint-classes.ts';
import type { PolicyEngine } from '../engine.ts';
import { mapSettings } from '../worlds.ts';
import { ClassIndex } from './class-index.ts';
import { Outcomes } from './outcomes.ts';
import type { Sides } from './rectangles.ts';
import { SideRows } from './side-rows.ts';

/** Asks both sides of every pair of classes, by rows that many classes share. */
export function sidesOf(engine: PolicyEngine): Sides {
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
