import {
  allConnections,
  type ConnectionSet,
  formatConnections,
  intersectConnections,
  isEmptyConnections,
  subtractConnections,
  unionConnections,
} from '../../model/connection-set.ts';
import { groupBy } from '../../model/group-by.ts';
import { forPairs, partsByFamily } from './by-family.ts';
import type { ClassSet } from './class-index.ts';
import type { MapConnection } from './connectivity-map.ts';
import type { PlacedEndpoint } from './map-endpoints.ts';
import { mergeRectangles, type SetPair } from './merge.ts';
import type { PairPassage, Passage } from './passage.ts';
import type { Rectangle } from './rectangles.ts';
import { passagesBetween, type Sides } from './sides.ts';

/** All endpoints of one set to all of another, by their index. */
export interface EndpointRectangle extends SetPair, Omit<MapConnection, 'from' | 'to'> {}

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
    rectanglesFor({ from: membersOf(from), to: membersOf(to) }, [{ over: sides.outcomes.passages(outcome) }]),
  );
  return [...uniform, ...mixedRectangles(sides, endpoints, mixed)].filter(
    ({ from, to }) => from.length > 0 && to.length > 0,
  );
}

/** Joins those that differ in one of their sets only. */
export function mergeEndpointRectangles(rectangles: readonly EndpointRectangle[]): readonly EndpointRectangle[] {
  return mergeRectangles(rectangles, (found) => `${found.certainty} ${found.family} ${formatConnections(found.ports)}`);
}

/** Endpoints whose pods policies tell apart are few, and asked about one by one. */
function mixedRectangles(
  sides: Sides,
  endpoints: readonly PlacedEndpoint[],
  mixed: readonly number[],
): readonly EndpointRectangle[] {
  const isMixed = new Set(mixed);
  const classesOf = (index: number) => endpoints[index]?.classes ?? [];
  const between = (from: number, to: number) => passagesBetween(sides, classesOf(from), classesOf(to));
  const others = [...endpoints.keys()];
  return mixed.flatMap((one) => {
    const outgoing = groupBy(
      others.filter((other) => other !== one),
      (other) => textOf(between(one, other)),
    );
    const incoming = groupBy(
      others.filter((other) => !isMixed.has(other)),
      (other) => textOf(between(other, one)),
    );
    return [
      ...[...outgoing.values()].flatMap((to) =>
        rectanglesFor({ from: [one], to }, [...between(one, to[0] ?? one).values()]),
      ),
      ...[...incoming.values()].flatMap((from) =>
        rectanglesFor({ from, to: [one] }, [...between(from[0] ?? one, one).values()]),
      ),
    ];
  });
}

function textOf(passages: ReadonlyMap<number, PairPassage>): string {
  return [...passages.keys()].sort((a, b) => a - b).join();
}

/**
 * One rectangle for what all pods may, one for what some of them may, one for what the dataplane decides; where that is not so
 * over all address families, one for each family. `passages` are those of each kind of pair; without any there is none.
 */
export function rectanglesFor(pair: SetPair, passages: readonly PairPassage[]): readonly EndpointRectangle[] {
  if (passages.length === 0) return [];
  const parts = forPairs(
    passages,
    ({ over }) => [over],
    (having, family) => partsOf(having.map(({ over }) => over[family])),
  );
  return partsByFamily(parts, ({ certainty }) => certainty).map((part) => ({ ...pair, ...part }));
}

type Part = Pick<MapConnection, 'ports' | 'certainty'>;

function partsOf(passages: readonly Passage[]): readonly Part[] {
  const certain = passages.map((passage) => passage.certain);
  const allowed = certain.reduce(intersectConnections, allConnections);
  const known = unionConnections(certain);
  const some = subtractConnections(known, allowed);
  const open = subtractConnections(unionConnections(passages.map(({ uncertain }) => uncertain)), known);
  const part = (ports: ConnectionSet, certainty: MapConnection['certainty']): readonly Part[] =>
    isEmptyConnections(ports) ? [] : [{ ports, certainty }];
  return [...part(allowed, 'allowed'), ...part(some, 'some-pods'), ...part(open, 'implementation-defined')];
}
