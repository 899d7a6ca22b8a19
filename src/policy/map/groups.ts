import { compare } from '../../model/compare.ts';
import { formatConnections } from '../../model/connection-set.ts';
import type { ConnectivityMap, MapConnection, MapEndpoint, MapGroup } from './connectivity-map.ts';
import type { EndpointRectangle } from './endpoint-rectangles.ts';

/** Names each set of endpoints once. */
export function groupRectangles(
  endpoints: readonly MapEndpoint[],
  rectangles: readonly EndpointRectangle[],
): ConnectivityMap {
  const between = rectangles.filter(({ from, to }) => from.length > 1 || to.length > 1 || from[0] !== to[0]);
  const { groups, indexOf } = groupsOf(between.flatMap(({ from, to }) => [from, to]));
  const connections = between
    .map(({ from, to, ...connection }): MapConnection => ({ from: indexOf(from), to: indexOf(to), ...connection }))
    .sort(byGroups);
  return { endpoints, groups, connections };
}

/** Names sets of endpoints, in the order of their members. */
export function groupsOf(sets: readonly (readonly number[])[]): {
  readonly groups: readonly MapGroup[];
  readonly indexOf: (members: readonly number[]) => number;
} {
  const distinct = new Map(sets.map((set) => [set.join(), set]));
  const groups = [...distinct.values()]
    .sort(byMembers)
    .map((members, index): MapGroup => ({ id: `g${index}`, members }));
  const indexes = new Map(groups.map(({ members }, index) => [members.join(), index]));
  return { groups, indexOf: (members) => indexes.get(members.join()) ?? 0 };
}

function byMembers(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < a.length && index < b.length; index++) {
    const order = (a[index] ?? 0) - (b[index] ?? 0);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function byGroups(a: MapConnection, b: MapConnection): number {
  return (
    a.from - b.from ||
    a.to - b.to ||
    compare(a.certainty, b.certainty) ||
    (a.family ?? 0) - (b.family ?? 0) ||
    compare(formatConnections(a.ports), formatConnections(b.ports))
  );
}
