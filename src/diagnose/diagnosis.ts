import type { Protocol } from '../model/connection-set.ts';
import type { WorkloadRef } from '../model/workload.ts';
import type { Direction, Obstacle, Policy, Verdict } from '../policy/index.ts';

/**
 * Whether policies are why a container fails. `chain`: it waits for another workload that fails itself; `undetermined`:
 * the data cannot tell, see `Diagnosis.missing`.
 */
export type DiagnosisVerdict = 'blocked-by-policy' | 'not-policy' | 'chain' | 'undetermined';

/** Why a container fails, in a word that programs can rely on. */
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

/** One observation that a diagnosis rests on. */
export interface Evidence {
  /** What was observed: the state of a container, a line of its log, a setting, … */
  readonly kind: 'state' | 'log' | 'config' | 'policy' | 'probe' | 'packet' | 'flow' | 'event';
  /** The observation, as a sentence without its full stop. */
  readonly says: string;
  /** What it speaks for. */
  readonly for: 'blocked' | 'not-policy' | 'neutral';
  /** Where to look: `file:line`, an object, or the rule that says so. */
  readonly source: string;
}

/** An observation that would settle an open question, and the command that makes it. */
export interface MissingObservation {
  readonly observation: string;
  readonly command: string;
}

/** What a diagnosis is about: one container, in all the pods of a workload in which it fails. */
export interface Subject {
  readonly workload: WorkloadRef;
  /** The names of the pods, sorted. */
  readonly pods: readonly string[];
  readonly container: string;
}

/** Where a connection leads: a workload, a node, an address or a name outside. */
export type Destination =
  | { readonly kind: 'workload'; readonly workload: WorkloadRef }
  | { readonly kind: 'node' | 'address' | 'name'; readonly name: string };

/** The connection whose failure a diagnosis explains. */
export interface DiagnosedConnection {
  readonly from: WorkloadRef;
  readonly to: Destination;
  /** The server's own port, after any Service. */
  readonly port: number;
  readonly protocol: Protocol;
  /** The Service that the client dials, with its own port: `namespace/name:port`. */
  readonly service?: string;
}

/** How policies block the connection of a diagnosis. */
export interface Blocked {
  readonly verdict: Verdict;
  readonly direction: Direction | 'both';
  /** The policies that isolate the end, or both ends, at which the connection is blocked. */
  readonly policies: readonly Policy[];
  /** All of them have to change before the connection is let through. */
  readonly obstacles: readonly Obstacle[];
}

/** Why a container fails, whether policies are the reason, and what says so. */
export interface Diagnosis {
  readonly subject: Subject;
  readonly verdict: DiagnosisVerdict;
  /** One sentence. */
  readonly summary: string;
  readonly cause: { readonly code: CauseCode; readonly message: string };
  readonly connection?: DiagnosedConnection;
  readonly blocked?: Blocked;
  readonly evidence: readonly Evidence[];
  /** Observations that do not fit together, in sentences. */
  readonly contradictions: readonly string[];
  readonly missing: readonly MissingObservation[];
  /** Workloads that fail because this one does. */
  readonly rootOf: readonly WorkloadRef[];
  readonly causedBy?: WorkloadRef;
}
