import { compare } from '../../model/compare.ts';
import { type ApiVersion, apiVersion } from '../documents/common.ts';
import type { PlacedLintFinding } from './placed-finding.ts';

/** Findings that are known and not to be told again, as `netwhy lint --write-baseline` keeps them. */
export interface LintBaseline {
  readonly apiVersion: ApiVersion;
  readonly kind: 'LintBaseline';
  /** Fingerprints, ascending. */
  readonly findings: readonly string[];
}

/** The baseline that holds these findings. */
export function lintBaseline(findings: readonly PlacedLintFinding[]): LintBaseline {
  const fingerprints = new Set(findings.map(({ fingerprint }) => fingerprint));
  return { apiVersion, kind: 'LintBaseline', findings: [...fingerprints].sort(compare) };
}

/** The fingerprints of a baseline; undefined for a text that is none. */
export function readLintBaseline(text: string): ReadonlySet<string> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('findings' in value)) return undefined;
  const { kind, findings } = value;
  if (kind !== 'LintBaseline' || !Array.isArray(findings)) return undefined;
  return new Set(findings.filter((item): item is string => typeof item === 'string'));
}
