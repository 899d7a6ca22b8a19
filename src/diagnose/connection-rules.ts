import { fullName } from '../model/metadata.ts';
import { type Connectivity, denyingPolicies } from '../policy/index.ts';
import { policyEvidence } from './blocked.ts';
import { blockedByPolicy, type Conclusion, denialOf } from './conclusion.ts';
import type { Evidence } from './diagnosis.ts';
import {
  causesOf,
  type FailedConnection,
  logEvidence,
  needEvidence,
  notPolicy,
  serverPorts,
  targetOfNeed,
  undetermined,
} from './failed-connection.ts';
import { missingPolicies, missingProbe, missingProfile } from './missing.ts';
import { serverFacts } from './server-facts.ts';
import { hadTimeToWait, stateEvidence, waitEvidence } from './state-evidence.ts';
import { connectionOf } from './tested-need.ts';
import { describeDenial, formatConnection } from './text.ts';

type ConnectionRule = (failed: FailedConnection) => Conclusion | undefined;

/** In this order: what needs no policy to be known first, then what the policies deny, then what they allow. */
const rules: readonly ConnectionRule[] = [
  ownPod,
  noSuchPort,
  lookupDenied,
  noSuchName,
  noEndpoints,
  nobodyListens,
  policiesUnknown,
  lookupFailed,
  denied,
  deniedAndRefused,
  deniedAndUnexplained,
  dependsOnDataplane,
  dependencyDown,
  refused,
  allowedByBlockAlone,
  notAnswering,
];

export function concludeConnection(failed: FailedConnection): Conclusion {
  for (const rule of rules) {
    const conclusion = rule(failed);
    if (conclusion !== undefined) return conclusion;
  }
  return undetermined(failed, 'the log reports a failed connection, and nothing tells to what', [
    missingProbe(failed.diagnosed, failed.tested.need),
  ]);
}

function ownPod(failed: FailedConnection): Conclusion | undefined {
  const { tested } = failed;
  if (tested.need.meaning.kind !== 'loopback') return undefined;
  const what = `it connects to its own pod (${tested.need.host}), which no policy can stop`;
  return notPolicy(failed, 'own-pod', what);
}

function noSuchPort(failed: FailedConnection): Conclusion | undefined {
  const { tested } = failed;
  const { meaning } = tested.need;
  if (meaning.kind !== 'no-such-port') return undefined;
  return notPolicy(failed, 'no-such-port', meaning.why);
}

/** Many clients print the same for a look-up without an answer as for a connection without one. */
function lookupDenied(failed: FailedConnection): Conclusion | undefined {
  const { diagnosed, finding, tested } = failed;
  const { lookup, answer, need } = tested;
  if (lookup?.answer.verdict !== 'denied' || !causesOf(failed).has('dns-timeout')) return undefined;
  if (!hadTimeToLookUp(failed) && diagnosed.engine.profile.denial !== 'reject') return undefined;
  const denial = denialOf(diagnosed, lookup.answer, lookup.target);
  const why = `${describeDenial(denial.blocked)} to its DNS`;
  return blockedByPolicy(
    diagnosed,
    denial,
    `cannot look up ${need.host}: ${why}`,
    { code: 'dns-denied', message: `${why}, ${formatConnection(denial.connection)}` },
    [
      logEvidence(finding, 'blocked'),
      ...needEvidence(tested),
      ...policyEvidence(lookup.answer),
      ...behindLookup(answer),
      ...waitEvidence(diagnosed),
      ...stateEvidence(diagnosed),
    ],
  );
}

/** A resolver tries again before it says so: glibc after 5 s, so that a quicker text was an answer or a refusal. */
function hadTimeToLookUp({ diagnosed, finding }: FailedConnection): boolean {
  const seconds = diagnosed.evidence.runs[0]?.seconds;
  const isAmbiguous = finding.also.includes('dns-servfail');
  return hadTimeToWait(diagnosed) && (!isAmbiguous || seconds === undefined || seconds >= 4);
}

/** So that nobody opens DNS and meets the next denial. */
function behindLookup(answer: Connectivity | undefined): readonly Evidence[] {
  if (answer === undefined) return [];
  const isDenied = answer.verdict === 'denied';
  const policies = [answer.decisive.egress, answer.decisive.ingress].flatMap(denyingPolicies).map(fullName);
  const says = isDenied
    ? `the connection after the look-up is denied as well, by ${policies.join(', ')}`
    : `the connection after the look-up is ${answer.verdict}`;
  return [{ kind: 'policy', says, for: isDenied ? 'blocked' : 'neutral', source: policies.join(', ') }];
}

function noSuchName(failed: FailedConnection): Conclusion | undefined {
  const { tested } = failed;
  const { meaning } = tested.need;
  if (meaning.kind !== 'no-such-name') return undefined;
  return notPolicy(failed, 'name-not-found', meaning.why);
}

function noEndpoints(failed: FailedConnection): Conclusion | undefined {
  const { tested } = failed;
  if (tested.nowhere === undefined) return undefined;
  return notPolicy(failed, 'no-endpoints', tested.nowhere);
}

/** A refusal that the server's own words explain holds without knowing any policy. */
function nobodyListens(failed: FailedConnection): Conclusion | undefined {
  const { diagnosed, tested } = failed;
  const target = targetOfNeed(tested);
  if (target === undefined || !causesOf(failed).has('connection-refused')) return undefined;
  const facts = serverFacts(diagnosed, target);
  if (!facts.nobodyListens) return undefined;
  return notPolicy(failed, 'refused', `nothing listens on port ${serverPorts(target)} there`, facts.evidence);
}

function policiesUnknown(failed: FailedConnection): Conclusion | undefined {
  if (failed.diagnosed.policiesKnown) return undefined;
  return undetermined(failed, 'the input does not hold the network policies', [missingPolicies()]);
}

function denied(failed: FailedConnection): Conclusion | undefined {
  const { diagnosed, finding, tested } = failed;
  const target = targetOfNeed(tested);
  if (tested.answer?.verdict !== 'denied' || target === undefined || !explainsDenial(failed)) return undefined;
  const denial = denialOf(diagnosed, tested.answer, target);
  const why = describeDenial(denial.blocked);
  return blockedByPolicy(
    diagnosed,
    denial,
    `cannot connect to ${formatConnection(denial.connection)}: ${why}`,
    { code: 'policy-denies', message: why },
    [
      logEvidence(finding, 'blocked'),
      ...needEvidence(tested),
      ...policyEvidence(tested.answer),
      ...waitEvidence(diagnosed),
      ...stateEvidence(diagnosed),
    ],
  );
}

/** A dataplane that drops never refuses, so somebody else did; "no route" may be one that answers with an ICMP error. */
function deniedAndRefused(failed: FailedConnection): Conclusion | undefined {
  const { diagnosed, finding, tested } = failed;
  const isRefusal = finding.class === 'connection-refused' || finding.class === 'no-route';
  if (tested.answer?.verdict !== 'denied' || !isRefusal) return undefined;
  const { denial, name } = diagnosed.engine.profile;
  if (denial === 'drop' && finding.class === 'connection-refused') {
    return notPolicy(failed, 'refused', `the connection is refused, and ${name} drops what policies deny`);
  }
  const why = 'policies deny the connection, but it was rejected at once, which only some dataplanes do';
  return undetermined(failed, why, [missingProfile(), missingProbe(diagnosed, tested.need)]);
}

function deniedAndUnexplained(failed: FailedConnection): Conclusion | undefined {
  const { diagnosed, finding, tested } = failed;
  if (tested.answer?.verdict !== 'denied') return undefined;
  const contradiction = hadTimeToWait(diagnosed)
    ? `policies deny the connection, but "${finding.text}" is what a client says after it was opened`
    : 'policies deny the connection, but the program ended too soon to have waited for it';
  return {
    ...undetermined(failed, contradiction, [missingProbe(diagnosed, tested.need)]),
    contradictions: [contradiction],
  };
}

function dependsOnDataplane(failed: FailedConnection): Conclusion | undefined {
  const { tested, diagnosed } = failed;
  const undecided = [tested.answer, tested.lookup?.answer].find(
    (answer) => answer?.verdict === 'implementation-defined',
  );
  if (undecided === undefined) return undefined;
  const why = `whether policies let it through depends on ${undecided.dependsOn.join(', and on ')}`;
  const { ingress, egress } = undecided.decisive;
  const isForeign = ingress.foreign.length + egress.foreign.length > 0;
  return undetermined(failed, why, [...(isForeign ? [] : [missingProfile()]), missingProbe(diagnosed, tested.need)]);
}

function dependencyDown(failed: FailedConnection): Conclusion | undefined {
  const { diagnosed, tested } = failed;
  const target = targetOfNeed(tested);
  const facts = target === undefined ? undefined : serverFacts(diagnosed, target);
  if (facts?.down === undefined) return undefined;
  const what = `it needs ${fullName(facts.down)}, which fails itself`;
  return { ...notPolicy(failed, 'dependency-down', what, facts.evidence), causedBy: facts.down };
}

/** The policies let it through, and something answered with a refusal. */
function refused(failed: FailedConnection): Conclusion | undefined {
  const { diagnosed, finding, tested } = failed;
  const target = targetOfNeed(tested);
  if (finding.class !== 'connection-refused' || tested.answer === undefined || target === undefined) return undefined;
  const what = `the server refuses the connection: nothing listens on port ${serverPorts(target)} there, or not yet`;
  return notPolicy(failed, 'refused', what, serverFacts(diagnosed, target).evidence);
}

/** Whatever policies say to the connection after it, it was not tried. */
function lookupFailed(failed: FailedConnection): Conclusion | undefined {
  const { diagnosed, finding, tested } = failed;
  if (!finding.class.startsWith('dns-')) return undefined;
  const { host } = tested.need;
  const verdict = tested.lookup?.answer.verdict;
  if (verdict === 'denied') {
    const why = `policies deny the DNS look-up of ${host}, but it failed too soon to have gone unanswered`;
    return undetermined(failed, why, [missingProfile(), missingProbe(diagnosed, tested.need)]);
  }
  const known = verdict === undefined ? 'the input does not tell where its look-ups go' : 'policies let it ask its DNS';
  return undetermined(failed, `the look-up of ${host} fails; ${known}`, [missingProbe(diagnosed, tested.need)]);
}

/** Some dataplanes apply an ipBlock to no pod, so that such a rule is no proof where the dataplane is not known. */
function allowedByBlockAlone(failed: FailedConnection): Conclusion | undefined {
  const { diagnosed, tested } = failed;
  const decisive = tested.answer?.decisive;
  if (decisive?.to.kind !== 'pod' || diagnosed.engine.profile.denial !== undefined) return undefined;
  const isByBlockAlone = [decisive.ingress, decisive.egress].some(
    ({ allowedBy }) => allowedBy.length > 0 && allowedBy.every(({ peer }) => peer?.kind === 'block'),
  );
  if (!isByBlockAlone) return undefined;
  const why = 'only an ipBlock lets the connection through, and some dataplanes apply none to pods';
  return undetermined(failed, why, [missingProfile(), missingProbe(diagnosed, tested.need)]);
}

function notAnswering(failed: FailedConnection): Conclusion | undefined {
  const { diagnosed, tested } = failed;
  const target = targetOfNeed(tested);
  if (tested.answer?.verdict !== 'allowed' || target === undefined) return undefined;
  const connection = connectionOf(diagnosed, tested.answer, target);
  const what = `policies let the connection to ${formatConnection(connection)} through; the server does not answer, or something else than Kubernetes policies stops it`;
  return {
    ...notPolicy(failed, 'not-answering', what, serverFacts(diagnosed, target).evidence),
    missing: [missingProbe(diagnosed, tested.need)],
  };
}

/** Whether a denial would make this client say this, after this time. */
function explainsDenial(failed: FailedConnection): boolean {
  const causes = causesOf(failed);
  const isHidden = failed.finding.class === 'unavailable';
  const canBeDrop = isHidden || causes.has('connect-timeout');
  const canBeReject = isHidden || causes.has('connection-refused') || causes.has('no-route');
  // A rejecting dataplane limits its ICMP errors, so that a client of it may wait as well.
  if (failed.diagnosed.engine.profile.denial === 'reject') return canBeDrop || canBeReject;
  return canBeDrop && hadTimeToWait(failed.diagnosed);
}
