import { compare } from '../../model/compare.ts';
import { type LintCode, lintCatalogue } from '../../policy/lint/index.ts';
import type { CodeDescriptions } from '../findings/finding.ts';

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
export const lintCodes: readonly LintCode[] = [...lintCatalogue, unreadableFile, doubtfulFile].sort((a, b) =>
  compare(a.code, b.code),
);

/** What the codes mean, for formats that list them. */
export const lintDescriptions: CodeDescriptions = new Map(lintCodes.map(({ code, title }) => [code, title]));
