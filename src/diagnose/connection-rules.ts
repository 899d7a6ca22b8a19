import type { FailureClass, LocatedFinding } from '../evidence/index.ts';
import { fullName } from '../model/metadata.ts';
import type { Connectivity } from '../policy/index.ts';
import { blockedBy, policyEvidence } from './blocked.ts';
import type { Case } from './case.ts';
import type { Conclusion, Evidence } from './diagnosis.ts';
import { dnsTarget } from './dns.ts';
import { missingPolicies, missingProbe, missingProfile } from './missing.ts';
import { serverFacts } from './server-facts.ts';
import { hadTimeToWait, stateEvidence, waitEvidence } from './state-evidence.ts';
import {
  logEvidence,
  needEvidence,
  notPolicy,
  portOf,
  type Suspicion,
  targetOfNeed,
  undetermined,
} from './suspicion.ts';
import { connectionOf } from './tested-need.ts';
import { describeDenial, formatConnection } from './text.ts';

type ConnectionRule = (suspicion: Suspicion) => Conclusion | undefined;

/** In this order: what needs no policy to be known first, then what the policies deny, then what they allow. */
const rules: readonly ConnectionRule[] = [
  ownPod,
  noSuchPort,
  lookupDenied,
  noSuchName,
  noEndpoints,
  nobodyListens,
  policiesUnknown,
  denied,
  deniedAndRefused,
  deniedAndUnexplained,
  dependsOnDataplane,
  dependencyDown,
  refused,
  lookupFailed,
  allowedByBlockAlone,
  notAnswering,
];

export function concludeConnection(suspicion: Suspicion): Conclusion {
  for (const rule of rules) {
    const conclusion = rule(suspicion);
    if (conclusion !== undefined) return conclusion;
  }
  return undetermined(suspicion, 'the log reports a failed connection, and nothing tells to what', [
    missingProbe(suspicion.diagnosed, suspicion.tested.need),
  ]);
}

function ownPod({ diagnosed, finding, tested }: Suspicion): Conclusion | undefined {
  if (tested.need.meaning.kind !== 'loopback') return undefined;
  const what = `it connects to its own pod (${tested.need.host}), which no policy can stop`;
  return notPolicy(diagnosed, finding, tested, 'own-pod', what, []);
}

function noSuchPort({ diagnosed, finding, tested }: Suspicion): Conclusion | undefined {
  const { meaning } = tested.need;
  if (meaning.kind !== 'no-such-port') return undefined;
  return notPolicy(diagnosed, finding, tested, 'no-such-port', meaning.why, []);
}

/** Many clients print the same for a look-up without an answer as for a connection without one. */
function lookupDenied(suspicion: Suspicion): Conclusion | undefined {
  const { diagnosed, finding, tested } = suspicion;
  const { lookup, answer, need } = tested;
  if (lookup?.verdict !== 'denied' || !causesOf(finding).has('dns-timeout')) return undefined;
  if (!hadTimeToWait(diagnosed) && diagnosed.engine.profile.denial !== 'reject') return undefined;
  const target = dnsTarget(diagnosed.engine.cluster);
  if (target === undefined) return undefined;
  const blocked = blockedBy(diagnosed.engine, lookup);
  const connection = connectionOf(diagnosed, lookup, target);
  const message = `it cannot look ${need.host} up: ${describeDenial(blocked)} to the cluster's DNS, ${formatConnection(connection)}`;
  return {
    verdict: 'blocked-by-policy',
    summary: `${fullName(diagnosed.workload)} cannot look up ${need.host}: ${describeDenial(blocked)} to the cluster's DNS.`,
    cause: { code: 'dns-denied', message },
    connection,
    blocked,
    evidence: [
      logEvidence(finding, 'blocked'),
      ...needEvidence(suspicion.tested),
      ...policyEvidence(lookup),
      ...behindLookup(answer),
      ...waitEvidence(diagnosed),
      ...stateEvidence(diagnosed),
    ],
  };
}

/** So that nobody opens DNS and meets the next denial. */
function behindLookup(answer: Connectivity | undefined): readonly Evidence[] {
  if (answer === undefined) return [];
  const isDenied = answer.verdict === 'denied';
  const policies = [...answer.decisive.egress.isolatedBy, ...answer.decisive.ingress.isolatedBy].map(fullName);
  const says = isDenied
    ? `the connection after the look-up is denied as well, by ${policies.join(', ')}`
    : `the connection after the look-up is ${answer.verdict}`;
  return [{ kind: 'policy', says, for: isDenied ? 'blocked' : 'neutral', source: policies.join(', ') }];
}

function noSuchName({ diagnosed, finding, tested }: Suspicion): Conclusion | undefined {
  const { meaning } = tested.need;
  if (meaning.kind !== 'no-such-name') return undefined;
  return notPolicy(diagnosed, finding, tested, 'name-not-found', meaning.why, []);
}

function noEndpoints({ diagnosed, finding, tested }: Suspicion): Conclusion | undefined {
  if (tested.nowhere === undefined) return undefined;
  return notPolicy(diagnosed, finding, tested, 'no-endpoints', tested.nowhere, []);
}

/** A refusal that the server's own words explain holds without knowing any policy. */
function nobodyListens({ diagnosed, finding, tested }: Suspicion): Conclusion | undefined {
  const target = targetOfNeed(tested);
  if (target === undefined || !causesOf(finding).has('connection-refused')) return undefined;
  const facts = serverFacts(diagnosed, target);
  if (!facts.nobodyListens) return undefined;
  return notPolicy(
    diagnosed,
    finding,
    tested,
    'refused',
    `nothing listens on port ${portOf(target)} there`,
    facts.evidence,
  );
}

function policiesUnknown(suspicion: Suspicion): Conclusion | undefined {
  if (suspicion.diagnosed.policiesKnown) return undefined;
  return undetermined(suspicion, 'the input does not hold the network policies', [missingPolicies()]);
}

function denied(suspicion: Suspicion): Conclusion | undefined {
  const { diagnosed, finding, tested } = suspicion;
  const target = targetOfNeed(tested);
  if (tested.answer?.verdict !== 'denied' || target === undefined || !explainsDenial(diagnosed, finding))
    return undefined;
  const blocked = blockedBy(diagnosed.engine, tested.answer);
  const connection = connectionOf(diagnosed, tested.answer, target);
  return {
    verdict: 'blocked-by-policy',
    summary: `${fullName(diagnosed.workload)} cannot connect to ${formatConnection(connection)}: ${describeDenial(blocked)}.`,
    cause: { code: 'policy-denies', message: describeDenial(blocked) },
    connection,
    blocked,
    evidence: [
      logEvidence(finding, 'blocked'),
      ...needEvidence(tested),
      ...policyEvidence(tested.answer),
      ...waitEvidence(diagnosed),
      ...stateEvidence(diagnosed),
    ],
  };
}

/** A dataplane that drops never refuses, so somebody else did. */
function deniedAndRefused(suspicion: Suspicion): Conclusion | undefined {
  const { diagnosed, finding, tested } = suspicion;
  const isRefusal = finding.class === 'connection-refused' || finding.class === 'no-route';
  if (tested.answer?.verdict !== 'denied' || !isRefusal) return undefined;
  if (diagnosed.engine.profile.denial === 'drop') {
    const what = `the connection is refused, and ${diagnosed.engine.profile.name} drops what policies deny`;
    return notPolicy(diagnosed, finding, tested, 'refused', what, []);
  }
  return undetermined(
    suspicion,
    'policies deny the connection, but it was refused at once: only some dataplanes reject',
    [missingProfile(), missingProbe(diagnosed, tested.need)],
  );
}

function deniedAndUnexplained(suspicion: Suspicion): Conclusion | undefined {
  const { diagnosed, finding, tested } = suspicion;
  if (tested.answer?.verdict !== 'denied') return undefined;
  const contradiction = hadTimeToWait(diagnosed)
    ? `policies deny the connection, but "${finding.text}" is what a client says after it was opened`
    : 'policies deny the connection, but the program ended too soon to have waited for it';
  return {
    ...undetermined(suspicion, contradiction, [missingProbe(diagnosed, tested.need)]),
    contradictions: [contradiction],
  };
}

function dependsOnDataplane(suspicion: Suspicion): Conclusion | undefined {
  const { tested, diagnosed } = suspicion;
  const undecided = [tested.answer, tested.lookup].find((answer) => answer?.verdict === 'implementation-defined');
  if (undecided === undefined) return undefined;
  const why = `whether policies let it through depends on ${undecided.dependsOn.join(', and on ')}`;
  return undetermined(suspicion, why, [missingProfile(), missingProbe(diagnosed, tested.need)]);
}

function dependencyDown({ diagnosed, finding, tested }: Suspicion): Conclusion | undefined {
  const target = targetOfNeed(tested);
  const facts = target === undefined ? undefined : serverFacts(diagnosed, target);
  if (facts?.down === undefined) return undefined;
  const what = `it needs ${fullName(facts.down)}, which fails itself`;
  return { ...notPolicy(diagnosed, finding, tested, 'dependency-down', what, facts.evidence), causedBy: facts.down };
}

/** The policies let it through, and something answered with a refusal. */
function refused({ diagnosed, finding, tested }: Suspicion): Conclusion | undefined {
  const target = targetOfNeed(tested);
  if (finding.class !== 'connection-refused' || tested.answer === undefined || target === undefined) return undefined;
  const what = `the server refuses the connection: nothing listens on port ${portOf(target)} there, or not yet`;
  return notPolicy(diagnosed, finding, tested, 'refused', what, serverFacts(diagnosed, target).evidence);
}

function lookupFailed(suspicion: Suspicion): Conclusion | undefined {
  const { diagnosed, finding, tested } = suspicion;
  if (!finding.class.startsWith('dns-') || tested.lookup?.verdict !== 'allowed') return undefined;
  return undetermined(
    suspicion,
    `policies let it ask the cluster's DNS, and the answer to ${tested.need.host} was no`,
    [missingProbe(diagnosed, tested.need)],
  );
}

/** Some dataplanes apply an ipBlock to no pod, so that such a rule is no proof where the dataplane is not known. */
function allowedByBlockAlone(suspicion: Suspicion): Conclusion | undefined {
  const { diagnosed, tested } = suspicion;
  const decisive = tested.answer?.decisive;
  if (decisive?.to.kind !== 'pod' || diagnosed.engine.profile.name !== 'kubernetes') return undefined;
  const isByBlockAlone = [decisive.ingress, decisive.egress].some(
    ({ allowedBy }) => allowedBy.length > 0 && allowedBy.every(({ peer }) => peer?.kind === 'block'),
  );
  if (!isByBlockAlone) return undefined;
  const why = 'only an ipBlock lets the connection through, and some dataplanes apply none to pods';
  return undetermined(suspicion, why, [missingProfile(), missingProbe(diagnosed, tested.need)]);
}

function notAnswering({ diagnosed, finding, tested }: Suspicion): Conclusion | undefined {
  const target = targetOfNeed(tested);
  if (tested.answer?.verdict !== 'allowed' || target === undefined) return undefined;
  const connection = connectionOf(diagnosed, tested.answer, target);
  const what = `policies let the connection to ${formatConnection(connection)} through; the server does not answer, or something else than Kubernetes policies stops it`;
  return {
    ...notPolicy(diagnosed, finding, tested, 'not-answering', what, serverFacts(diagnosed, target).evidence),
    missing: [missingProbe(diagnosed, tested.need)],
  };
}

/** Whether a denial would make this client say this, after this time. */
function explainsDenial(diagnosed: Case, finding: LocatedFinding): boolean {
  const causes = causesOf(finding);
  const canBeDrop = causes.has('connect-timeout') || finding.class === 'unavailable';
  const canBeReject = causes.has('connection-refused') || causes.has('no-route') || finding.class === 'unavailable';
  // A rejecting dataplane limits its ICMP errors, so that a client of it may wait as well.
  if (diagnosed.engine.profile.denial === 'reject') return canBeDrop || canBeReject;
  return canBeDrop && hadTimeToWait(diagnosed);
}

function causesOf(finding: LocatedFinding): ReadonlySet<string> {
  return new Set<string>([finding.class, ...finding.also] satisfies readonly (FailureClass | string)[]);
}
