import type { LintSeverity } from '../../policy/lint/index.ts';
import type { PlacedLintFinding } from '../lint/placed-finding.ts';
import { type ApiVersion, apiVersion, type InputDocument } from './common.ts';

/** The answer of `netwhy lint -o json`. */
export interface LintReport {
  readonly apiVersion: ApiVersion;
  readonly kind: 'LintReport';
  readonly input: InputDocument;
  /** Findings of each severity, of those that are listed. */
  readonly counts: Readonly<Record<LintSeverity, number>>;
  /** How many findings a comment ignores. */
  readonly ignored: number;
  /** How many findings the baseline knows. */
  readonly known: number;
  readonly findings: readonly LintFindingDocument[];
}

/** One thing that is wrong, and where: line and column count from 1. */
export interface LintFindingDocument {
  /** `NW301`; see docs/lint. */
  readonly code: string;
  readonly severity: LintSeverity;
  readonly message: string;
  /** Missing for a fault of a file. */
  readonly object?: { readonly kind: string; readonly namespace: string; readonly name: string };
  /** The stable path of the part: `shop/restrict-server#ingress[0].from[0]`. */
  readonly rule?: string;
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  /** What would be right, as it would stand in the manifest. */
  readonly instead?: string;
  readonly related: readonly LintRelatedDocument[];
  /** What a baseline knows the finding by. */
  readonly fingerprint: string;
}

/** Another place that has a part in a finding. */
export interface LintRelatedDocument {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** The findings to tell, and how many are not told. */
export interface LintResult {
  readonly findings: readonly PlacedLintFinding[];
  readonly ignored: number;
  readonly known: number;
}

/** The document of what `netwhy lint` found. */
export function lintReport({ findings, ignored, known }: LintResult, input: InputDocument): LintReport {
  return {
    apiVersion,
    kind: 'LintReport',
    input,
    counts: countsOf(findings),
    ignored,
    known,
    findings: findings.map(findingDocument),
  };
}

/** How many findings there are of each severity. */
export function countsOf(findings: readonly PlacedLintFinding[]): Readonly<Record<LintSeverity, number>> {
  const count = (wanted: LintSeverity) => findings.filter(({ severity }) => severity === wanted).length;
  return { error: count('error'), warning: count('warning'), info: count('info') };
}

function findingDocument({ part: _part, related, ...finding }: PlacedLintFinding): LintFindingDocument {
  return { ...finding, related: related.map(({ file, line, message }) => ({ file, line, message })) };
}
