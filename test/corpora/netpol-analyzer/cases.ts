import { corpusPath, hasCorpora, readText } from '../corpora.ts';

/** One line of the table of cases: a command of the tool, and what it must answer. Field names are the corpus' own. */
export interface Case {
  readonly id: number;
  readonly command: 'list' | 'diff' | 'evaluate' | 'evaluate-cli' | 'cli-fail';
  /** The folder, of one cluster or of the two that are compared. */
  readonly dir?: string;
  readonly dir1?: string;
  readonly dir2?: string;
  readonly flags?: readonly string[];
  readonly format?: 'txt' | 'csv' | 'json' | 'md' | 'dot';
  readonly exposure?: boolean;
  readonly explain?: boolean;
  /** Whether user-defined networks take part. */
  readonly multi?: boolean;
  /** The file that holds the answer. */
  readonly expected?: string;
  readonly expect_error_contains?: string;
  readonly expect_warnings_contain?: readonly string[];
  readonly name?: string;
  /** The whole command line of a case that is refused, and why it is. */
  readonly args?: readonly string[];
  readonly expectedErrorContains?: string;
  readonly sourceNs?: string;
  readonly sourceWorkload?: string;
  readonly sourcePod?: string;
  readonly destNs?: string;
  readonly destWorkload?: string;
  readonly destPod?: string;
  readonly port?: string;
  readonly protocol?: string;
  readonly evalResult?: boolean;
}

/** The table, in its own order; empty without the corpus. */
export function readCases(): readonly Case[] {
  if (!hasCorpora) return [];
  return JSON.parse(readText(corpusPath('netpol-analyzer', 'derived', 'cases.json'))) as readonly Case[];
}

/** A table of the tool's own tests, by the name of the test; empty without the corpus. */
export function readTestTable<Row>(name: string): readonly Row[] {
  if (!hasCorpora) return [];
  const tables = JSON.parse(readText(corpusPath('netpol-analyzer', 'derived', 'test-tables.json'))) as Record<
    string,
    Row[]
  >;
  return tables[name] ?? [];
}

/** The values of a flag: `--focusworkload a,b` has two. */
export function flagValues({ flags = [] }: Case, flag: string): readonly string[] {
  const index = flags.indexOf(flag);
  return index < 0 ? [] : (flags[index + 1] ?? '').split(',');
}

/** Cases by their folder, in the order of the table. */
export function byFolder(cases: readonly Case[]): ReadonlyMap<string, readonly Case[]> {
  const folders = new Map<string, Case[]>();
  for (const one of cases) {
    const folder = one.dir ?? '';
    folders.set(folder, [...(folders.get(folder) ?? []), one]);
  }
  return folders;
}
