import type { FailureClass, LocatedFinding } from '../evidence/index.ts';
import { fullName } from '../model/metadata.ts';
import type { Target } from '../policy/index.ts';
import { policyEvidence } from './blocked.ts';
import type { Case } from './case.ts';
import * as conclusion from './conclusion.ts';
import type { CauseCode, DiagnosedConnection, Evidence, MissingObservation } from './diagnosis.ts';
import type { Need } from './need.ts';
import { stateEvidence, waitEvidence } from './state-evidence.ts';
import { connectionOf, type TestedNeed } from './tested-need.ts';

/** A connection failure that the log reports, and one connection that it may be about. */
export interface FailedConnection {
  readonly diagnosed: Case;
  readonly finding: LocatedFinding;
  readonly tested: TestedNeed;
}

/** All that the text of the failure may mean. */
export function causesOf({ finding }: FailedConnection): ReadonlySet<LocatedFinding['class'] | FailureClass> {
  return new Set([finding.class, ...finding.also]);
}

/** Undefined where the need leads to no server that is known. */
export function targetOfNeed({ need }: TestedNeed): Target | undefined {
  return need.meaning.kind === 'target' ? need.meaning.target : undefined;
}

/** The servers' own port, or several where they differ. */
export function serverPorts(target: Target): string {
  return [...new Set(target.servers.map((server) => server.port))].join(', ');
}

export function notPolicy(
  failed: FailedConnection,
  code: CauseCode,
  what: string,
  facts: readonly Evidence[] = [],
): conclusion.Conclusion {
  const { diagnosed, finding, tested } = failed;
  const evidence = [
    logEvidence(finding, 'not-policy'),
    ...needEvidence(tested),
    ...facts,
    ...answerEvidence(tested),
    ...stateEvidence(diagnosed),
  ];
  return { ...conclusion.notPolicy(code, what, evidence), ...knownConnection(failed) };
}

export function undetermined(
  failed: FailedConnection,
  why: string,
  missing: readonly MissingObservation[],
): conclusion.Conclusion {
  const { diagnosed, finding, tested } = failed;
  const evidence = [
    logEvidence(finding, 'neutral'),
    ...needEvidence(tested),
    ...answerEvidence(tested),
    ...waitEvidence(diagnosed).map((waited) => ({ ...waited, for: 'neutral' as const })),
    ...stateEvidence(diagnosed),
  ];
  return { ...conclusion.undetermined(why, evidence, missing), ...knownConnection(failed) };
}

export function logEvidence(finding: LocatedFinding, side: Evidence['for']): Evidence {
  const also = finding.also.length === 0 ? '' : `, though the same client says this for ${finding.also.join(', ')} too`;
  return { kind: 'log', says: `"${finding.text}": ${finding.class}${also}`, for: side, source: finding.source };
}

/** How the wish was read, and what the name means to this pod. */
export function needEvidence({ need }: TestedNeed): readonly Evidence[] {
  return [
    { kind: 'config', says: `it connects to ${dialled(need)}${meaningOf(need)}`, for: 'neutral', source: need.origin },
  ];
}

/** `host:port` as the client has it. */
export function dialled({ host, port }: Need): string {
  return port === undefined ? host : `${host}:${port}`;
}

function answerEvidence({ answer }: TestedNeed): readonly Evidence[] {
  return answer === undefined ? [] : policyEvidence(answer);
}

function knownConnection({ diagnosed, tested }: FailedConnection): { readonly connection?: DiagnosedConnection } {
  const target = targetOfNeed(tested);
  if (tested.answer !== undefined && target !== undefined) {
    return { connection: connectionOf(diagnosed, tested.answer, target) };
  }
  const { host, port, protocol, byName } = tested.need;
  if (port === undefined) return {};
  const to = { kind: byName ? ('name' as const) : ('address' as const), name: host };
  return { connection: { from: diagnosed.workload, to, port, protocol } };
}

function meaningOf({ meaning }: Need): string {
  if (meaning.kind !== 'target') return '';
  const { target, resolved } = meaning;
  if (target.service !== undefined) {
    return `, which is Service ${fullName(target.service)}; its pods get it on ${serverPorts(target)}`;
  }
  if (resolved.kind === 'domain') return ', a name outside of the cluster';
  return resolved.kind === 'pod' ? `, which is pod ${fullName(resolved.pod)}` : '';
}
