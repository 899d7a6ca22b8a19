import type { Family } from '../../model/address.ts';
import {
  type ConnectionSet,
  intersectConnections,
  isEmptyConnections,
  noConnections,
  subtractConnections,
} from '../../model/connection-set.ts';

/** Something for each address family; one and the same object where the families that two ends have do not differ. */
export type ByFamily<T> = Readonly<Record<Family, T>>;

/** The same for every family. */
export function everyFamily<T>(value: T): ByFamily<T> {
  return { 4: value, 6: value };
}

/** Works out something for each family, once where all that it follows from is alike in both. */
export function forFamilies<T>(sources: readonly ByFamily<unknown>[], of: (family: Family) => T): ByFamily<T> {
  const first = of(4);
  return sources.every((source) => source[4] === source[6]) ? everyFamily(first) : { 4: first, 6: of(6) };
}

/** Two ends, by the address family that they have in common where it is one. */
export interface FamilyPair {
  readonly only?: Family;
}

/**
 * Works out something for each family from several pairs, of which those count for a family that have it; once where all pairs
 * have the same families, and all that is known of them is alike in both.
 */
export function forPairs<Pair extends FamilyPair, T>(
  pairs: readonly Pair[],
  sourcesOf: (pair: Pair) => readonly ByFamily<unknown>[],
  of: (pairs: readonly Pair[], family: Family) => T,
): ByFamily<T> {
  const areAlike = pairs.every(
    (pair) => pair.only === pairs[0]?.only && sourcesOf(pair).every((source) => source[4] === source[6]),
  );
  if (areAlike) return everyFamily(of(pairs, 4));
  const having = (family: Family) => pairs.filter(({ only = family }) => only === family);
  return { 4: of(having(4), 4), 6: of(having(6), 6) };
}

/** Ports of which something is said; of one address family alone, or of all that the two ends have. */
export interface FamilyPart {
  readonly ports: ConnectionSet;
  readonly family?: Family;
}

/**
 * What is said of ports over all address families, where the same is said over each, and else over the one. `keyOf` is the
 * same for parts that say the same; `partsOf` one family has one of each.
 */
export function partsByFamily<Part extends Omit<FamilyPart, 'family'>>(
  partsOf: ByFamily<readonly Part[]>,
  keyOf: (part: Part) => string,
): readonly (Part & FamilyPart)[] {
  if (partsOf[4] === partsOf[6]) return partsOf[4];
  const [four, six] = [partsOf[4], partsOf[6]].map((parts) => new Map(parts.map((part) => [keyOf(part), part])));
  return [...new Map([...(four ?? []), ...(six ?? [])])].flatMap(([key, part]) => {
    const [over4, over6] = [four, six].map((parts) => parts?.get(key)?.ports ?? noConnections);
    if (over4 === undefined || over6 === undefined) return [];
    const all: readonly FamilyPart[] = [
      { ports: intersectConnections(over4, over6) },
      { ports: subtractConnections(over4, over6), family: 4 },
      { ports: subtractConnections(over6, over4), family: 6 },
    ];
    return all.filter(({ ports }) => !isEmptyConnections(ports)).map((found) => ({ ...part, ...found }));
  });
}
