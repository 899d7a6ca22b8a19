import type { EndpointClass } from '../classes/endpoint-classes.ts';
import type { PolicyEngine } from '../engine.ts';
import type { DataplaneSettings } from '../profile.ts';
import { mapSettings } from '../worlds.ts';
import { ClassIndex, type ClassSet } from './class-index.ts';
import { type OutcomeId, Outcomes } from './outcomes.ts';
import type { PairPassage } from './passage.ts';
import { SideRows } from './side-rows.ts';

/** The two sides of every pair of classes, by rows that many classes share. */
export interface Sides {
  readonly index: ClassIndex;
  /** What dataplanes may do: each outcome has a part for each. */
  readonly worlds: readonly DataplaneSettings[];
  readonly outcomes: Outcomes;
  readonly ingress: SideRows;
  readonly egress: SideRows;
  /** For each class the row of what may come to it, and of where it may go. */
  readonly ingressRow: readonly number[];
  readonly egressRow: readonly number[];
}

/**
 * The sides of the classes of a cluster; no row is made yet. Outcomes are numbered as in `other` where the two clusters have
 * the same worlds, so that their numbers can be compared.
 */
export function sidesOf(engine: PolicyEngine, classes: readonly EndpointClass[], other?: Sides): Sides {
  const index = new ClassIndex(engine, classes);
  const worlds = mapSettings(engine, engine.profile);
  const isAlike = other !== undefined && JSON.stringify(other.worlds) === JSON.stringify(worlds);
  const outcomes = isAlike ? other.outcomes : new Outcomes(worlds.length);
  const ingress = new SideRows(engine, index, outcomes, worlds, 'ingress');
  const egress = new SideRows(engine, index, outcomes, worlds, 'egress');
  return {
    index,
    worlds,
    outcomes,
    ingress,
    egress,
    ingressRow: classes.map((_, number) => ingress.rowOf(number)),
    egressRow: classes.map((_, number) => egress.rowOf(number)),
  };
}

/** What both sides let through from one class to another. */
export function outcomeOf(sides: Sides, from: number, to: number): OutcomeId {
  const { outcomes, ingress, egress, ingressRow, egressRow } = sides;
  const into = ingress.outcome(ingress.row(ingressRow[to] ?? -1), from);
  if (into === outcomes.nothing) return into;
  return outcomes.meet(into, egress.outcome(egress.row(egressRow[from] ?? -1), to));
}

/** The different passages from the classes of one set to those of another, each by a number that tells it from others. */
export function passagesBetween(sides: Sides, from: ClassSet, to: ClassSet): ReadonlyMap<number, PairPassage> {
  const found = new Map<number, PairPassage>();
  for (const client of from) {
    for (const server of to) {
      const outcome = outcomeOf(sides, client, server);
      const only = sides.ingress.onlyFamily(server, client);
      const key = outcome * 8 + (only ?? 0);
      if (found.has(key)) continue;
      found.set(key, { over: sides.outcomes.passages(outcome), ...(only !== undefined && { only }) });
    }
  }
  return found;
}
