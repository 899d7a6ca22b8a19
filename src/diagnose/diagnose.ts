import { type FailingContainer, failingContainers, gatherEvidence, type LogText } from '../evidence/index.ts';
import { compare } from '../model/compare.ts';
import { counted } from '../model/counted.ts';
import { byNamespaceAndName, fullName } from '../model/metadata.ts';
import type { Pod } from '../model/pod.ts';
import { sameWorkload, type WorkloadRef } from '../model/workload.ts';
import type { PolicyEngine } from '../policy/index.ts';
import type { Case } from './case.ts';
import { connectionFails } from './choose-target.ts';
import type { Conclusion } from './conclusion.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { LogsOf } from './log-index.ts';
import { applicationError, clientRefuses, serverAnswered, settingMissing } from './log-rules.ts';
import { probeFails } from './probe-rules.ts';
import { nothingTells, silentWait } from './silence-rules.ts';
import {
  cleanExit,
  configurationMissing,
  imageNotPulled,
  notStarted,
  outOfMemory,
  startFailed,
  unschedulable,
} from './state-rules.ts';

/** What a diagnosis rests on. */
export interface DiagnosisInput {
  /** The objects and policies of the cluster. */
  readonly engine: PolicyEngine;
  readonly logsOf: LogsOf;
  /** Whether the input tells which policies there are. */
  readonly policiesKnown: boolean;
  /** When the data were taken, RFC 3339: how long containers have run is counted up to then. */
  readonly now?: string;
}

type Rule = (diagnosed: Case) => Conclusion | undefined;

/** The first that concludes wins. States that no network causes come before any claim about one. */
const rules: readonly Rule[] = [
  unschedulable,
  imageNotPulled,
  configurationMissing,
  outOfMemory,
  startFailed,
  notStarted,
  probeFails,
  cleanExit,
  clientRefuses,
  settingMissing,
  connectionFails,
  serverAnswered,
  silentWait,
  applicationError,
];

/** One diagnosis for each failing workload and container, by namespace and name; of `wanted` workloads where any are given. */
export function diagnose(input: DiagnosisInput, wanted?: readonly WorkloadRef[]): readonly Diagnosis[] {
  const diagnoses = groups(input)
    .filter(({ workload }) => wanted === undefined || wanted.some((one) => sameWorkload(one, workload)))
    .map((group) => diagnoseGroup(input, group));
  return linkChains(diagnoses);
}

interface Group {
  readonly workload: WorkloadRef;
  readonly container: string;
  readonly failing: readonly FailingContainer[];
}

function groups({ engine, now }: DiagnosisInput): readonly Group[] {
  const groups = new Map<string, { workload: WorkloadRef; container: string; failing: FailingContainer[] }>();
  for (const pod of engine.cluster.pods) {
    const workload = engine.cluster.workloadOf(pod);
    if (hasSucceeded(engine.cluster.podsOf(workload), workload)) continue;
    for (const failing of failingContainers(pod, now)) {
      const key = `${workload.namespace}/${workload.name}/${workload.kind}/${failing.container.name}`;
      const group = groups.get(key) ?? { workload, container: failing.container.name, failing: [] };
      group.failing.push(failing);
      groups.set(key, group);
    }
  }
  return [...groups.values()].sort(
    (a, b) =>
      byNamespaceAndName(a.workload, b.workload) ||
      compare(a.workload.kind, b.workload.kind) ||
      compare(a.container, b.container),
  );
}

/** A Job that got there after some tries is done. */
function hasSucceeded(pods: readonly Pod[], { kind }: WorkloadRef): boolean {
  return kind === 'Job' && pods.some((pod) => pod.phase === 'Succeeded');
}

function diagnoseGroup(input: DiagnosisInput, { workload, container, failing }: Group): Diagnosis {
  const cases = failing.map((one) => caseOf(input, workload, one));
  const conclusions = cases.map((diagnosed) => ({ diagnosed, conclusion: conclude(diagnosed) }));
  // Pods of one workload fail alike: the one that tells most speaks for all.
  const best = conclusions.find(({ conclusion }) => conclusion.verdict !== 'undetermined') ?? conclusions[0];
  if (best === undefined) throw new Error(`no failing container in ${fullName(workload)}`);
  const pods = input.engine.cluster.podsOf(workload);
  const well = pods.filter((pod) => failingContainers(pod, input.now).length === 0).length;
  const others = well === 0 ? [] : [wellEvidence(workload, well, pods.length)];
  const { clause: _, ...conclusion } = best.conclusion;
  return {
    ...conclusion,
    subject: { workload, pods: failing.map(({ pod }) => pod.name).sort(), container },
    evidence: [...conclusion.evidence, ...others],
    contradictions: conclusion.contradictions ?? [],
    missing: conclusion.missing ?? [],
    rootOf: [],
  };
}

function wellEvidence(workload: WorkloadRef, well: number, all: number): Diagnosis['evidence'][number] {
  return {
    kind: 'state',
    says: `${well} of its ${counted(all, 'pod')} ${well === 1 ? 'is' : 'are'} well`,
    for: 'neutral',
    source: fullName(workload),
  };
}

function caseOf(
  { engine, logsOf, policiesKnown, now }: DiagnosisInput,
  workload: WorkloadRef,
  failing: FailingContainer,
): Case {
  const { pod, container } = failing;
  const logs: readonly LogText[] = logsOf(pod.namespace, pod.name, container.name);
  return { engine, workload, evidence: gatherEvidence(engine.cluster, failing, logs), policiesKnown, logsOf, now };
}

function conclude(diagnosed: Case): Conclusion {
  for (const rule of rules) {
    const conclusion = rule(diagnosed);
    if (conclusion !== undefined) return conclusion;
  }
  return nothingTells(diagnosed);
}

/** A workload that others wait for is the root of their failures. */
function linkChains(diagnoses: readonly Diagnosis[]): readonly Diagnosis[] {
  return diagnoses.map((diagnosis) => {
    const dependents = diagnoses
      .filter((other) => other.causedBy !== undefined && sameWorkload(other.causedBy, diagnosis.subject.workload))
      .map((other) => other.subject.workload);
    return dependents.length === 0 ? diagnosis : { ...diagnosis, rootOf: dependents };
  });
}
