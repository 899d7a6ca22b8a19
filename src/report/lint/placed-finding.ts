import { type InputProblem, locate } from '../../input/index.ts';
import { compare } from '../../model/compare.ts';
import { formatPath } from '../../model/fields.ts';
import { fullName, type ObjectRef } from '../../model/metadata.ts';
import type { Path, Source } from '../../model/source.ts';
import { type LintCode, type LintFinding, type LintSeverity, lintSeverities } from '../../policy/lint/index.ts';
import type { Finding, Place, RelatedPlace, Severity } from '../findings/finding.ts';
import { isIgnoredByComment } from './ignore-comment.ts';
import { doubtfulFile, unreadableFile } from './lint-codes.ts';

/** A finding of the linter with its place in a file. */
export interface PlacedLintFinding extends Place {
  readonly code: string;
  readonly severity: LintSeverity;
  readonly message: string;
  /** Missing for a fault of a file. */
  readonly object?: ObjectRef;
  /** The part of the object: `shop/restrict-server#ingress[0].from[1]`. */
  readonly rule?: string;
  /** What would be right, as it would stand in the manifest. */
  readonly instead?: string;
  readonly related: readonly RelatedPlace[];
  /** The same as long as what is wrong is the same, wherever it stands: what a baseline holds. */
  readonly fingerprint: string;
  /** The part in its file; missing for a fault of a file. */
  readonly part?: { readonly source: Source; readonly path: Path };
}

/** Findings with their places, by file, line and code, and how many of them a comment beside them ignores. */
export interface PlacedFindings {
  readonly findings: readonly PlacedLintFinding[];
  readonly ignored: number;
}

/** Finds the places of findings, and adds those about the files themselves. */
export function placeFindings(
  findings: readonly LintFinding[],
  problems: readonly InputProblem[],
  warnings: readonly InputProblem[],
): PlacedFindings {
  const placed = findings.flatMap(placedUnlessIgnored);
  const all = [
    ...problems.map((problem) => ofFile(unreadableFile, problem)),
    ...warnings.map((problem) => ofFile(doubtfulFile, problem)),
    ...placed,
  ];
  return { findings: [...numbered(all)].sort(byPlace), ignored: findings.length - placed.length };
}

function byPlace(a: PlacedLintFinding, b: PlacedLintFinding): number {
  const byLine = compare(a.file, b.file) || a.line - b.line;
  return byLine || (a.column ?? 0) - (b.column ?? 0) || compare(a.code, b.code);
}

/** As the formats of CI systems have it. */
export function plainFinding(placed: PlacedLintFinding): Finding {
  const { code, severity, message, file, line, column, instead, related, rule } = placed;
  return {
    code,
    severity: severities[severity],
    message: rule === undefined ? message : `${rule}: ${message}`,
    file,
    line,
    ...(column !== undefined && { column }),
    ...(instead !== undefined && { fix: instead }),
    ...(related.length > 0 && { related }),
  };
}

const severities: Readonly<Record<LintSeverity, Severity>> = { error: 'error', warning: 'warning', info: 'note' };

/** Whether one severity is at least as bad as another. */
export function isAtLeast(severity: LintSeverity, threshold: LintSeverity): boolean {
  return lintSeverities.indexOf(severity) <= lintSeverities.indexOf(threshold);
}

function placedUnlessIgnored(finding: LintFinding): readonly PlacedLintFinding[] {
  const { code, severity, message, object, source, path, instead, related, detail } = finding;
  const location = locate(source, path);
  if (isIgnoredByComment(source.file.text, location.key?.start ?? location.start, code)) return [];
  return [
    {
      code,
      severity,
      message,
      object,
      rule: nameOfPart(object, path),
      file: source.file.path,
      line: location.line,
      column: location.column,
      ...(instead !== undefined && { instead }),
      related: related.map(({ source: other, path: at, message: text }) => ({
        file: other.file.path,
        line: locate(other, at).line,
        message: text,
      })),
      fingerprint: `${code} ${object.kind} ${fullName(object)} ${detail}`.trimEnd(),
      part: { source, path },
    },
  ];
}

/** As `rulePath` names the parts of a policy; what is not in the spec is the object as a whole. */
function nameOfPart(object: ObjectRef, path: Path): string {
  const inSpec = path[0] === 'spec' ? formatPath(path.slice(1)) : '';
  return inSpec === '' ? fullName(object) : `${fullName(object)}#${inSpec}`;
}

function ofFile(
  { code, severity }: LintCode,
  { file, line = 1, column, message, hint }: InputProblem,
): PlacedLintFinding {
  return {
    code,
    severity,
    message,
    file,
    line,
    ...(column !== undefined && { column }),
    ...(hint !== undefined && { instead: hint }),
    related: [],
    fingerprint: `${code} ${file} ${message}`,
  };
}

/** Of findings with one fingerprint, the later ones are numbered in the order of the manifest. */
function numbered(findings: readonly PlacedLintFinding[]): readonly PlacedLintFinding[] {
  const counts = new Map<string, number>();
  return findings.map((finding) => {
    const count = (counts.get(finding.fingerprint) ?? 0) + 1;
    counts.set(finding.fingerprint, count);
    return count === 1 ? finding : { ...finding, fingerprint: `${finding.fingerprint} (${count})` };
  });
}
