import {
  allConnections,
  type ConnectionSet,
  intersectConnections,
  isEmptyConnections,
  noConnections,
  subtractConnections,
  unionConnections,
} from '../../model/connection-set.ts';
import type { ConnectionChange, Standing } from './connectivity-diff.ts';

/** What one cluster lets through from a client to a server: `certain` for sure, `uncertain` where dataplanes differ. */
export interface Passage {
  readonly certain: ConnectionSet;
  readonly uncertain: ConnectionSet;
}

/** One client and one server, in each cluster that has both. */
export interface PassagePair {
  readonly before?: Passage;
  readonly after?: Passage;
}

/** Ports that changed in one way. */
export type PortChange = Pick<ConnectionChange, 'change' | 'ports' | 'before' | 'after'>;

const nothing: Passage = { certain: noConnections, uncertain: noConnections };

/** What changes between two endpoints, of which these are the pairs of pods that differ. */
export function portChanges(pairs: readonly PassagePair[]): readonly PortChange[] {
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
