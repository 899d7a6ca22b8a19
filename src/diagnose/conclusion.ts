import { fullName } from '../model/metadata.ts';
import type { Connectivity, Target } from '../policy/index.ts';
import { blockedBy } from './blocked.ts';
import type { Case } from './case.ts';
import type { Blocked, CauseCode, DiagnosedConnection, Diagnosis, Evidence, MissingObservation } from './diagnosis.ts';
import { connectionOf } from './tested-need.ts';

/** What a rule concludes; the subject and the links between workloads are added around it. */
export interface Conclusion extends Omit<Diagnosis, 'subject' | 'rootOf' | 'contradictions' | 'missing'> {
  /** What the workload cannot do, to go on after its name: `cannot connect to …`. Of a blocked connection only. */
  readonly clause?: string;
  readonly contradictions?: readonly string[];
  readonly missing?: readonly MissingObservation[];
}

/** `what` is the cause, in words that go on after "Not a network policy:". */
export function notPolicy(code: CauseCode, what: string, evidence: readonly Evidence[]): Conclusion {
  return { verdict: 'not-policy', summary: `Not a network policy: ${what}.`, cause: { code, message: what }, evidence };
}

/** `why` no verdict is possible, and what would make it so. */
export function undetermined(
  why: string,
  evidence: readonly Evidence[],
  missing: readonly MissingObservation[],
): Conclusion {
  return {
    verdict: 'undetermined',
    summary: `Undetermined: ${why}.`,
    cause: { code: 'unknown', message: why },
    evidence,
    missing,
  };
}

/** What is known of a connection that policies deny, for the words and the evidence around it. */
export interface Denial {
  readonly connection: DiagnosedConnection;
  readonly blocked: Blocked;
}

export function denialOf(diagnosed: Case, answer: Connectivity, target: Target): Denial {
  return { connection: connectionOf(diagnosed, answer, target), blocked: blockedBy(diagnosed.engine, answer) };
}

/** `clause` goes on after the name of the workload. */
export function blockedByPolicy(
  { workload }: Case,
  denial: Denial,
  clause: string,
  cause: Diagnosis['cause'],
  evidence: readonly Evidence[],
): Conclusion {
  const summary = `${fullName(workload)} ${clause}.`;
  return { verdict: 'blocked-by-policy', summary, clause, cause, ...denial, evidence };
}
