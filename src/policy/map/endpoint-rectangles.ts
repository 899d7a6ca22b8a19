import {
  type ConnectionSet,
  formatConnections,
  intersectConnections,
  isEmptyConnections,
  subtractConnections,
  unionConnections,
} from '../../model/connection-set.ts';
import { groupBy } from '../../model/group-by.ts';
import type { ClassSet } from './class-index.ts';
import type { MapConnection } from './connectivity-map.ts';
import type { PlacedEndpoint } from './map-endpoints.ts';
import { mergeRectangles, type SetPair } from './merge.ts';
import type { OutcomeId, Outcomes } from './outcomes.ts';
import type { Rectangle } from './rectangles.ts';
import { outcomeOf, type Sides } from './sides.ts';

/** All endpoints of one set to all of another, by their index. */
export interface EndpointRectangle extends SetPair, Pick<MapConnection, 'ports' | 'certainty'> {}

/** Turns classes into the endpoints that they stand for. */
export function endpointRectangles(
  sides: Sides,
  rectangles: readonly Rectangle[],
  endpoints: readonly PlacedEndpoint[],
): readonly EndpointRectangle[] {
  const members: number[][] = sides.index.classes.map(() => []);
  const mixed: number[] = [];
  for (const [index, { classes }] of endpoints.entries()) {
    const [only] = classes;
    if (classes.length === 1 && only !== undefined) members[only]?.push(index);
    else mixed.push(index);
  }
  const membersOf = (set: ClassSet) => set.flatMap((number) => members[number] ?? []).sort((a, b) => a - b);
  const uniform = rectangles.flatMap(({ from, to, outcome }) =>
    withPorts({ from: membersOf(from), to: membersOf(to) }, sides.outcomes, [outcome]),
  );
  return [...uniform, ...mixedRectangles(sides, endpoints, mixed)].filter(
    ({ from, to }) => from.length > 0 && to.length > 0,
  );
}

/** Joins those that differ in one of their sets only. */
export function mergeEndpointRectangles(rectangles: readonly EndpointRectangle[]): readonly EndpointRectangle[] {
  return mergeRectangles(rectangles, ({ ports, certainty }) => `${certainty} ${formatConnections(ports)}`);
}

/** Endpoints whose pods policies tell apart are few, and asked about one by one. */
function mixedRectangles(
  sides: Sides,
  endpoints: readonly PlacedEndpoint[],
  mixed: readonly number[],
): readonly EndpointRectangle[] {
  const isMixed = new Set(mixed);
  const between = (from: number, to: number) => outcomesBetween(sides, endpoints[from], endpoints[to]);
  const others = [...endpoints.keys()];
  return mixed.flatMap((one) => {
    const outgoing = groupBy(
      others.filter((other) => other !== one),
      (other) => between(one, other).join(),
    );
    const incoming = groupBy(
      others.filter((other) => !isMixed.has(other)),
      (other) => between(other, one).join(),
    );
    const idsOf = (key: string) => key.split(',').map(Number);
    return [
      ...[...outgoing].flatMap(([key, to]) => withPorts({ from: [one], to }, sides.outcomes, idsOf(key))),
      ...[...incoming].flatMap(([key, from]) => withPorts({ from, to: [one] }, sides.outcomes, idsOf(key))),
    ];
  });
}

/** The different outcomes of the pods of two endpoints. */
function outcomesBetween(
  sides: Sides,
  from: PlacedEndpoint | undefined,
  to: PlacedEndpoint | undefined,
): readonly OutcomeId[] {
  const pairs = (from?.classes ?? []).flatMap((a) => (to?.classes ?? []).map((b) => outcomeOf(sides, a, b)));
  return [...new Set(pairs)].sort((a, b) => a - b);
}

function withPorts(pair: SetPair, outcomes: Outcomes, ids: readonly OutcomeId[]): readonly EndpointRectangle[] {
  const certain = ids.map((id) => outcomes.certain(id));
  return rectanglesFor(pair, certain, unionConnections(ids.map((id) => outcomes.uncertain(id))));
}

/**
 * One rectangle for what all pods may, one for what some of them may, one for what the dataplane decides. `certain` has a
 * set for each kind of pair.
 */
export function rectanglesFor(
  pair: SetPair,
  certain: readonly ConnectionSet[],
  uncertain: ConnectionSet,
): readonly EndpointRectangle[] {
  const [first, ...others] = certain;
  if (first === undefined) return [];
  const allowed = others.reduce(intersectConnections, first);
  const known = unionConnections(certain);
  const some = subtractConnections(known, allowed);
  const open = subtractConnections(uncertain, known);
  const part = (ports: ConnectionSet, certainty: MapConnection['certainty']) =>
    isEmptyConnections(ports) ? [] : [{ ...pair, ports, certainty }];
  return [...part(allowed, 'allowed'), ...part(some, 'some-pods'), ...part(open, 'implementation-defined')];
}
