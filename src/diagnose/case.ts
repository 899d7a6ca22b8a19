import type { ContainerEvidence } from '../evidence/index.ts';
import type { WorkloadRef } from '../model/workload.ts';
import type { PolicyEngine } from '../policy/index.ts';
import type { LogsOf } from './log-index.ts';

/** One failing container of one workload, with everything that the rules may look at. */
export interface Case {
  readonly engine: PolicyEngine;
  readonly workload: WorkloadRef;
  readonly evidence: ContainerEvidence;
  /** False where the input cannot tell which policies there are: then neither "allowed" nor "denied" can be claimed. */
  readonly policiesKnown: boolean;
  readonly logsOf: LogsOf;
  /** The time of the data, RFC 3339. */
  readonly now: string | undefined;
}
