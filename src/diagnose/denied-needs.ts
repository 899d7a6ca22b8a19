import type { TargetCandidate } from '../evidence/index.ts';
import { fullName } from '../model/metadata.ts';
import { denyingPolicies } from '../policy/index.ts';
import type { Case } from './case.ts';
import type { Evidence } from './diagnosis.ts';
import { dialled } from './failed-connection.ts';
import { type Need, needOf } from './need.ts';
import { type TestedNeed, testNeed } from './tested-need.ts';

// What the configuration names, whatever the log says.

export function configuredNeed({ engine, evidence }: Case, candidate: TargetCandidate): Need {
  const { host, port, protocol = 'TCP', source, rank } = candidate;
  const wanted = { host, ...(port !== undefined && { port }), protocol, origin: source, rank: rank + 1 };
  return needOf(engine.cluster, evidence.pod, wanted);
}

/** The configured connections that policies deny, or whose look-up they deny. */
export function deniedNeeds(diagnosed: Case): readonly TestedNeed[] {
  return diagnosed.evidence.candidates
    .map((candidate) => testNeed(diagnosed, configuredNeed(diagnosed, candidate)))
    .filter(isDenied);
}

export function isDenied({ answer, lookup }: TestedNeed): boolean {
  return answer?.verdict === 'denied' || lookup?.answer.verdict === 'denied';
}

/** `when` says on what condition it matters. */
export function denialEvidence({ need, answer, lookup }: TestedNeed, side: Evidence['for'], when: string): Evidence {
  const isConnection = answer?.verdict === 'denied';
  const decisive = isConnection ? answer.decisive : lookup?.answer.decisive;
  const policies = decisive === undefined ? [] : [decisive.egress, decisive.ingress].flatMap(denyingPolicies);
  const what = isConnection ? 'the connection to' : 'the DNS look-up for';
  const says = `policies deny ${what} ${dialled(need)}, ${when}`;
  return { kind: 'policy', says, for: side, source: policies.map(fullName).join(', ') };
}

/** Settings that may name a target and that are in a Secret, which nobody reads. */
export function hiddenEvidence({ evidence }: Case): readonly Evidence[] {
  return evidence.hidden.map(({ name, from }) => {
    const says = `${name} may name a target; its value is not in the input`;
    return { kind: 'config', says, for: 'neutral', source: from };
  });
}
