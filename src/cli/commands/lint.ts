import { writeFileSync } from 'node:fs';
import { counted } from '../../model/counted.ts';
import { type LintSeverity, lint as lintPolicies } from '../../policy/lint/index.ts';
import {
  csv,
  findingsMarkdown,
  githubFindings,
  isAtLeast,
  junitCase,
  junitReport,
  type LintResult,
  lintBaseline,
  lintDescriptions,
  lintReport,
  lintSummary,
  lintTable,
  lintText,
  type PlacedFindings,
  placeFindings,
  plainFinding,
  readLintBaseline,
  sarifLog,
  styleWith,
  wrap,
} from '../../report/index.ts';
import { type ExitCode, exitCodes, type Io, NoAnswer } from '../io.ts';
import { type LoadedForLint, loadForLint } from '../load.ts';
import type { CommonOptions } from '../options.ts';
import { readText } from '../read-files.ts';
import { printedJson } from '../terminal.ts';

export interface LintOptions extends CommonOptions {
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly failOn: LintSeverity;
}

/** `version` is netwhy's own, for the formats that name the tool. */
export async function lint(options: LintOptions, io: Io, version: string): Promise<ExitCode> {
  const loaded = await loadForLint(options, io);
  const placed = findingsOf(loaded, options);
  if (options.writeBaseline !== undefined) {
    writeBaseline(options.writeBaseline, placed);
    io.err(
      `${counted(placed.findings.length, 'finding is', 'findings are')} known from now on: ${options.writeBaseline}\n`,
    );
    return exitCodes.holds;
  }
  const baseline = options.baseline === undefined ? new Set<string>() : knownFrom(options.baseline);
  const findings = placed.findings.filter(({ fingerprint }) => !baseline.has(fingerprint));
  const result = { findings, ignored: placed.ignored, known: placed.findings.length - findings.length };
  const text = printed(result, loaded, options, version, io);
  if (text !== '') io.out(`${text}\n`);
  return findings.some(({ severity }) => isAtLeast(severity, options.failOn)) ? exitCodes.finding : exitCodes.holds;
}

/** With a namespace, only what is about its objects, and about files as a whole. */
function findingsOf({ engine, read, applied, namespace }: LoadedForLint, options: LintOptions): PlacedFindings {
  const isLayered = (options.with ?? []).length > 0;
  const found = lintPolicies({ engine, manifests: read.manifests, applied, isLayered });
  const wanted = found.filter(({ object }) => namespace === undefined || object.namespace === namespace);
  return placeFindings(wanted, read.problems, read.warnings);
}

function printed(
  result: LintResult,
  { input }: LoadedForLint,
  { output, failOn }: LintOptions,
  version: string,
  io: Io,
): string {
  const findings = result.findings.map(plainFinding);
  switch (output) {
    case 'json':
      return printedJson(lintReport(result, input));
    case 'sarif':
      return printedJson(sarifLog(findings, lintDescriptions, version));
    case 'junit':
      return junitReport([
        {
          name: 'netwhy lint',
          cases: result.findings.map((found) => junitCase(plainFinding(found), isAtLeast(found.severity, failOn))),
        },
      ]);
    case 'github':
      return githubFindings(findings);
    case 'md':
      return [lintSummary(result), ...(findings.length > 0 ? [findingsMarkdown(findings)] : [])].join('\n\n');
    case 'csv': {
      const { header, rows } = lintTable(result);
      return csv(header, rows);
    }
    default:
      return wrap(lintText(result, styleWith(io.colours), output === 'wide'), io.columns);
  }
}

function knownFrom(path: string): ReadonlySet<string> {
  const known = readLintBaseline(readText(path));
  if (known !== undefined) return known;
  throw new NoAnswer([`${path} is no baseline; write one with netwhy lint --write-baseline ${path}`]);
}

function writeBaseline(path: string, { findings }: PlacedFindings): void {
  try {
    writeFileSync(path, `${printedJson(lintBaseline(findings))}\n`);
  } catch (error) {
    throw new NoAnswer([`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`]);
  }
}
