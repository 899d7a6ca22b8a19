import type { PolicyEngine } from '../engine.ts';
import type { Assertion } from './assertion.ts';
import { askDirectly, type Found, type ServerGroup } from './direct.ts';
import { type EndGroup, pairCount, pairOf } from './end-groups.ts';
import type { Breach } from './result.ts';
import { type Certainty, type Goal, type Way, WayFinder } from './way-finder.ts';

/** What may lie between the ends: groups of pods in any order, or one server of each stop. */
export type Between =
  | { readonly kind: 'any'; readonly between: readonly EndGroup[] }
  | { readonly kind: 'stops'; readonly stops: readonly (readonly ServerGroup[])[] };

/**
 * Asks for ways of several steps. `deny` wants none from any client to any server. `allow` wants one for each pair; where the
 * stops are named, every step of every pod on it.
 */
export function askForWays(
  engine: PolicyEngine,
  expects: Assertion['expects'],
  clients: readonly EndGroup[],
  between: Between,
  goal: Goal,
): Found {
  if (expects === 'allow' && between.kind === 'stops') return askEachStep(engine, clients, between.stops, goal);
  const finder = new WayFinder(engine);
  const breaches: Breach[] = [];
  const doubts: Breach[] = [];
  let pairs = 0;
  for (const client of clients) {
    const find = (certainty: Certainty) =>
      between.kind === 'any'
        ? finder.through(client, between.between, goal, certainty)
        : finder.alongStops(client, between.stops, goal, certainty);
    const certain = byGoal(find('certain'));
    const possible = byGoal(find('possible'));
    for (const { index, to, count } of goalsFor(client, goal)) {
      pairs += count;
      const [sure, open] = [certain.get(index), possible.get(index)];
      const breach = { from: client.members[0], to, alike: count };
      if (expects === 'deny' && sure !== undefined) breaches.push({ ...breach, steps: sure.steps, dependsOn: [] });
      if (expects === 'allow' && open === undefined) breaches.push({ ...breach, steps: [], dependsOn: [] });
      if (sure === undefined && open !== undefined)
        doubts.push({ ...breach, steps: open.steps, dependsOn: dependencies(open) });
    }
  }
  return { pairs, breaches, doubts };
}

function askEachStep(
  engine: PolicyEngine,
  clients: readonly EndGroup[],
  stops: readonly (readonly ServerGroup[])[],
  goal: Goal,
): Found {
  const last = stops.at(-1)?.map(({ group }) => group) ?? clients;
  const found = [
    ...stops.map((stop, index) =>
      askDirectly(engine, 'allow', stops[index - 1]?.map(({ group }) => group) ?? clients, stop, []),
    ),
    askDirectly(engine, 'allow', last, goal.servers, goal.targets),
  ];
  return {
    pairs: found.reduce((sum, { pairs }) => sum + pairs, 0),
    breaches: found.flatMap(({ breaches }) => breaches),
    doubts: found.flatMap(({ doubts }) => doubts),
  };
}

/** Each server group and each target that makes a pair with the clients, by its index among the goals. */
function goalsFor(client: EndGroup, { servers, targets }: Goal) {
  const groups = servers.flatMap(({ group }, index) => {
    const pair = pairOf(client, group);
    return pair === undefined ? [] : [{ index, to: pair[1], count: pairCount(client, group) }];
  });
  const others = targets.flatMap((target, index) => {
    const [server] = target.servers;
    if (server === undefined) return [];
    return [{ index: servers.length + index, to: server.endpoint, count: client.members.length }];
  });
  return [...groups, ...others];
}

function byGoal(ways: readonly Way[]): ReadonlyMap<number, Way> {
  return new Map(ways.map((way) => [way.goal, way]));
}

function dependencies({ steps }: Way): readonly string[] {
  return [...new Set(steps.flatMap(({ dependsOn }) => dependsOn))].sort();
}
