export {
  type AnsweredAssertion,
  answeredAssertions,
  assertionCodes,
} from './assertions/findings.ts';
export { assertionSuites } from './assertions/junit.ts';
export { diffDot } from './diff/dot.ts';
export { changeCodes, changeFindings } from './diff/findings.ts';
export { diffTable } from './diff/table.ts';
export {
  type AnswerChange,
  type AnswerChangeDocument,
  type BisectResult,
  bisectResult,
  type ChangedLineDocument,
  type ChangedObject,
  type ChangedObjectDocument,
  type ChangeWord,
  type CommitDocument,
  type ExplainedAnswer,
  type HistorySearch,
  type RevisionAnswerDocument,
  type RevisionDocument,
  type UntestableDocument,
} from './documents/bisect-result.ts';
export {
  type CheckResult,
  checkResult,
  type DirectionDocument,
  type Explanation,
  explanation,
  type ObstacleDocument,
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
  type ChangedEndpointDocument,
  type ChangedGroupDocument,
  type ConnectionChangeDocument,
  type ConnectivityDiffDocument,
  connectivityDiffDocument,
  type DecidingRuleDocument,
  type WitnessAnswerDocument,
  type WitnessDocument,
} from './documents/connectivity-diff.ts';
export {
  type ConnectivityMapDocument,
  connectivityMapDocument,
  type MapConnectionDocument,
  type MapEndpointDocument,
  type MapGroupDocument,
  type NearConnectionDocument,
} from './documents/connectivity-map.ts';
export {
  type AssertionDocument,
  type BreachDocument,
  type ConnectivityTestReport,
  connectivityTestReport,
  type StepDocument,
} from './documents/connectivity-test-report.ts';

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
export type { PortsDocument } from './documents/ports.ts';
export { type ReplayedFlowDocument, type ReplayReport, replayReport } from './documents/replay-report.ts';
export type { CodeDescriptions, Finding, Place, RelatedPlace, Severity } from './findings/finding.ts';
export { githubFindings } from './findings/github.ts';
export { type JunitCase, type JunitSuite, junitCase, junitReport } from './findings/junit.ts';
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
export { mapCsvLines } from './map/csv.ts';
export { mapDot } from './map/dot.ts';
export { mapHtml } from './map/html.ts';
export { mapMermaid } from './map/mermaid.ts';
export { deniedConnections, nearMissTable, nearMissText } from './map/near-misses.ts';
export type { DeniedConnection, Detail, PictureOptions } from './map/picture.ts';
export { mapSvg } from './map/svg.ts';
export { mapTable } from './map/table.ts';
export { mapText } from './map/text.ts';
export { diagnosesMarkdown } from './markdown/diagnosis.ts';
export { diffMarkdown } from './markdown/diff.ts';
export type { DecidingPart } from './replay/deciding.ts';
export { type Style, styleWith } from './style.ts';
export { checkText, explanationText } from './text/answer.ts';
export { bisectListText, bisectText } from './text/bisect.ts';
export { connectivityTestSummary, connectivityTestText } from './text/connectivity-test.ts';
export { diagnosesSummary, diagnosisText } from './text/diagnosis.ts';
export { diffText } from './text/diff.ts';
export { inputLine } from './text/input.ts';
export { lintSummary, lintTable, lintText } from './text/lint.ts';
export { matrixTable, matrixText } from './text/matrix.ts';
export { noPolicies, policiesTable, type Table } from './text/policies.ts';
export { replaySummary, replayTable } from './text/replay.ts';
export { csv, markdownTable, table } from './text/table.ts';
export { wrap } from './wrap.ts';
