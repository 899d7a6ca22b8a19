import { formatConnections, unionConnections } from '../../model/connection-set.ts';
import type { ConnectivityMap, MapConnection } from '../../policy/index.ts';
import { csvLine } from '../text/table.ts';
import { endpointNames } from './endpoint-names.ts';

/**
 * A map for a spreadsheet or a database: a line for each pair of endpoints that may connect, and each certainty, the header
 * first, without line ends. The lines come one by one: there can be as many as endpoints squared.
 */
export function* mapCsvLines(map: ConnectivityMap): Generator<string, void, undefined> {
  const names = endpointNames(map.endpoints);
  const formatPorts = portsFormatter(map.connections);
  yield csvLine(['from', 'to', 'ports', 'certainty']);
  const outgoing = connectionsByClient(map);
  for (const [from, name] of names.entries()) {
    const servers = serversOf(map, outgoing[from] ?? []);
    for (const [to, byCertainty] of [...servers].sort(([a], [b]) => a - b)) {
      if (to === from) continue;
      for (const [certainty, connections] of byCertainty) {
        yield csvLine([name, names[to] ?? '', formatPorts(connections), certainty]);
      }
    }
  }
}

type ServerConnections = Map<MapConnection['certainty'], number[]>;

function serversOf(map: ConnectivityMap, connections: readonly number[]): ReadonlyMap<number, ServerConnections> {
  const servers = new Map<number, ServerConnections>();
  for (const index of connections) {
    const connection = map.connections[index];
    if (connection === undefined) continue;
    for (const server of map.groups[connection.to]?.members ?? []) {
      const byCertainty = servers.get(server) ?? new Map<MapConnection['certainty'], number[]>();
      servers.set(server, byCertainty);
      const same = byCertainty.get(connection.certainty);
      if (same === undefined) byCertainty.set(connection.certainty, [index]);
      else same.push(index);
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
