import {
  allConnections,
  type ConnectionSet,
  formatConnections,
  intersectConnections,
  noConnections,
  subtractConnections,
  unionConnections,
} from '../../model/connection-set.ts';

/** What is let through in one world: `certain` for sure, `possible` where a policy that is not evaluated lets it. */
export interface WorldOutcome {
  readonly certain: ConnectionSet;
  readonly possible: ConnectionSet;
}

/** The number of an outcome: equal outcomes have equal numbers. */
export type OutcomeId = number;

/**
 * Numbers what one side or both let through, in each world, so that a map compares and combines numbers: a cluster has
 * few different outcomes, and pairs of pods by the million.
 */
export class Outcomes {
  /** Nothing, in any world. */
  readonly nothing: OutcomeId;
  /** Everything, in every world. */
  readonly everything: OutcomeId;
  private readonly outcomes: (readonly WorldOutcome[])[] = [];
  private readonly ids = new Map<string, OutcomeId>();
  private readonly meets = new Map<number, OutcomeId>();

  /** `worlds` is how many worlds each outcome has. */
  constructor(worlds: number) {
    const same = (set: ConnectionSet) => Array.from({ length: worlds }, () => ({ certain: set, possible: set }));
    this.nothing = this.idOf(same(noConnections));
    this.everything = this.idOf(same(allConnections));
  }

  idOf(outcome: readonly WorldOutcome[]): OutcomeId {
    const key = outcome
      .map(({ certain, possible }) => `${formatConnections(certain)}/${formatConnections(possible)}`)
      .join('|');
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.outcomes.length;
    this.outcomes.push(outcome);
    this.ids.set(key, id);
    return id;
  }

  /** What both let through, world by world. */
  meet(a: OutcomeId, b: OutcomeId): OutcomeId {
    if (a === b || b === this.everything) return a;
    if (a === this.everything) return b;
    if (a === this.nothing || b === this.nothing) return this.nothing;
    const key = a < b ? a * 2 ** 26 + b : b * 2 ** 26 + a;
    const known = this.meets.get(key);
    if (known !== undefined) return known;
    const others = this.worldsOf(b);
    const met = this.worldsOf(a).map(({ certain, possible }, world) => ({
      certain: intersectConnections(certain, others[world]?.certain ?? noConnections),
      possible: intersectConnections(possible, others[world]?.possible ?? noConnections),
    }));
    const id = this.idOf(met);
    this.meets.set(key, id);
    return id;
  }

  /** What is let through in every world. */
  certain(id: OutcomeId): ConnectionSet {
    return this.worldsOf(id).reduce((set, world) => intersectConnections(set, world.certain), allConnections);
  }

  /** What some worlds let through, and not all. */
  uncertain(id: OutcomeId): ConnectionSet {
    const possible = unionConnections(this.worldsOf(id).map((world) => world.possible));
    return subtractConnections(possible, this.certain(id));
  }

  private worldsOf(id: OutcomeId): readonly WorldOutcome[] {
    return this.outcomes[id] ?? [];
  }
}
