import type { LocatedFinding, TargetCandidate } from '../evidence/index.ts';
import { fullName } from '../model/metadata.ts';
import { blockedBy, policyEvidence } from './blocked.ts';
import type { Case } from './case.ts';
import { concludeConnection } from './connection-rules.ts';
import type { CauseCode, Conclusion, Evidence, MissingObservation } from './diagnosis.ts';
import { missingLog, missingPolicies, missingProbe } from './missing.ts';
import { type Need, needOf, needsOf } from './need.ts';
import { hadTimeToWait, podSource, shortestWait, stateEvidence, waitEvidence } from './state-evidence.ts';
import { logEvidence } from './suspicion.ts';
import { connectionOf, type TestedNeed, testNeed } from './tested-need.ts';
import { describeDenial, formatConnection } from './text.ts';

// What the program itself said last. Each rule concludes or passes on.

const connectionClasses: ReadonlySet<string> = new Set([
  'connect-timeout',
  'connection-refused',
  'no-route',
  'connection-reset',
  'dns-nxdomain',
  'dns-timeout',
  'dns-servfail',
  'tls-handshake-timeout',
  'read-timeout',
  'unavailable',
]);

/** The client gave up before any packet: whatever the policies would do to it later was not the cause. */
export function clientRefuses(diagnosed: Case): Conclusion | undefined {
  const finding = lastWord(diagnosed, 'client-refuses');
  if (finding === undefined) return undefined;
  const what = `the client itself refuses, before any packet ("${finding.text}")`;
  const conclusion = spoken(diagnosed, finding, 'client-refuses', what);
  return { ...conclusion, evidence: [...conclusion.evidence, ...laterDenials(diagnosed)] };
}

export function settingMissing(diagnosed: Case): Conclusion | undefined {
  const finding = lastWord(diagnosed, 'config');
  return finding && spoken(diagnosed, finding, 'config', `the configuration is incomplete ("${finding.text}")`);
}

/** The last failure that the log reports first; an earlier one only where the last stays undetermined. */
export function connectionFails(diagnosed: Case): Conclusion | undefined {
  const failures = diagnosed.evidence.findings.filter((finding) => connectionClasses.has(finding.class)).reverse();
  const conclusions = failures.map((finding) => concludeFailure(diagnosed, finding));
  return conclusions.find((conclusion) => conclusion.verdict !== 'undetermined') ?? conclusions[0];
}

/** A server that answered was reached: what it said is the program's own affair. */
export function serverAnswered(diagnosed: Case): Conclusion | undefined {
  const finding = diagnosed.evidence.findings.findLast((candidate) => candidate.signature.startsWith('answered:'));
  return (
    finding &&
    spoken(diagnosed, finding, 'answered', `the server was reached, and its answer is no ("${finding.text}")`)
  );
}

/** An error of its own ends a program at once; one that waited first may have waited for the network. */
export function applicationError(diagnosed: Case): Conclusion | undefined {
  const { findings, runs } = diagnosed.evidence;
  const finding = findings.findLast((candidate) => candidate.class === 'app-error');
  const seconds = runs[0]?.seconds;
  const isQuick = seconds !== undefined && seconds < shortestWait;
  if (finding === undefined && !isQuick) return undefined;
  if (finding === undefined && diagnosed.evidence.logLines === undefined) return undefined;
  if (!isQuick && deniedNeeds(diagnosed).length > 0) return undefined;
  if (!isQuick && !diagnosed.policiesKnown) return undefined;
  if (finding !== undefined) {
    return spoken(diagnosed, finding, 'app-error', `the program ends with an error of its own ("${finding.text}")`);
  }
  const exit = runs[0]?.exitCode ?? 0;
  const what = `the program ends at once, with ${exit}, and its log names no connection`;
  return {
    verdict: 'not-policy',
    summary: `Not a network policy: ${what}.`,
    cause: { code: 'app-error', message: what },
    evidence: [
      {
        kind: 'state',
        says: 'it lived too short to wait for an answer',
        for: 'not-policy',
        source: podSource(diagnosed),
      },
      ...stateEvidence(diagnosed),
    ],
  };
}

/**
 * A container that says nothing and waits, as `until nc -z db 5432` does: its own command names what it waits for. An
 * environment variable is not enough, since nothing tells that the program got to it.
 */
export function silentWait(diagnosed: Case): Conclusion | undefined {
  const { evidence, policiesKnown } = diagnosed;
  const saysNothing = evidence.findings.length === 0 && evidence.logLines !== undefined;
  if (!saysNothing || !policiesKnown || !hadTimeToWait(diagnosed)) return undefined;
  const named = evidence.candidates.filter((candidate) => /^(args|command)\[/.test(candidate.source));
  const tested = named.map((candidate) => testNeed(diagnosed, needOfCandidate(diagnosed, candidate)));
  const [first] = tested;
  const target = first?.need.meaning.kind === 'target' ? first.need.meaning.target : undefined;
  if (first?.answer === undefined || target === undefined || !tested.every(isDenied)) return undefined;
  const blocked = blockedBy(
    diagnosed.engine,
    first.answer.verdict === 'denied' ? first.answer : (first.lookup ?? first.answer),
  );
  const connection = connectionOf(diagnosed, first.answer, target);
  return {
    verdict: 'blocked-by-policy',
    summary: `${fullName(diagnosed.workload)} waits in vain for ${formatConnection(connection)}: ${describeDenial(blocked)}.`,
    cause: { code: 'policy-denies', message: describeDenial(blocked) },
    connection,
    blocked,
    evidence: [
      {
        kind: 'config',
        says: `its command waits for ${first.need.host}:${first.need.port ?? ''}, and its log is silent`,
        for: 'blocked',
        source: first.need.origin,
      },
      ...policyEvidence(first.answer),
      ...waitEvidence(diagnosed),
      ...stateEvidence(diagnosed),
    ],
  };
}

function isDenied({ answer, lookup }: TestedNeed): boolean {
  return answer?.verdict === 'denied' || lookup?.verdict === 'denied';
}

/** Nothing speaks for one cause; what could, and what the policies would deny, is named. */
export function nothingTells(diagnosed: Case): Conclusion {
  const { logLines, symptom } = diagnosed.evidence;
  const denials = deniedNeeds(diagnosed);
  const why =
    logLines === undefined
      ? 'there is no log of the run that failed'
      : logLines === 0
        ? 'its log is empty'
        : 'its log names no cause';
  const missing: MissingObservation[] = [];
  if (logLines === undefined) missing.push(missingLog(diagnosed));
  if (!diagnosed.policiesKnown) missing.push(missingPolicies());
  if (denials.length > 0 || logLines !== undefined) missing.push(missingProbe(diagnosed, denials[0]?.need));
  return {
    verdict: 'undetermined',
    summary: `Undetermined: ${why}${symptom === 'crash' ? '' : `, and it ${symptom.replaceAll('-', ' ')}`}.`,
    cause: { code: 'unknown', message: why },
    evidence: [...denials.map(denialEvidence), ...hiddenEvidence(diagnosed), ...stateEvidence(diagnosed)],
    missing,
  };
}

/** A finding ends the story where no connection failure comes after it. */
function lastWord({ evidence }: Case, wanted: LocatedFinding['class']): LocatedFinding | undefined {
  const decisive = evidence.findings.filter(
    (finding) => finding.class === wanted || connectionClasses.has(finding.class),
  );
  const last = decisive.at(-1);
  return last?.class === wanted ? last : undefined;
}

function spoken(diagnosed: Case, finding: LocatedFinding, code: CauseCode, what: string): Conclusion {
  return {
    verdict: 'not-policy',
    summary: `Not a network policy: ${what}.`,
    cause: { code, message: what },
    evidence: [logEvidence(finding, 'not-policy'), ...quickExit(diagnosed), ...stateEvidence(diagnosed)],
  };
}

function quickExit(diagnosed: Case): readonly Evidence[] {
  const seconds = diagnosed.evidence.runs[0]?.seconds;
  if (seconds === undefined || seconds >= shortestWait) return [];
  const says = 'it lived too short to wait for an answer that does not come';
  return [{ kind: 'state', says, for: 'not-policy', source: podSource(diagnosed) }];
}

/** The connections that one failure may be about, each tested: the log's own target, or what the configuration offers. */
function concludeFailure(diagnosed: Case, finding: LocatedFinding): Conclusion {
  const { cluster } = diagnosed.engine;
  const needs = needsOf(cluster, diagnosed.evidence.pod, finding, diagnosed.evidence.candidates);
  const tested = needs.map((need) => testNeed(diagnosed, need));
  const conclusions = tested.map((one) => ({
    one,
    conclusion: concludeConnection({ diagnosed, finding, tested: one }),
  }));
  const [first] = conclusions;
  if (first === undefined) return noTarget(diagnosed, finding);
  const blocked = conclusions.find(({ conclusion }) => conclusion.verdict === 'blocked-by-policy');
  if (blocked === undefined) return first.conclusion;
  const others = tested.filter((one) => one !== blocked.one);
  // A surer target that policies let through may be the one that failed, for another reason.
  const surer = others.filter((one) => one.answer?.verdict === 'allowed' && one.need.rank < blocked.one.need.rank);
  const evidence = [...blocked.conclusion.evidence, ...others.flatMap(otherEvidence)];
  if (surer.length === 0) return { ...blocked.conclusion, evidence };
  const why = `the log names no target: ${blocked.one.need.host} is denied, and ${surer.map((one) => one.need.host).join(', ')} allowed`;
  return {
    ...blocked.conclusion,
    verdict: 'undetermined',
    summary: `Undetermined: ${why}.`,
    cause: { code: 'unknown', message: why },
    evidence,
    missing: [blocked.one, ...surer].map((one) => missingProbe(diagnosed, one.need)),
  };
}

function noTarget(diagnosed: Case, finding: LocatedFinding): Conclusion {
  const why = 'neither the log nor the configuration names what it connects to';
  return {
    verdict: 'undetermined',
    summary: `Undetermined: ${why}.`,
    cause: { code: 'unknown', message: why },
    evidence: [logEvidence(finding, 'neutral'), ...hiddenEvidence(diagnosed), ...stateEvidence(diagnosed)],
    missing: [...(diagnosed.policiesKnown ? [] : [missingPolicies()]), missingProbe(diagnosed, undefined)],
  };
}

function otherEvidence({ need, answer }: TestedNeed): readonly Evidence[] {
  if (answer === undefined) return [];
  const isDenied = answer.verdict === 'denied';
  const says = `${isDenied ? 'also denied' : answer.verdict}: ${need.host}:${need.port ?? ''}`;
  return [{ kind: 'policy', says, for: isDenied ? 'blocked' : 'neutral', source: need.origin }];
}

/** What the configuration names and the policies deny, whatever the log says. */
function deniedNeeds(diagnosed: Case): readonly TestedNeed[] {
  const { candidates } = diagnosed.evidence;
  return candidates.map((candidate) => testNeed(diagnosed, needOfCandidate(diagnosed, candidate))).filter(isDenied);
}

function needOfCandidate({ engine, evidence }: Case, candidate: TargetCandidate): Need {
  const { host, port, protocol = 'TCP', source, rank } = candidate;
  return needOf(engine.cluster, evidence.pod, host, port, protocol, source, rank + 1);
}

function denialEvidence({ need, answer, lookup }: TestedNeed): Evidence {
  const decisive = answer?.verdict === 'denied' ? answer.decisive : lookup?.decisive;
  const policies = [...(decisive?.egress.isolatedBy ?? []), ...(decisive?.ingress.isolatedBy ?? [])];
  const what = answer?.verdict === 'denied' ? 'deny the connection to' : 'deny the look-up of';
  const says = `policies ${what} ${need.host}${need.port === undefined ? '' : `:${need.port}`}, if it needs it`;
  return { kind: 'policy', says, for: 'blocked', source: policies.map(fullName).join(', ') };
}

function laterDenials(diagnosed: Case): readonly Evidence[] {
  return deniedNeeds(diagnosed).map((tested) => {
    const evidence = denialEvidence(tested);
    return {
      ...evidence,
      for: 'neutral' as const,
      says: evidence.says.replace(', if it needs it', ' as well, once the client tries'),
    };
  });
}

function hiddenEvidence({ evidence }: Case): readonly Evidence[] {
  return evidence.hidden.map(({ name, from }) => {
    const says = `${name} may name a target; its value is in a Secret, which is not read`;
    return { kind: 'config', says, for: 'neutral', source: from };
  });
}
