import type { PolicyEngine } from '../engine.ts';
import { everyPort } from '../port-spans.ts';
import { reachOfTarget, type ServerGroup } from './direct.ts';
import { type EndGroup, pairOf } from './end-groups.ts';
import { type Reach, reachOf } from './reach.ts';
import type { Destination } from './resolve-end.ts';

/** Where ways end. */
export interface Goal {
  readonly servers: readonly ServerGroup[];
  readonly targets: Destination['targets'];
}

/** A way that was found, step by step; `goal` is the index of the server group, or that of the target after all groups. */
export interface Way {
  readonly goal: number;
  readonly steps: readonly Reach[];
}

/** How sure each step must be: allowed for certain, or at least not denied for certain. */
export type Certainty = 'certain' | 'possible';

/**
 * Finds ways of several steps over the graph of allowed connections, in which the nodes are groups of endpoints. Between two
 * groups a step is asked about once.
 */
export class WayFinder {
  private readonly engine: PolicyEngine;
  private readonly known = new Map<string, readonly Reach[]>();

  constructor(engine: PolicyEngine) {
    this.engine = engine;
  }

  /** The shortest ways from one group to each goal that it reaches, through any of `between`. */
  through(from: EndGroup, between: readonly EndGroup[], goal: Goal, certainty: Certainty): readonly Way[] {
    const reached = new Map<EndGroup, readonly Reach[]>([[from, []]]);
    const waiting = new Set(between);
    // A Map gives what is added while it is gone through: breadth first.
    for (const [group, steps] of reached) {
      for (const next of waiting) {
        const step = this.step(group, { group: next, ports: everyPort }, certainty);
        if (step === undefined) continue;
        reached.set(next, [...steps, step]);
        waiting.delete(next);
      }
    }
    return this.arrivals(reached, goal, certainty);
  }

  /** The ways from one group that take a step to each of `stops`, in their order, and then one to the goal. */
  alongStops(
    from: EndGroup,
    stops: readonly (readonly ServerGroup[])[],
    goal: Goal,
    certainty: Certainty,
  ): readonly Way[] {
    let reached = new Map<EndGroup, readonly Reach[]>([[from, []]]);
    for (const stop of stops) {
      const next = new Map<EndGroup, readonly Reach[]>();
      for (const [group, steps] of reached) {
        for (const server of stop) {
          const step = next.has(server.group) ? undefined : this.step(group, server, certainty);
          if (step !== undefined) next.set(server.group, [...steps, step]);
        }
      }
      reached = next;
    }
    return this.arrivals(reached, goal, certainty);
  }

  private arrivals(
    reached: ReadonlyMap<EndGroup, readonly Reach[]>,
    { servers, targets }: Goal,
    certainty: Certainty,
  ): readonly Way[] {
    const ways = new Map<number, Way>();
    for (const [group, steps] of reached) {
      const last = [
        ...servers.map((server) => () => this.step(group, server, certainty)),
        ...targets.map((target) => () => sure(reachOfTarget(this.engine, group, target), certainty)),
      ];
      for (const [goal, find] of last.entries()) {
        const step = ways.has(goal) ? undefined : find();
        if (step !== undefined) ways.set(goal, { goal, steps: [...steps, step] });
      }
    }
    return [...ways.values()].sort((a, b) => a.goal - b.goal);
  }

  private step(from: EndGroup, { group, ports }: ServerGroup, certainty: Certainty): Reach | undefined {
    const spans = ports.map(({ protocol, first, last }) => `${protocol}${first}-${last}`).join();
    const key = `${from.key}>${group.key}:${spans}`;
    const pair = this.known.has(key) ? undefined : pairOf(from, group);
    const reached = this.known.get(key) ?? (pair === undefined ? [] : reachOf(this.engine, ...pair, ports));
    this.known.set(key, reached);
    return sure(reached, certainty);
  }
}

function sure(reached: readonly Reach[], certainty: Certainty): Reach | undefined {
  const allowed = reached.find(({ answer }) => answer === 'allowed');
  if (allowed !== undefined || certainty === 'certain') return allowed;
  return reached.find(({ answer }) => answer === 'implementation-defined');
}
