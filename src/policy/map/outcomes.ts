import {
  allConnections,
  type ConnectionSet,
  formatConnections,
  intersectConnections,
  noConnections,
  subtractConnections,
  unionConnections,
} from '../../model/connection-set.ts';
import { type ByFamily, everyFamily, forFamilies } from './by-family.ts';
import type { Passage } from './passage.ts';

/** What is let through in one world: `certain` for sure, `possible` where a policy that is not evaluated lets it. */
export interface WorldOutcome {
  readonly certain: ConnectionSet;
  readonly possible: ConnectionSet;
}

/** What is let through over each address family, world by world. */
export type Outcome = ByFamily<readonly WorldOutcome[]>;

/** The number of an outcome: equal outcomes have equal numbers. */
export type OutcomeId = number;

/**
 * Numbers what one side or both let through, over each address family and in each world, so that a map compares and combines
 * numbers: a cluster has few different outcomes, and pairs of pods by the million. Over all families that two ends have the
 * same is mostly let through, and is then one outcome, however many they are.
 */
export class Outcomes {
  /** Nothing, in any world. */
  readonly nothing: OutcomeId;
  /** Everything, in every world. */
  readonly everything: OutcomeId;
  private readonly outcomes: Outcome[] = [];
  private readonly ids = new Map<string, OutcomeId>();
  private readonly meets = new Map<number, OutcomeId>();
  private readonly known: ByFamily<Passage>[] = [];

  /** `worlds` is how many worlds each outcome has. */
  constructor(worlds: number) {
    const same = (set: ConnectionSet) => Array.from({ length: worlds }, () => ({ certain: set, possible: set }));
    this.nothing = this.idOf(everyFamily(same(noConnections)));
    this.everything = this.idOf(everyFamily(same(allConnections)));
  }

  idOf(outcome: Outcome): OutcomeId {
    const texts = forFamilies([outcome], (family) => describe(outcome[family]));
    const areAlike = texts[4] === texts[6];
    const key = areAlike ? texts[4] : `${texts[4]} & ${texts[6]}`;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.outcomes.length;
    this.outcomes.push(areAlike ? everyFamily(outcome[4]) : outcome);
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
    const [one, other] = [this.outcomeOf(a), this.outcomeOf(b)];
    const id = this.idOf(forFamilies([one, other], (family) => meetWorlds(one[family], other[family])));
    this.meets.set(key, id);
    return id;
  }

  /** What is let through in every world, and what only in some, over each address family. */
  passages(id: OutcomeId): ByFamily<Passage> {
    const known = this.known[id];
    if (known !== undefined) return known;
    const outcome = this.outcomeOf(id);
    const passages = forFamilies([outcome], (family) => passageOf(outcome[family]));
    this.known[id] = passages;
    return passages;
  }

  /** What is let through in some world, over some address family. */
  possible(id: OutcomeId): ConnectionSet {
    return unionConnections(Object.values(this.passages(id)).flatMap(({ certain, uncertain }) => [certain, uncertain]));
  }

  private outcomeOf(id: OutcomeId): Outcome {
    return this.outcomes[id] ?? noOutcome;
  }
}

const noOutcome: Outcome = everyFamily([]);

function describe(worlds: readonly WorldOutcome[]): string {
  return worlds
    .map(({ certain, possible }) => `${formatConnections(certain)}/${formatConnections(possible)}`)
    .join('|');
}

function meetWorlds(one: readonly WorldOutcome[], other: readonly WorldOutcome[]): readonly WorldOutcome[] {
  return one.map(({ certain, possible }, world) => ({
    certain: intersectConnections(certain, other[world]?.certain ?? noConnections),
    possible: intersectConnections(possible, other[world]?.possible ?? noConnections),
  }));
}

function passageOf(worlds: readonly WorldOutcome[]): Passage {
  const certain = worlds.reduce((set, world) => intersectConnections(set, world.certain), allConnections);
  const possible = unionConnections(worlds.map((world) => world.possible));
  return { certain, uncertain: subtractConnections(possible, certain) };
}
