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
export { formatConnection, formatDestination } from './text.ts';
