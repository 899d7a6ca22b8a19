import { arePortsWithin, isPeerWithin } from '../containment.ts';
import type { PlacedRule } from '../context.ts';
import { type Found, foundIn, type LintRule } from '../rule.ts';

export const repeatedPart: LintRule = {
  code: 'NW304',
  title: 'A peer or a port that another one of its rule includes',
  severity: 'info',
  find: ({ rules }) => rules.flatMap((placed) => [...repeatedPeers(placed), ...repeatedPorts(placed)]),
};

/** Longer lists are made by a program, and would take long. */
const maximumCompared = 256;

function repeatedPeers({ policy, rule }: PlacedRule): readonly Found[] {
  return repeated(rule.peers ?? [], (inner, outer) => isPeerWithin(inner, policy, outer, policy)).map(([peer, other]) =>
    foundIn(policy, peer.path, `entry ${lastIndex(other.path)} of the list takes all that it does`),
  );
}

function repeatedPorts({ policy, rule }: PlacedRule): readonly Found[] {
  return repeated(rule.ports ?? [], (inner, outer) => arePortsWithin([inner], [outer])).map(([port, other]) =>
    foundIn(policy, port.path, `entry ${lastIndex(other.path)} of the list includes it`),
  );
}

/** The items that another one includes, with that; of two that are the same the later one. */
function repeated<T>(items: readonly T[], isWithin: (inner: T, outer: T) => boolean): readonly (readonly [T, T])[] {
  if (items.length > maximumCompared) return [];
  return items.flatMap((item, index) => {
    const other = items.find(
      (candidate, at) => at !== index && isWithin(item, candidate) && (at < index || !isWithin(candidate, item)),
    );
    return other === undefined ? [] : [[item, other] as const];
  });
}

function lastIndex(path: readonly (string | number)[]): string {
  return `${path.at(-1)}`;
}
