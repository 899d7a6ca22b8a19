import type { Protocol } from '../../model/connection-set.ts';
import type { Answer } from '../../policy/index.ts';
import type { Replay, ReplayedFlow } from '../../wire/index.ts';
import { type DecidingPart, decidingParts } from '../replay/deciding.ts';
import { type ApiVersion, apiVersion, type InputDocument } from './common.ts';

/** The answer of `netwhy replay -o json`. */
export interface ReplayReport {
  readonly apiVersion: ApiVersion;
  readonly kind: 'ReplayReport';
  readonly input: InputDocument;
  readonly summary: {
    /** Connections, of `items`, that got through and would be denied. */
    readonly broken: number;
    /** Lines of flow logs that were read. */
    readonly lines: number;
  };
  /** By client, server, port and protocol. */
  readonly items: readonly ReplayedFlowDocument[];
  /** Lines that are no connections to judge, by why. */
  readonly passedOver: readonly { readonly reason: string; readonly lines: number }[];
}

/** All flows between two workloads on one port, and what the policies would do to them. */
export interface ReplayedFlowDocument {
  /** `namespace/name` of a workload, `node/name`, or `outside`. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly answer: Answer | 'unknown';
  /** How many flows got as far as these policies would no longer let them. */
  readonly broken: number;
  /** How many were delivered to the server, left the client and were denied. */
  readonly delivered: number;
  readonly sent: number;
  readonly denied: number;
  /** RFC 3339, as the log has it. */
  readonly first?: string;
  readonly last?: string;
  /** The policies that deny it, or the rules that allow it. */
  readonly decidedBy: readonly DecidingPart[];
  /** What an implementation-defined answer depends on. */
  readonly dependsOn: readonly string[];
  /** Why the answer is unknown. */
  readonly unknown?: string;
  /** Whether an end is gone, and was judged by the labels in its flows. */
  readonly byLabels: boolean;
}

/** The document of flows that were judged. */
export function replayReport({ flows, passedOver, lines }: Replay, input: InputDocument): ReplayReport {
  return {
    apiVersion,
    kind: 'ReplayReport',
    input,
    summary: { broken: flows.filter(({ broken }) => broken > 0).length, lines },
    items: flows.map(replayedFlowDocument),
    passedOver: [...passedOver].map(([reason, count]) => ({ reason, lines: count })),
  };
}

function replayedFlowDocument(flow: ReplayedFlow): ReplayedFlowDocument {
  const { verdict, ...fields } = flow;
  return { ...fields, decidedBy: decidingParts(flow), dependsOn: verdict?.dependsOn ?? [] };
}
