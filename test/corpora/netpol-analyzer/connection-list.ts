import { formatAddress, parseAddress, parseCidr } from '../../../src/model/address.ts';
import { compare } from '../../../src/model/compare.ts';
import {
  type ConnectionSet,
  equalConnections,
  formatConnections,
  noConnections,
  protocols,
  unionConnections,
} from '../../../src/model/connection-set.ts';
import type { Interval } from '../../../src/model/interval-set.ts';

/** One line of a list: peers by name, ranges of IPv4 addresses by their first and last one. */
export interface Row {
  readonly from: string;
  readonly to: string;
  readonly connections: ConnectionSet;
}

/**
 * Who may connect to whom, in one form for all sources: `client → server`, both as the tool names them, with addresses
 * as the longest ranges that are treated alike. Pairs without connections are left out.
 */
export type ConnectionList = ReadonlyMap<string, ConnectionSet>;

interface Piece {
  readonly range: Interval<bigint>;
  readonly connections: ConnectionSet;
}

/** Brings rows into that form; their ranges may be cut anywhere, but not overlap. */
export function connectionListOf(rows: readonly Row[]): ConnectionList {
  const inside = new Map<string, ConnectionSet>();
  const outside = new Map<string, Piece[]>();
  for (const { from, to, connections } of rows.filter((row) => !isEmpty(row.connections))) {
    const [client, server] = [readRanges(from), readRanges(to)];
    const ranges = client ?? server;
    if (ranges === undefined) {
      const pair = `${from} → ${to}`;
      inside.set(pair, unionConnections([inside.get(pair) ?? noConnections, connections]));
    } else {
      const key = client === undefined ? `${from} → *` : `* → ${to}`;
      const pieces = ranges.map((range) => ({ range, connections }));
      outside.set(key, [...(outside.get(key) ?? []), ...pieces]);
    }
  }
  const list = [...inside];
  for (const [key, pieces] of outside) {
    for (const { range, connections } of join(pieces)) list.push([key.replace('*', formatRange(range)), connections]);
  }
  return new Map(list.sort(([a], [b]) => compare(a, b)));
}

/** A list without the lines on some peers. */
export function withoutPeers(peers: readonly string[], list: ConnectionList): ConnectionList {
  return new Map([...list].filter(([pair]) => !pair.split(' → ').some((peer) => peers.includes(peer))));
}

/** A list without one pair. */
export function withoutPair(pair: string | undefined, list: ConnectionList): ConnectionList {
  return new Map([...list].filter(([other]) => other !== pair));
}

/** Every pair on which two lists differ, as text. */
export function differences(got: ConnectionList, wanted: ConnectionList): readonly string[] {
  return [...new Set([...got.keys(), ...wanted.keys()])].sort().flatMap((pair) => {
    const [a, b] = [got.get(pair), wanted.get(pair)];
    if (a !== undefined && b !== undefined && equalConnections(a, b)) return [];
    return [`${pair}: ${text(a)} for ${text(b)}`];
  });
}

function text(connections: ConnectionSet | undefined): string {
  return connections === undefined ? 'nothing' : formatConnections(connections);
}

/** A range, or several with commas between, with or without `[External]`; undefined for a peer that is none. */
export function readRanges(peer: string): readonly Interval<bigint>[] | undefined {
  const parts = peer.replace('[External]', '').split(',');
  const ranges = parts.map((part) => {
    const cidr = parseCidr(part);
    if (cidr !== undefined) return [cidr.start, cidr.end] as const;
    const [first, last] = part.split('-').map((address) => parseAddress(address)?.value);
    if (first === undefined) return undefined;
    return part.includes('-') && last === undefined ? undefined : ([first, (last ?? first) + 1n] as const);
  });
  return ranges.every((range) => range !== undefined) ? ranges : undefined;
}

export function formatRange([start, end]: Interval<bigint>): string {
  const [first, last] = [start, end - 1n].map((value) => formatAddress({ family: 4, value }));
  return `${first}-${last}`;
}

function join(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of [...pieces].sort((a, b) => compare(a.range[0], b.range[0]))) {
    const last = joined.at(-1);
    if (last?.range[1] === piece.range[0] && equalConnections(last.connections, piece.connections)) {
      joined[joined.length - 1] = { ...last, range: [last.range[0], piece.range[1]] };
    } else {
      joined.push(piece);
    }
  }
  return joined;
}

function isEmpty(connections: ConnectionSet): boolean {
  return protocols.every((protocol) => connections[protocol].length === 0);
}
