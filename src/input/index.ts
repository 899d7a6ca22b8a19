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
export { type Location, locate } from './locate.ts';
export { positionAt } from './position.ts';
export { readInput } from './read-input.ts';
