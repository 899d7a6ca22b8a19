export { classifyEntry } from './classify-entry.ts';
export type { FailureClass, LogClass, LogFinding } from './finding.ts';
export { maskCredentials } from './mask.ts';
export { type LogReading, type ReadLogOptions, readLog } from './read-log.ts';
