import { type Change, type Changes, changesOf } from './changes.ts';
import { readConnections } from './connection-text.ts';
import { readCsvLine } from './read-list.ts';

/** The words before the connections are the names of the two folders, or what the command line calls them. */
const line =
  /^diff-type: \w+, source: (\S+), destination: (\S+), \S+: +(.+?), \S+: (.+?)(?:, workloads-diff-info: .*)?$/;

/** Reads the answer of `diff`, as text or CSV. */
export function readChanges(text: string, format: 'txt' | 'csv'): Changes {
  const rows = text.split('\n').flatMap((row) => (format === 'csv' ? csvRow(row) : textRow(row)));
  return changesOf(rows);
}

function textRow(row: string): readonly Change[] {
  const [, from, to, before, after] = line.exec(row) ?? [];
  return change(from, to, before, after);
}

function csvRow(row: string): readonly Change[] {
  const [kind, from, to, before, after] = readCsvLine(row);
  return kind === 'diff-type' ? [] : change(from, to, before, after);
}

function change(from?: string, to?: string, before?: string, after?: string): readonly Change[] {
  if (from === undefined || to === undefined || before === undefined || after === undefined) return [];
  return [{ from, to, before: readConnections(before), after: readConnections(after) }];
}
