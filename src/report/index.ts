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
  type ChangedPortsDocument,
  type ConnectionChangeDocument,
  type ConnectivityDiffDocument,
  connectivityDiffDocument,
  type DecidingRuleDocument,
  type WitnessAnswerDocument,
  type WitnessDocument,
} from './documents/connectivity-diff.ts';
export {
  type ConnectionDocument,
  type DestinationDocument,
  type DiagnosisDocument,
  type DiagnosisList,
  diagnosisList,
  type NamespacedWorkload,
} from './documents/diagnosis-list.ts';
export { type MatrixDocument, matrixDocument } from './documents/matrix.ts';
export { type ApplyingPolicyDocument, type ApplyingPolicyList, applyingPolicyList } from './documents/policy-list.ts';
export type { CodeDescriptions, Finding, Place, RelatedPlace, Severity } from './findings/finding.ts';
export { githubFindings } from './findings/github.ts';
export { type JunitCase, type JunitSuite, junitReport, junitSuite } from './findings/junit.ts';
export { findingsMarkdown } from './findings/markdown.ts';
export { sarifLog } from './findings/sarif.ts';
export { diagnosesMarkdown } from './markdown/diagnosis.ts';
export { diffMarkdown } from './markdown/diff.ts';
export { type Style, styleWith } from './style.ts';
export { checkText, explanationText } from './text/answer.ts';
export { bisectListText, bisectText } from './text/bisect.ts';
export { diagnosesSummary, diagnosisText } from './text/diagnosis.ts';
export { diffText } from './text/diff.ts';
export { inputLine } from './text/input.ts';
export { matrixTable, matrixText } from './text/matrix.ts';
export { noPolicies, policiesTable, type Table } from './text/policies.ts';
export { csv, markdownTable, table } from './text/table.ts';
export { wrap } from './wrap.ts';
