import type { ConnectionSet } from '../../../src/model/index.ts';
import { type ConnectionList, connectionListOf, type Row } from './connection-list.ts';
import { readConnections } from './connection-text.ts';

/** A line of a list, and its connections as they were written, which may be by the names of ports. */
export interface ListRow extends Row {
  readonly text: string;
}

/** A list of the tool: who connects to whom, and with `--exposure` what those may that do not exist yet. */
export interface AnalyzerList {
  readonly connections: ConnectionList;
  readonly exposure: readonly ListRow[];
  /** `workload, direction`, of those that no policy protects; only the text has them. */
  readonly unprotected: readonly string[] | undefined;
}

/**
 * Reads the answer of `list` in one of its formats. With `--focus-conn` its lines name no connections: `focus` is what
 * they are about.
 */
export function readList(text: string, format: 'txt' | 'csv' | 'json', focus?: ConnectionSet): AnalyzerList {
  switch (format) {
    case 'txt':
      return readText(text, focus);
    case 'csv':
      return readCsv(text, focus);
    case 'json':
      return readJson(text, focus);
  }
}

function readText(text: string, focus: ConnectionSet | undefined): AnalyzerList {
  const [list = '', exposure = ''] = text.split(/^Exposure Analysis Result.*$/m, 2);
  const isExplained = /^# /m.test(list);
  const rows = (part: string, form: RegExp) => part.split('\n').flatMap((line) => rowsOf(form.exec(line), focus));
  const egress = rows(exposure, /^(?<from>\S+)\s*\t=> \t(?<to>.+?)(?: : (?<connections>.+))?$/);
  const ingress = rows(exposure, /^(?<to>\S+)\s*\t<= \t(?<from>.+?)(?: : (?<connections>.+))?$/);
  return {
    connections: connectionListOf(
      isExplained ? [] : rows(list, /^(?<from>\S+) => (?<to>\S+)(?: : (?<connections>.+))?$/),
    ),
    exposure: [...egress, ...ingress],
    unprotected: [...exposure.matchAll(/^(\S+) is not protected on (Ingress|Egress)$/gm)]
      .map(([, workload, direction]) => `${workload}, ${direction?.toLowerCase()}`)
      .sort(),
  };
}

function rowsOf(match: RegExpExecArray | null, focus: ConnectionSet | undefined): readonly ListRow[] {
  const { from, to, connections } = match?.groups ?? {};
  return from === undefined || to === undefined ? [] : [listRow(from, to, connections, focus)];
}

function listRow(from: string, to: string, text: string | undefined, focus: ConnectionSet | undefined): ListRow {
  if (text !== undefined && text !== '') return { from, to, connections: readConnections(text), text };
  if (focus === undefined) throw new Error(`${from} → ${to} has no connections`);
  return { from, to, connections: focus, text: '' };
}

const csvTitles = new Set(['', 'src', 'dst', 'Exposure Analysis Result:']);

function readCsv(text: string, focus: ConnectionSet | undefined): AnalyzerList {
  const rows: Record<'list' | 'egress' | 'ingress', ListRow[]> = { list: [], egress: [], ingress: [] };
  let section: keyof typeof rows = 'list';
  for (const line of text.split('\n')) {
    const [first = '', second = '', connections] = readCsvLine(line);
    if (first === 'Egress Exposure:') section = 'egress';
    else if (first === 'Ingress Exposure:') section = 'ingress';
    else if (second !== '' && !csvTitles.has(first)) {
      const [from, to] = section === 'ingress' ? [second, first] : [first, second];
      rows[section].push(listRow(from, to, connections, focus));
    }
  }
  const { list, egress, ingress } = rows;
  return { connections: connectionListOf(list), exposure: [...egress, ...ingress], unprotected: undefined };
}

/** The fields of a line; quotes stand around those with commas. */
export function readCsvLine(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

interface JsonRow {
  readonly src: string;
  readonly dst: string;
  readonly conn?: string;
}

/** The document of `--exposure`; `--focus-conn` adds words to its keys. */
type JsonDocument = Readonly<Record<string, readonly JsonRow[] | Readonly<Record<string, readonly JsonRow[] | null>>>>;

function readJson(text: string, focus: ConnectionSet | undefined): AnalyzerList {
  const parsed = JSON.parse(text) as readonly JsonRow[] | JsonDocument;
  const parts = isRows(parsed) ? [parsed] : Object.values(parsed);
  const rows = (found: readonly JsonRow[]) => found.map(({ src, dst, conn }) => listRow(src, dst, conn, focus));
  return {
    connections: connectionListOf(rows(parts.filter(isRows).flat())),
    exposure: rows(parts.flatMap((part) => (isRows(part) ? [] : Object.values(part).flatMap((found) => found ?? [])))),
    unprotected: undefined,
  };
}

function isRows(parsed: unknown): parsed is readonly JsonRow[] {
  return Array.isArray(parsed);
}
