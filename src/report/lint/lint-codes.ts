import { compare } from '../../model/compare.ts';
import { type LintSeverity, lintRules } from '../../policy/index.ts';
import type { CodeDescriptions } from '../findings/finding.ts';

/** A kind of finding that `netwhy lint` may have. */
export interface LintCode {
  readonly code: string;
  readonly title: string;
  /** How much it matters as a rule. */
  readonly severity: LintSeverity;
}

/** What is wrong with the files themselves, before there are objects in them. */
export const unreadableFile: LintCode = {
  code: 'NW104',
  title: 'The file, or an object in it, cannot be read',
  severity: 'error',
};
export const doubtfulFile: LintCode = {
  code: 'NW105',
  title: 'Something is read otherwise than it was perhaps meant',
  severity: 'warning',
};

/** Every code, ascending. */
export const lintCodes: readonly LintCode[] = [...lintRules, unreadableFile, doubtfulFile]
  .map(({ code, title, severity }) => ({ code, title, severity }))
  .sort((a, b) => compare(a.code, b.code));

/** What the codes mean, for formats that list them. */
export const lintDescriptions: CodeDescriptions = new Map(lintCodes.map(({ code, title }) => [code, title]));
