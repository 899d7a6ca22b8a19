import type { Protocol } from '../model/connection-set.ts';
import type { WorkloadRef } from '../model/workload.ts';
import type { Direction, NearMiss, NetworkPolicy, Verdict } from '../policy/index.ts';

export type DiagnosisVerdict = 'blocked-by-policy' | 'not-policy' | 'chain' | 'undetermined';

/** Why, in a word that programs can rely on. */
export type CauseCode =
  | 'policy-denies'
  | 'dns-denied'
  | 'image'
  | 'config'
  | 'oom'
  | 'start-error'
  | 'unschedulable'
  | 'probe'
  | 'clean-exit'
  | 'client-refuses'
  | 'app-error'
  | 'refused'
  | 'no-endpoints'
  | 'no-such-port'
  | 'name-not-found'
  | 'dependency-down'
  | 'not-answering'
  | 'own-pod'
  | 'answered'
  | 'unknown';

export interface Evidence {
  readonly kind: 'state' | 'log' | 'config' | 'policy' | 'probe' | 'packet' | 'flow' | 'event';
  readonly says: string;
  readonly for: 'blocked' | 'not-policy' | 'neutral';
  /** Where to look: `file:line`, an object, or the rule that says so. */
  readonly source: string;
}

/** What would settle the question, and how to get it. */
export interface MissingObservation {
  readonly observation: string;
  readonly command: string;
}

export interface Subject {
  readonly workload: WorkloadRef;
  /** By name. */
  readonly pods: readonly string[];
  readonly container: string;
}

/** Where a connection leads: a workload, a node, an address or a name outside. */
export type Destination =
  | { readonly kind: 'workload'; readonly workload: WorkloadRef }
  | { readonly kind: 'node' | 'address' | 'name'; readonly name: string };

export interface DiagnosedConnection {
  readonly from: WorkloadRef;
  readonly to: Destination;
  /** The server's own port, after any Service. */
  readonly port: number;
  readonly protocol: Protocol;
  /** `namespace/name:port`, where the client dials a Service. */
  readonly service?: string;
}

/** The policies' part in a diagnosis. */
export interface Blocked {
  readonly verdict: Verdict;
  readonly direction: Direction | 'both';
  /** Those that isolate the blocked sides. */
  readonly policies: readonly NetworkPolicy[];
  readonly nearMisses: readonly NearMiss[];
}

export interface Diagnosis {
  readonly subject: Subject;
  readonly verdict: DiagnosisVerdict;
  /** One sentence. */
  readonly summary: string;
  readonly cause: { readonly code: CauseCode; readonly message: string };
  readonly connection?: DiagnosedConnection;
  readonly blocked?: Blocked;
  readonly evidence: readonly Evidence[];
  /** Observations that do not fit together; shown, never averaged. */
  readonly contradictions: readonly string[];
  readonly missing: readonly MissingObservation[];
  /** Workloads that fail because this one does. */
  readonly rootOf: readonly WorkloadRef[];
  readonly causedBy?: WorkloadRef;
}

/** What a rule concludes; the subject and the chain between workloads are added around it. */
export type Conclusion = Omit<Diagnosis, 'subject' | 'rootOf' | 'contradictions' | 'missing'> &
  Partial<Pick<Diagnosis, 'contradictions' | 'missing'>>;
