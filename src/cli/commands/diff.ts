import { counted } from '../../model/counted.ts';
import { type ConnectionChange, type ConnectivityDiff, diffOf, type Granularity } from '../../policy/index.ts';
import {
  changeCodes,
  changeFindings,
  connectivityDiffDocument,
  csv,
  diffDot,
  diffMarkdown,
  diffTable,
  diffText,
  type Finding,
  githubFindings,
  type JunitCase,
  junitCase,
  junitReport,
  sarifLog,
  styleWith,
  wrap,
} from '../../report/index.ts';
import { readRevision } from '../git/read-revision.ts';
import { type ExitCode, exitCodes, type Io, UsageError } from '../io.ts';
import { type Loaded, loadFiles, loadPaths, withPolicies } from '../load.ts';
import type { CommonOptions } from '../options.ts';
import { readFiles } from '../read-files.ts';
import { printedJson } from '../terminal.ts';

/** What `--fail-on` may name. */
export type Gate = ConnectionChange['change'] | 'new' | 'gone' | 'any';

/** The flags of `netwhy diff`. */
export interface DiffOptions extends CommonOptions {
  readonly base?: string;
  readonly by: Granularity;
  readonly failOn?: readonly Gate[];
}

/** The arguments of `netwhy diff`, each a path. */
export interface DiffArguments {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

interface Sides {
  readonly before: Loaded;
  readonly after: Loaded;
}

/** Which connections open and close? Exit code 1 only for what `--fail-on` names. `version` is netwhy's own. */
export async function diff(paths: DiffArguments, options: DiffOptions, io: Io, version: string): Promise<ExitCode> {
  // A namespace may be on one side only; -n is for objects that name none.
  const { before, after } = await loadSides(paths, { ...options, allNamespaces: true }, io);
  const found = diffOf(before.engine, after.engine, { by: options.by });
  const isGated = (change: ConnectionChange) => isNamed(change, options.failOn ?? []);
  const text = printed(found, { before, after }, isGated, options.output, version, io);
  if (text !== '') io.out(`${text}\n`);
  return found.changes.some(isGated) ? exitCodes.finding : exitCodes.holds;
}

function loadSides({ before, after }: DiffArguments, options: DiffOptions, io: Io): Promise<Sides> {
  const { base, filename = [] } = options;
  const over = options.with ?? [];
  if (before !== undefined) {
    if (after === undefined) throw new UsageError('diff takes BEFORE and AFTER, or none of them and -f');
    if (base !== undefined || filename.length > 0)
      throw new UsageError('BEFORE and AFTER take the place of --base and -f');
    if (before === '-' && after === '-') throw new UsageError('standard input can be BEFORE or AFTER, not both');
    return loadBoth([before, ...over], [after, ...over], options, io);
  }
  if (filename.length === 0) throw new UsageError('diff needs BEFORE and AFTER, or --base and -f, or -f and --with');
  if (base !== undefined) return loadSinceRevision(base, filename, options, io);
  if (over.length === 0)
    throw new UsageError('-f is one side only: add --base GIT-REV, or --with what it is to change to');
  return loadBoth(filename, [...filename, ...over], options, io);
}

async function loadBoth(
  before: readonly string[],
  after: readonly string[],
  options: DiffOptions,
  io: Io,
): Promise<Sides> {
  const shared = onceOnly(io);
  return {
    before: withPolicies(await loadPaths(before, options, shared)),
    after: withPolicies(await loadPaths(after, options, shared)),
  };
}

/** `--with` is laid over both sides: what a repository does not hold, such as the pods. */
async function loadSinceRevision(
  revision: string,
  filename: readonly string[],
  options: DiffOptions,
  io: Io,
): Promise<Sides> {
  if (filename.includes('-')) throw new UsageError('-f - is in no repository; lay it over both sides with --with -');
  const over = options.with ?? [];
  const shared = onceOnly(io);
  const { files, links } = await readRevision(revision, filename, { maxInput: options.maxInput });
  if (links > 0)
    io.err(
      `passed over ${counted(links, 'symbolic link or submodule', 'symbolic links and submodules')} of ${revision}\n`,
    );
  const stdin = over.includes('-') ? await shared.stdin() : undefined;
  const all = [...files, ...readFiles(over, { maxInput: options.maxInput, stdin })];
  return {
    before: withPolicies(loadFiles(all, options, shared)),
    after: withPolicies(await loadPaths([...filename, ...over], options, shared)),
  };
}

/** Standard input may be part of both sides, and can be read once; a warning about both is printed once. */
function onceOnly(io: Io): Io {
  let stdin: Promise<Uint8Array> | undefined;
  const printed = new Set<string>();
  return {
    ...io,
    stdin: () => {
      stdin ??= io.stdin();
      return stdin;
    },
    err: (text) => {
      if (!printed.has(text)) io.err(text);
      printed.add(text);
    },
  };
}

function isNamed({ change, presence }: ConnectionChange, gates: readonly Gate[]): boolean {
  return gates.includes('any') || gates.includes(presence === 'both' ? change : presence);
}

function printed(
  found: ConnectivityDiff,
  { before, after }: Sides,
  isGated: (change: ConnectionChange) => boolean,
  output: string,
  version: string,
  io: Io,
): string {
  switch (output) {
    case 'json':
      return printedJson(connectivityDiffDocument(found, before.input, after.input));
    case 'csv': {
      const { header, rows } = diffTable(found);
      return csv(header, rows);
    }
    case 'md':
      return diffMarkdown(found);
    case 'dot':
      return diffDot(found);
    case 'sarif':
      return printedJson(sarifLog(changeFindings(found, isGated), changeCodes, version));
    case 'junit':
      return junitReport([{ name: 'connectivity', cases: changeFindings(found, isGated).map(gatedCase) }]);
    case 'github':
      return githubFindings(changeFindings(found, isGated));
    default:
      return wrap(diffText(found, styleWith(io.colours)), io.columns);
  }
}

function gatedCase(finding: Finding): JunitCase {
  return junitCase(finding, finding.severity === 'error');
}
