export type { LintInput } from './context.ts';
export {
  type LintCode,
  type LintFinding,
  type LintSeverity,
  lintSeverities,
  type RelatedPart,
} from './finding.ts';
export { lint, lintCatalogue } from './lint.ts';
export { namesCode } from './suppression.ts';
