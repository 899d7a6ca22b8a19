export { configurationOf } from './configuration.ts';
export { type ContainerEvidence, gatherEvidence, type LocatedFinding, type LogText } from './container-evidence.ts';
export {
  classifyEntry,
  type FailureClass,
  type LogClass,
  type LogFinding,
  type LogReading,
  maskCredentials,
  type ReadLogOptions,
  readLog,
} from './logs/index.ts';
export type { PodEvents, ProbeFailure } from './state/pod-events.ts';
export { describeExit, type Run } from './state/run.ts';
export { type FailingContainer, failingContainers, type Symptom } from './state/symptom.ts';
export { type Timer, timerOf } from './state/timers.ts';
export {
  type ConfigurationFile,
  type ContainerConfiguration,
  type ContainerVariable,
  defaultPort,
  type TargetCandidate,
  targetsOf,
} from './targets/index.ts';
