export { dataTime } from './data-time.ts';
export { diagnose, type DiagnosisInput } from './diagnose.ts';
export type {
  Blocked,
  CauseCode,
  DiagnosedConnection,
  Destination,
  Diagnosis,
  DiagnosisVerdict,
  Evidence,
  MissingObservation,
  Subject,
} from './diagnosis.ts';
export { formatConnection, formatDestination } from './text.ts';
