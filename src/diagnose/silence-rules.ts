import { policyEvidence } from './blocked.ts';
import type { Case } from './case.ts';
import { blockedByPolicy, type Conclusion, denialOf, undetermined } from './conclusion.ts';
import { configuredNeed, denialEvidence, deniedNeeds, hiddenEvidence, isDenied } from './denied-needs.ts';
import type { Evidence, MissingObservation } from './diagnosis.ts';
import { dialled, targetOfNeed } from './failed-connection.ts';
import { missingLog, missingPolicies, missingProbe } from './missing.ts';
import { hadTimeToWait, stateEvidence, waitEvidence } from './state-evidence.ts';
import { type TestedNeed, testNeed } from './tested-need.ts';
import { describeDenial, formatConnection } from './text.ts';

/**
 * A container that says nothing and waits, as `until nc -z db 5432` does: its own command names what it waits for. An
 * environment variable is not enough, since nothing tells that the program got to it.
 */
export function silentWait(diagnosed: Case): Conclusion | undefined {
  const { evidence, policiesKnown } = diagnosed;
  const saysNothing = evidence.findings.length === 0 && evidence.logLines !== undefined;
  if (!saysNothing || !policiesKnown || !hadTimeToWait(diagnosed)) return undefined;
  const tested = evidence.candidates
    .filter((candidate) => /(^|; )(args|command)\[/.test(candidate.source))
    .map((candidate) => testNeed(diagnosed, configuredNeed(diagnosed, candidate)));
  const [first] = tested;
  if (first === undefined || !tested.every(isDenied)) return undefined;
  return waitsInVain(diagnosed, first);
}

function waitsInVain(diagnosed: Case, tested: TestedNeed): Conclusion | undefined {
  const lookup = tested.lookup?.answer.verdict === 'denied' ? tested.lookup : undefined;
  const answer = lookup?.answer ?? tested.answer;
  const target = lookup?.target ?? targetOfNeed(tested);
  if (answer === undefined || target === undefined) return undefined;
  const denial = denialOf(diagnosed, answer, target);
  const why = describeDenial(denial.blocked);
  const what = lookup !== undefined ? 'its DNS' : formatConnection(denial.connection);
  const own: Evidence = {
    kind: 'config',
    says: `its command waits for ${dialled(tested.need)}, and its log is silent`,
    for: 'blocked',
    source: tested.need.origin,
  };
  return blockedByPolicy(
    diagnosed,
    denial,
    `waits in vain for ${what}: ${why}`,
    { code: lookup !== undefined ? 'dns-denied' : 'policy-denies', message: why },
    [own, ...policyEvidence(answer), ...waitEvidence(diagnosed), ...stateEvidence(diagnosed)],
  );
}

/** Nothing speaks for one cause; what could, and what the policies would deny, is named. */
export function nothingTells(diagnosed: Case): Conclusion {
  const { logLines, symptom } = diagnosed.evidence;
  const denials = deniedNeeds(diagnosed);
  const missing: MissingObservation[] = [];
  if (logLines === undefined) missing.push(missingLog(diagnosed));
  if (!diagnosed.policiesKnown) missing.push(missingPolicies());
  if (denials.length > 0 || logLines !== undefined) missing.push(missingProbe(diagnosed, denials[0]?.need));
  const evidence = [
    ...denials.map((tested) => denialEvidence(tested, 'blocked', 'if it needs it')),
    ...hiddenEvidence(diagnosed),
    ...stateEvidence(diagnosed),
  ];
  const how = symptom === 'crash' ? '' : `, and it ${symptom.replaceAll('-', ' ')}`;
  return undetermined(`${silence(diagnosed)}${how}`, evidence, missing);
}

function silence({ evidence: { logLines, findings } }: Case): string {
  const last = findings.findLast((finding) => finding.class === 'app-error');
  if (logLines === undefined) return 'there is no log of the run that failed';
  if (last !== undefined) return `its last words ("${last.text}") name no cause`;
  return logLines === 0 ? 'its log is empty' : 'its log names no cause';
}
