export type {
  ContainerLog,
  Input,
  InputFile,
  InputForm,
  InputOptions,
  InputProblem,
  PassedOver,
  SnapshotInfo,
} from './input.ts';
export { type Location, locate, type TextRange } from './locate.ts';
export { readInput } from './read-input.ts';
export { redefinitionsOf } from './redefinitions.ts';
