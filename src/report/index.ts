export {
  type CheckResult,
  checkResult,
  type Explanation,
  explanation,
  type Question,
} from './documents/check-result.ts';
export { apiVersion, type InputDocument, inputDocument } from './documents/common.ts';
export { type DiagnosisList, diagnosisList } from './documents/diagnosis-list.ts';
export { type MatrixDocument, matrixDocument } from './documents/matrix.ts';
export { type ApplyingPolicyList, applyingPolicyList } from './documents/policy-list.ts';
export { diagnosesMarkdown } from './markdown/diagnosis.ts';
export { type Style, styleWith } from './style.ts';
export { checkText, explanationText } from './text/answer.ts';
export { diagnosesSummary, diagnosisText } from './text/diagnosis.ts';
export { inputLine } from './text/input.ts';
export { matrixTable, matrixText } from './text/matrix.ts';
export { noPolicies, policiesTable, type Table } from './text/policies.ts';
export { csv, markdownTable, table } from './text/table.ts';
export { wrap } from './wrap.ts';
