import type { ContainerEvidence, LogText } from '../evidence/index.ts';
import type { WorkloadRef } from '../model/workload.ts';
import type { PolicyEngine } from '../policy/index.ts';

/** One failing container of one workload, with everything that the rules may look at. */
export interface Case {
  readonly engine: PolicyEngine;
  readonly workload: WorkloadRef;
  readonly evidence: ContainerEvidence;
  /** False where the input cannot tell which policies there are: then neither "allowed" nor "denied" can be claimed. */
  readonly policiesKnown: boolean;
  readonly logsOf: (namespace: string, pod: string, container: string) => readonly LogText[];
  /** The time of the data, RFC 3339. */
  readonly now: string | undefined;
}
