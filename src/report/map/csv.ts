import { formatConnections, unionConnections } from '../../model/connection-set.ts';
import type { ConnectivityMap, MapConnection, NearConnection } from '../../policy/index.ts';
import { csvLine } from '../text/table.ts';
import { wayOf } from './bundle.ts';
import { endpointNames } from './endpoint-names.ts';

/**
 * A map for a spreadsheet or a database: a line for each pair of endpoints that may connect, and each certainty, the header
 * first, without line ends; and one for each address family where it is not so over all of them; then those that are denied by a
 * near miss. The lines come one by one: there can be as many as endpoints squared.
 */
export function* mapCsvLines(
  map: ConnectivityMap,
  near: readonly NearConnection[] = [],
): Generator<string, void, undefined> {
  const names = endpointNames(map.endpoints);
  const formatPorts = portsFormatter(map.connections);
  yield csvLine(['from', 'to', 'ports', 'certainty', 'family']);
  const outgoing = connectionsByClient(map);
  for (const [from, name] of names.entries()) {
    const servers = serversOf(map, outgoing[from] ?? []);
    for (const [to, ways] of [...servers].sort(([a], [b]) => a - b)) {
      if (to === from) continue;
      for (const { certainty, family, connections } of ways.values()) {
        const over = family === undefined ? '' : `IPv${family}`;
        yield csvLine([name, names[to] ?? '', formatPorts(connections), certainty, over]);
      }
    }
  }
  for (const { from, to, port, protocol } of near) {
    yield csvLine([names[from] ?? '', names[to] ?? '', `${protocol} ${port}`, 'denied by a near miss', '']);
  }
}

/** Connections of one pair that are allowed in one way, by their index in the map. */
interface Way extends Pick<MapConnection, 'certainty' | 'family'> {
  readonly connections: number[];
}

function serversOf(
  map: ConnectivityMap,
  connections: readonly number[],
): ReadonlyMap<number, ReadonlyMap<string, Way>> {
  const servers = new Map<number, Map<string, Way>>();
  for (const index of connections) {
    const connection = map.connections[index];
    if (connection === undefined) continue;
    for (const server of map.groups[connection.to]?.members ?? []) {
      const ways = servers.get(server) ?? new Map<string, Way>();
      servers.set(server, ways);
      const key = wayOf(connection);
      const same = ways.get(key);
      if (same === undefined) ways.set(key, { connections: [index], ...connection });
      else same.connections.push(index);
    }
  }
  return servers;
}

function connectionsByClient({ endpoints, groups, connections }: ConnectivityMap): readonly (readonly number[])[] {
  const byClient = endpoints.map((): number[] => []);
  for (const [index, { from }] of connections.entries()) {
    for (const client of groups[from]?.members ?? []) byClient[client]?.push(index);
  }
  return byClient;
}

/** Few sets of connections apply together, however many pairs there are. */
function portsFormatter(connections: readonly MapConnection[]): (indexes: readonly number[]) => string {
  const known = new Map<string, string>();
  return (indexes) => {
    const key = indexes.join(' ');
    const text =
      known.get(key) ??
      formatConnections(unionConnections(indexes.flatMap((index) => connections[index]?.ports ?? [])));
    known.set(key, text);
    return text;
  };
}
