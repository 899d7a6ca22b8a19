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
export { InputMemo } from './input-memo.ts';
export { jsonProblem } from './json-problem.ts';
export { type Location, locate, type TextRange } from './locate.ts';
export type { FileContent } from './read-file.ts';
export { readInput } from './read-input.ts';
export { redefinitionsOf } from './redefinitions.ts';
export type { SyntaxProblem } from './syntax-error.ts';
