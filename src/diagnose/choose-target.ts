import type { LocatedFinding } from '../evidence/index.ts';
import type { Case } from './case.ts';
import { type Conclusion, undetermined } from './conclusion.ts';
import { concludeConnection } from './connection-rules.ts';
import { hiddenEvidence } from './denied-needs.ts';
import type { Evidence } from './diagnosis.ts';
import { dialled, logEvidence } from './failed-connection.ts';
import { ownFault, standingFailures } from './last-words.ts';
import { missingPolicies, missingProbe } from './missing.ts';
import { needsOf } from './need.ts';
import { stateEvidence } from './state-evidence.ts';
import { type TestedNeed, testNeed } from './tested-need.ts';

/** The last failure that the log reports decides; an earlier one only where the last stays undetermined. */
export function connectionFails(diagnosed: Case): Conclusion | undefined {
  const failures = [...standingFailures(diagnosed.evidence.findings)].reverse();
  const conclusions = failures.map((finding) => concludeFailure(diagnosed, finding));
  const conclusion = conclusions.find(({ verdict }) => verdict !== 'undetermined') ?? conclusions[0];
  const fault = ownFault(diagnosed.evidence.findings);
  return conclusion?.verdict === 'blocked-by-policy' && fault !== undefined
    ? endedOtherwise(diagnosed, conclusion, fault)
    : conclusion;
}

/** The program is denied a connection, and dies of something else: neither is left out. */
export function endedOtherwise(diagnosed: Case, blocked: Conclusion, fault: LocatedFinding): Conclusion {
  const why = `a connection is denied, but the program ends with a fault of its own ("${fault.text}")`;
  const evidence = [logEvidence(fault, 'not-policy'), ...blocked.evidence];
  const missing = [missingProbe(diagnosed, undefined)];
  const { connection } = blocked;
  return {
    ...undetermined(why, evidence, missing),
    ...(connection !== undefined && { connection }),
    contradictions: [why],
  };
}

/** The connections that one failure may be about, each tested: the log's own target, or what the configuration offers. */
function concludeFailure(diagnosed: Case, finding: LocatedFinding): Conclusion {
  const needs = needsOf(diagnosed.engine.cluster, diagnosed.evidence.pod, finding, diagnosed.evidence.candidates);
  const options = needs
    .map((need) => testNeed(diagnosed, need, finding.resolver))
    .map((tested) => ({ tested, conclusion: concludeConnection({ diagnosed, finding, tested }) }));
  const [first] = options;
  if (first === undefined) return noTarget(diagnosed, finding);
  const blocked = options.find(({ conclusion }) => conclusion.verdict === 'blocked-by-policy');
  if (blocked === undefined) return first.conclusion;
  const others = options.map(({ tested }) => tested).filter((tested) => tested !== blocked.tested);
  const evidence = [...blocked.conclusion.evidence, ...others.flatMap(otherEvidence)];
  // A surer target that policies let through may be the one that failed, for another reason.
  const surer = others.filter(
    ({ answer, need }) => answer?.verdict === 'allowed' && need.rank < blocked.tested.need.rank,
  );
  if (surer.length === 0) return { ...blocked.conclusion, evidence };
  const allowed = surer.map(({ need }) => need.host).join(', ');
  return undetermined(
    `the log names no target: ${blocked.tested.need.host} is denied, and ${allowed} allowed`,
    evidence,
    [blocked.tested, ...surer].map(({ need }) => missingProbe(diagnosed, need)),
  );
}

function noTarget(diagnosed: Case, finding: LocatedFinding): Conclusion {
  return undetermined(
    'neither the log nor the configuration names what it connects to',
    [logEvidence(finding, 'neutral'), ...hiddenEvidence(diagnosed), ...stateEvidence(diagnosed)],
    [...(diagnosed.policiesKnown ? [] : [missingPolicies()]), missingProbe(diagnosed, undefined)],
  );
}

function otherEvidence({ need, answer }: TestedNeed): readonly Evidence[] {
  if (answer === undefined) return [];
  const isDenied = answer.verdict === 'denied';
  const says = `${isDenied ? 'also denied' : answer.verdict}: ${dialled(need)}`;
  return [{ kind: 'policy', says, for: isDenied ? 'blocked' : 'neutral', source: need.origin }];
}
