import {
  allConnections,
  type ConnectionSet,
  intersectConnections,
  isEmptyConnections,
  noConnections,
  subtractConnections,
  unionConnections,
} from '../../model/connection-set.ts';
import { type ByFamily, type FamilyPair, forPairs, partsByFamily } from '../map/by-family.ts';
import type { Passage } from '../map/passage.ts';
import type { ConnectionChange, Standing } from './connectivity-diff.ts';

/** What passes from one client to one server, in each cluster that has both. */
export interface PassagePair extends FamilyPair {
  readonly before?: ByFamily<Passage>;
  readonly after?: ByFamily<Passage>;
}

/** Ports that changed in one way. */
export type PortChange = Pick<ConnectionChange, 'change' | 'ports' | 'before' | 'after' | 'family'>;

const nothing: Passage = { certain: noConnections, uncertain: noConnections };

/**
 * What changes between two endpoints, of which these are the pairs of pods that differ: over each address family by itself.
 * One that the ends have in one cluster only is compared with the one that they have in the other.
 */
export function portChanges(pairs: readonly PassagePair[]): readonly PortChange[] {
  const changes = forPairs(
    pairs,
    ({ before, after }) => [before, after].filter((passage) => passage !== undefined),
    (having, family) =>
      changesOver(having.map(({ before, after }) => ({ before: before?.[family], after: after?.[family] }))),
  );
  return partsByFamily(changes, ({ change, before, after }) => `${change} ${before} ${after}`);
}

/** A pair over one address family. */
interface PathPair {
  readonly before: Passage | undefined;
  readonly after: Passage | undefined;
}

function changesOver(pairs: readonly PathPair[]): readonly PortChange[] {
  const changes = pairs.map(({ before = nothing, after = nothing }) => ({
    opened: without(after.certain, before),
    closed: without(before.certain, after),
    unsure: unionConnections([
      subtractConnections(after.uncertain, before.uncertain),
      subtractConnections(before.uncertain, after.uncertain),
    ]),
  }));
  const was = standings(pairs.map(({ before }) => before));
  const is = standings(pairs.map(({ after }) => after));
  return (['opened', 'closed', 'unsure'] as const).flatMap((change) => {
    const changed = unionConnections(changes.map((sets) => sets[change]));
    return cut(changed, was).flatMap(([before, part]) =>
      cut(part, is).map(([after, ports]): PortChange => ({ change, ports, before, after })),
    );
  });
}

function without(ports: ConnectionSet, { certain, uncertain }: Passage): ConnectionSet {
  return subtractConnections(subtractConnections(ports, certain), uncertain);
}

type Parts = readonly (readonly [Standing, ConnectionSet])[];

/** What one cluster says of each port, for all pairs together. */
function standings(passages: readonly (Passage | undefined)[]): Parts {
  const known = passages.filter((passage) => passage !== undefined);
  if (known.length === 0) return [['absent', allConnections]];
  const allowed = known.map(({ certain }) => certain).reduce(intersectConnections, allConnections);
  const certain = unionConnections(known.map((passage) => passage.certain));
  const possible = unionConnections([certain, ...known.map(({ uncertain }) => uncertain)]);
  return [
    ['allowed', allowed],
    ['some-pods', subtractConnections(certain, allowed)],
    ['implementation-defined', subtractConnections(possible, certain)],
    ['denied', subtractConnections(allConnections, possible)],
  ];
}

function cut(ports: ConnectionSet, parts: Parts): Parts {
  return parts.flatMap(([standing, set]) => {
    const part = intersectConnections(ports, set);
    return isEmptyConnections(part) ? [] : [[standing, part] as const];
  });
}
