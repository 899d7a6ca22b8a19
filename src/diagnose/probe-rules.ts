import { maskCredentials } from '../evidence/index.ts';
import { fullName } from '../model/metadata.ts';
import type { Case } from './case.ts';
import { connectionFails } from './choose-target.ts';
import { type Conclusion, notPolicy } from './conclusion.ts';
import type { Evidence } from './diagnosis.ts';
import { podSource, stateEvidence } from './state-evidence.ts';

/**
 * A container that its probe ends, or that its probe keeps from being ready, is a link in a chain: the probe fails because
 * the program waits for something. The kubelet's own connection is no subject of policies.
 */
export function probeFails(diagnosed: Case): Conclusion | undefined {
  const probe = failingProbe(diagnosed);
  if (probe === undefined) return undefined;
  const evidence = probeEvidence(diagnosed);
  const root = isAnsweredNo(diagnosed) ? undefined : connectionFails(diagnosed);
  if (root?.clause !== undefined) {
    const what = probe === 'readiness' ? 'is not ready' : `is ended by its ${probe} probe`;
    const summary = `${fullName(diagnosed.workload)} ${what} because it ${root.clause}.`;
    return { ...root, verdict: 'chain', summary, evidence: [...evidence, ...root.evidence] };
  }
  if (root !== undefined) return { ...root, evidence: [...evidence, ...root.evidence] };
  const what =
    probe === 'readiness' ? 'its readiness probe fails' : `its ${probe} probe fails, and the kubelet ends it`;
  const why = isAnsweredNo(diagnosed)
    ? `${what}: the program answers it with an error`
    : `${what}, and its log names no connection that fails`;
  return notPolicy('probe', why, [...evidence, ...stateEvidence(diagnosed)]);
}

/** A 4xx is the program's own answer to a wrong path or right: nothing that it waits for. */
function isAnsweredNo({ evidence }: Case): boolean {
  const { probeFailures } = evidence.events;
  return probeFailures.length > 0 && probeFailures.every(({ message }) => /statuscode: 4\d\d/.test(message));
}

function failingProbe({ evidence }: Case): string | undefined {
  const { killedBy, probeFailures } = evidence.events;
  if (killedBy !== undefined) return killedBy;
  const [run] = evidence.runs;
  const isSignal = run?.exitCode === 137 || run?.exitCode === 143;
  // Events live for an hour; the failures often outlast the killing.
  const killing = probeFailures.find((failure) => failure.probe !== 'readiness');
  if (evidence.symptom === 'crash' && isSignal && killing !== undefined) return killing.probe;
  return evidence.symptom === 'not-ready' ? (probeFailures[0]?.probe ?? 'readiness') : undefined;
}

function probeEvidence(diagnosed: Case): readonly Evidence[] {
  const { killedBy, probeFailures } = diagnosed.evidence.events;
  const source = podSource(diagnosed);
  const failures = probeFailures.map(({ probe, message, count }): Evidence => {
    return {
      kind: 'event',
      says: `${probe} probe failed ${count} times: ${maskCredentials(message)}`,
      for: 'neutral',
      source,
    };
  });
  if (killedBy === undefined) return failures;
  return [
    ...failures,
    { kind: 'event', says: `the kubelet ended it for its ${killedBy} probe`, for: 'neutral', source },
  ];
}
