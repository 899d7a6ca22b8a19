export type {
  ConfigurationFile,
  ContainerConfiguration,
  ContainerVariable,
  TargetCandidate,
} from './candidate.ts';
export { hiddenTargets } from './environment.ts';
export { defaultPort } from './ports.ts';
export { targetsOf } from './targets.ts';
