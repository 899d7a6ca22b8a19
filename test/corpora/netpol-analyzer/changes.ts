import { type ConnectionSet, equalConnections, noConnections } from '../../../src/model/connection-set.ts';
import type { Interval } from '../../../src/model/interval-set.ts';
import { type ConnectionList, connectionListOf, formatRange, type Row, readRanges } from './connection-list.ts';

/** The pairs on which two clusters differ: what they may do in the one and in the other. */
export interface Changes {
  readonly before: ConnectionList;
  readonly after: ConnectionList;
}

/** One pair that differs. */
export interface Change {
  readonly from: string;
  readonly to: string;
  readonly before: ConnectionSet;
  readonly after: ConnectionSet;
}

/** Brings changes into one form, however their ranges are cut. */
export function changesOf(changes: readonly Change[]): Changes {
  const rows = (side: 'before' | 'after') =>
    connectionListOf(changes.map((change): Row => ({ from: change.from, to: change.to, connections: change[side] })));
  return { before: rows('before'), after: rows('after') };
}

/** What differs between two lists. */
export function changesBetween(before: ConnectionList, after: ConnectionList): Changes {
  const borders = [...before.keys(), ...after.keys()].flatMap((pair) => rangeOf(pair)?.range ?? []);
  const cuts = [...new Set(borders)].sort((a, b) => (a < b ? -1 : 1));
  const [first, second] = [cutAt(before, cuts), cutAt(after, cuts)];
  const pairs = [...new Set([...first.keys(), ...second.keys()])];
  return changesOf(
    pairs.flatMap((pair): Change[] => {
      const [from = '', to = ''] = pair.split(' → ');
      const change = { from, to, before: first.get(pair) ?? noConnections, after: second.get(pair) ?? noConnections };
      return equalConnections(change.before, change.after) ? [] : [change];
    }),
  );
}

function cutAt(list: ConnectionList, cuts: readonly bigint[]): ConnectionList {
  return new Map(
    [...list].flatMap(([pair, connections]) => {
      const found = rangeOf(pair);
      if (found === undefined) return [[pair, connections] as const];
      const [start, end] = found.range;
      const starts = [start, ...cuts.filter((cut) => cut > start && cut < end)];
      return starts.map((piece, index) => {
        const name = formatRange([piece, starts[index + 1] ?? end]);
        return [pair.replace(found.name, name), connections] as const;
      });
    }),
  );
}

/** The range among the two ends of a pair. */
function rangeOf(pair: string): { readonly name: string; readonly range: Interval<bigint> } | undefined {
  for (const name of pair.split(' → ')) {
    const [range] = readRanges(name) ?? [];
    if (range !== undefined) return { name, range };
  }
  return undefined;
}
