import { formatConnections } from '../../model/connection-set.ts';
import type { ConnectivityMap, MapConnection } from '../../policy/index.ts';
import { overFamily } from '../family-words.ts';
import type { Table } from '../text/policies.ts';
import { joinBothWays } from './both-ways.ts';
import { bundlesOf } from './bundle.ts';
import { byWidth, Directory, type Part } from './part.ts';

/** How sure a connection is, and over what, as a reader is told; nothing to tell of one that is simply allowed. */
export function describeCertainty({ certainty, family }: Pick<MapConnection, 'certainty' | 'family'>): string {
  const words = [certaintyWords[certainty], overFamily(family).trim()];
  return words.filter((text) => text !== '').join(', ');
}

const certaintyWords: Record<MapConnection['certainty'], string> = {
  allowed: '',
  'some-pods': 'some pods only',
  'some-clients': 'some addresses only',
  'implementation-defined': 'depends on the dataplane',
};

/**
 * A map as a table: a row for each set of clients, set of servers and their ports. Whole namespaces are `shop/*`, an open
 * cluster is one row, and so are namespaces that are each open inside. Long sets are cut to their first names; `wide` has
 * them in full, and how sure each row is.
 */
export function mapTable(map: ConnectivityMap, wide: boolean): Table {
  const directory = new Directory(map.endpoints);
  const isOutside = (endpoint: number) => map.endpoints[endpoint]?.kind === 'range';
  const found = joinBothWays(bundlesOf(map), isOutside).map(
    (bundle): Row => ({
      from: directory.partsOf(bundle.from),
      to: directory.partsOf(bundle.to),
      ports: formatConnections(bundle.ports),
      certainty: describeCertainty(bundle),
    }),
  );
  const bySides = found.sort((a, b) => byParts(a.from, b.from) || byParts(a.to, b.to));
  const sorted = wide ? bySides : joinOwn(bySides);
  const isSure = sorted.every(({ certainty }) => certainty === '');
  const name = (parts: readonly Part[]) => listOf(parts, directory, wide ? parts.length : 3);
  const extra = wide || !isSure;
  return {
    header: ['from', 'to', 'ports', ...(extra ? ['certainty'] : [])],
    rows: sorted.map(({ from, to, isEachOwn, ports, certainty }) => [
      name(from),
      isEachOwn === true ? 'each its own namespace' : name(to),
      ports,
      ...(extra ? [certainty === '' ? 'allowed' : certainty] : []),
    ]),
  };
}

interface Row {
  readonly from: readonly Part[];
  readonly to: readonly Part[];
  readonly ports: string;
  readonly certainty: string;
  /** Each part of `from` is connected to itself, and not to the others. */
  readonly isEachOwn?: true;
}

/** One row for all namespaces in which the same is open, at the place of the first. */
function joinOwn(rows: readonly Row[]): readonly Row[] {
  const alike = new Map<string, Row[]>();
  for (const row of rows.filter(isWithinNamespace)) {
    const key = `${row.ports} ${row.certainty}`;
    const list = alike.get(key);
    if (list === undefined) alike.set(key, [row]);
    else list.push(row);
  }
  return rows.flatMap((row): readonly Row[] => {
    const same = isWithinNamespace(row) ? (alike.get(`${row.ports} ${row.certainty}`) ?? []) : [];
    if (same.length < 2) return [row];
    const from = same.flatMap((other) => other.from);
    return same[0] === row ? [{ ...row, from, isEachOwn: true }] : [];
  });
}

function isWithinNamespace({ from, to }: Row): boolean {
  const [client, server] = [from[0], to[0]];
  if (from.length !== 1 || to.length !== 1 || client?.kind !== 'namespace') return false;
  return server?.kind === 'namespace' && server.namespace === client.namespace;
}

function listOf(parts: readonly Part[], directory: Directory, limit: number): string {
  const names = parts.slice(0, limit).map((part) => directory.nameOf(part));
  const more = parts.length - names.length;
  return more > 0 ? `${names.join(', ')} +${more}` : names.join(', ');
}

function byParts(a: readonly Part[], b: readonly Part[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const order = byWidth(part, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
