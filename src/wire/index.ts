export { decodeFlowLine } from './flows/decode-line.ts';
export type { Flow, FlowEnd, FlowLine, PassedOverReason, Sighting } from './flows/flow.ts';
export { type Line, linesOf, maximumLine } from './flows/lines.ts';
export { BrokenFlowError, FlowReplay, type Replay, type ReplayedFlow, TooManyFlowsError } from './replay/replay.ts';
export type { Tally } from './replay/tally.ts';
