import type { LocatedFinding } from '../evidence/index.ts';
import type { Case } from './case.ts';
import { connectionFails, endedOtherwise } from './choose-target.ts';
import { type Conclusion, notPolicy } from './conclusion.ts';
import { denialEvidence, deniedNeeds } from './denied-needs.ts';
import type { CauseCode, Evidence } from './diagnosis.ts';
import { logEvidence } from './failed-connection.ts';
import { isConnectionFailure, ownFault } from './last-words.ts';
import { endedAtOnce, quickEvidence, stateEvidence } from './state-evidence.ts';

// What the program itself said last, where that is not a failed connection. Each rule concludes or passes on.

/** The client gave up before any packet: whatever the policies would do to it later was not the cause. */
export function clientRefuses(diagnosed: Case): Conclusion | undefined {
  const finding = lastWord(diagnosed, 'client-refuses');
  if (finding === undefined) return undefined;
  const later = deniedNeeds(diagnosed).map((tested) => denialEvidence(tested, 'neutral', 'once the client tries'));
  return ownWords(diagnosed, finding, 'client-refuses', 'the client itself refuses, before any packet', later);
}

/** After a connection that policies deny, a missing setting may be what the connection was to bring. */
export function settingMissing(diagnosed: Case): Conclusion | undefined {
  const finding = lastWord(diagnosed, 'config');
  if (finding === undefined) return undefined;
  const blocked = connectionFails(diagnosed);
  if (blocked?.verdict === 'blocked-by-policy') return endedOtherwise(diagnosed, blocked, finding);
  return ownWords(diagnosed, finding, 'config', 'the configuration is incomplete');
}

/** A server that answered was reached: what it said is the program's own affair. */
export function serverAnswered(diagnosed: Case): Conclusion | undefined {
  const finding = diagnosed.evidence.findings.findLast(({ about }) => about === 'answer');
  return finding && ownWords(diagnosed, finding, 'answered', 'the server was reached, and its answer is no');
}

/** A fault of its own ends a program whatever the policies deny it; other last words may hide that it waited for the network. */
export function applicationError(diagnosed: Case): Conclusion | undefined {
  const { findings, runs, logLines } = diagnosed.evidence;
  const fault = ownFault(findings);
  const isQuick = endedAtOnce(diagnosed);
  const denials = deniedNeeds(diagnosed);
  if (fault === undefined && !isQuick && (!diagnosed.policiesKnown || denials.length > 0)) return undefined;
  const finding = fault ?? findings.findLast((candidate) => candidate.class === 'app-error');
  if (finding !== undefined) {
    const later = denials.map((tested) => denialEvidence(tested, 'neutral', 'if it gets so far'));
    return ownWords(diagnosed, finding, 'app-error', 'the program ends with an error of its own', later);
  }
  if (!isQuick || logLines === undefined) return undefined;
  const what = `the program ends at once, with ${runs[0]?.exitCode ?? 0}, and its log names no connection`;
  return notPolicy('app-error', what, [...quickEvidence(diagnosed), ...stateEvidence(diagnosed)]);
}

/** A finding ends the story where no connection failure comes after it. */
function lastWord({ evidence }: Case, wanted: LocatedFinding['class']): LocatedFinding | undefined {
  const last = evidence.findings.findLast((finding) => finding.class === wanted || isConnectionFailure(finding));
  return last?.class === wanted ? last : undefined;
}

function ownWords(
  diagnosed: Case,
  finding: LocatedFinding,
  code: CauseCode,
  what: string,
  more: readonly Evidence[] = [],
): Conclusion {
  const evidence = [logEvidence(finding, 'not-policy'), ...quickEvidence(diagnosed), ...stateEvidence(diagnosed)];
  return notPolicy(code, `${what} ("${finding.text}")`, [...evidence, ...more]);
}
