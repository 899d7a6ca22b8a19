export {
  type CheckResult,
  checkResult,
  type DirectionDocument,
  type Explanation,
  explanation,
  type PairDocument,
  type Question,
  type RuleDocument,
} from './documents/check-result.ts';
export {
  type ApiVersion,
  apiVersion,
  type EndpointDocument,
  type InputDocument,
  inputDocument,
  type NearMissDocument,
  type PolicyDocument,
  type WorkloadDocument,
} from './documents/common.ts';
export {
  type ConnectionDocument,
  type DestinationDocument,
  type DiagnosisDocument,
  type DiagnosisList,
  diagnosisList,
  type NamespacedWorkload,
} from './documents/diagnosis-list.ts';
export {
  type LintFindingDocument,
  type LintRelatedDocument,
  type LintReport,
  type LintResult,
  lintReport,
} from './documents/lint-report.ts';
export { type MatrixDocument, matrixDocument } from './documents/matrix.ts';
export { type ApplyingPolicyDocument, type ApplyingPolicyList, applyingPolicyList } from './documents/policy-list.ts';
export type { CodeDescriptions, Finding, Place, RelatedPlace, Severity } from './findings/finding.ts';
export { githubFindings } from './findings/github.ts';
export { type JunitCase, type JunitSuite, junitReport, junitSuite } from './findings/junit.ts';
export { findingsMarkdown } from './findings/markdown.ts';
export { sarifLog } from './findings/sarif.ts';
export { type LintBaseline, lintBaseline, readLintBaseline } from './lint/baseline.ts';
export { lintCodes, lintDescriptions } from './lint/lint-codes.ts';
export {
  isAtLeast,
  type PlacedFindings,
  type PlacedLintFinding,
  placeFindings,
  plainFinding,
} from './lint/placed-finding.ts';
export { diagnosesMarkdown } from './markdown/diagnosis.ts';
export { type Style, styleWith } from './style.ts';
export { checkText, explanationText } from './text/answer.ts';
export { diagnosesSummary, diagnosisText } from './text/diagnosis.ts';
export { inputLine } from './text/input.ts';
export { lintSummary, lintTable, lintText } from './text/lint.ts';
export { matrixTable, matrixText } from './text/matrix.ts';
export { noPolicies, policiesTable, type Table } from './text/policies.ts';
export { csv, markdownTable, table } from './text/table.ts';
export { wrap } from './wrap.ts';
