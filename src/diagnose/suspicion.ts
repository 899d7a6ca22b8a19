import type { LocatedFinding } from '../evidence/index.ts';
import { fullName } from '../model/metadata.ts';
import type { Target } from '../policy/index.ts';
import { policyEvidence } from './blocked.ts';
import type { Case } from './case.ts';
import type { CauseCode, Conclusion, Evidence, MissingObservation } from './diagnosis.ts';
import type { Need } from './need.ts';
import { stateEvidence, waitEvidence } from './state-evidence.ts';
import { connectionOf, type TestedNeed } from './tested-need.ts';

/** A connection failure that the log reports, and one connection that it may be about. */
export interface Suspicion {
  readonly diagnosed: Case;
  readonly finding: LocatedFinding;
  readonly tested: TestedNeed;
}

export function notPolicy(
  diagnosed: Case,
  finding: LocatedFinding,
  tested: TestedNeed,
  code: CauseCode,
  what: string,
  facts: readonly Evidence[],
): Conclusion {
  const target = targetOfNeed(tested);
  return {
    verdict: 'not-policy',
    summary: `Not a network policy: ${what}.`,
    cause: { code, message: what },
    ...(tested.answer !== undefined &&
      target !== undefined && { connection: connectionOf(diagnosed, tested.answer, target) }),
    evidence: [
      logEvidence(finding, 'not-policy'),
      ...needEvidence(tested),
      ...facts,
      ...(tested.answer === undefined ? [] : policyEvidence(tested.answer)),
      ...stateEvidence(diagnosed),
    ],
  };
}

export function undetermined(
  { diagnosed, finding, tested }: Suspicion,
  why: string,
  missing: readonly MissingObservation[],
): Conclusion {
  const target = targetOfNeed(tested);
  return {
    verdict: 'undetermined',
    summary: `Undetermined: ${why}.`,
    cause: { code: 'unknown', message: why },
    ...(tested.answer !== undefined &&
      target !== undefined && { connection: connectionOf(diagnosed, tested.answer, target) }),
    evidence: [
      logEvidence(finding, 'neutral'),
      ...needEvidence(tested),
      ...(tested.answer === undefined ? [] : policyEvidence(tested.answer)),
      ...waitEvidence(diagnosed).map((evidence) => ({ ...evidence, for: 'neutral' as const })),
      ...stateEvidence(diagnosed),
    ],
    missing,
  };
}

export function logEvidence(finding: LocatedFinding, side: Evidence['for']): Evidence {
  const also = finding.also.length === 0 ? '' : `, though the same client says this for ${finding.also.join(', ')} too`;
  return { kind: 'log', says: `"${finding.text}": ${finding.class}${also}`, for: side, source: finding.source };
}

/** How the wish was read, and what the name means to this pod. */
export function needEvidence({ need }: TestedNeed): readonly Evidence[] {
  const dialled = `${need.host}${need.port === undefined ? '' : `:${need.port}`}`;
  return [{ kind: 'config', says: `it connects to ${dialled}${meaningOf(need)}`, for: 'neutral', source: need.origin }];
}

function meaningOf({ meaning }: Need): string {
  if (meaning.kind !== 'target') return '';
  const { target, resolved } = meaning;
  if (target.service !== undefined)
    return `, which is Service ${fullName(target.service)}; its pods get it on ${portOf(target)}`;
  if (resolved.kind === 'domain') return ', a name outside of the cluster';
  return resolved.kind === 'pod' ? `, which is pod ${fullName(resolved.pod)}` : '';
}

/** Undefined where the need leads to no server that is known. */
export function targetOfNeed({ need }: TestedNeed): Target | undefined {
  return need.meaning.kind === 'target' ? need.meaning.target : undefined;
}

/** The servers' own. */
export function portOf(target: Target): string {
  return [...new Set(target.servers.map((server) => server.port))].join(', ');
}
