export { dataTime } from './data-time.ts';
export { type DiagnosisInput, diagnose } from './diagnose.ts';
export type {
  Blocked,
  CauseCode,
  Destination,
  DiagnosedConnection,
  Diagnosis,
  DiagnosisVerdict,
  Evidence,
  MissingObservation,
  Subject,
} from './diagnosis.ts';
export { type LogsOf, logIndex } from './log-index.ts';
export { type PolicyKnowledge, policyKnowledge } from './policies-known.ts';
export { formatConnection, formatDestination } from './text.ts';
