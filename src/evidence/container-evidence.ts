import type { Cluster } from '../model/cluster.ts';
import { configurationOf } from './configuration.ts';
import { type LogFinding, readLog } from './logs/index.ts';
import { type PodEvents, readPodEvents } from './state/pod-events.ts';
import type { FailingContainer } from './state/symptom.ts';
import { hiddenTargets, type TargetCandidate, targetsOf } from './targets/index.ts';

/** What one run of a container printed. */
export interface LogText {
  /** The file that the user would recognise. */
  readonly path: string;
  readonly text: string;
  /** Whether it is the run before the present one (`kubectl logs --previous`). */
  readonly previous: boolean;
}

/** A finding in a log, and where the log has it. */
export interface LocatedFinding extends LogFinding {
  /** `path:line`. */
  readonly source: string;
}

/** All that a failing container tells by itself, before any policy is asked. */
export interface ContainerEvidence extends FailingContainer {
  readonly events: PodEvents;
  /** In the order of the log; of the last run that ended, as far as it left one. */
  readonly findings: readonly LocatedFinding[];
  /** How many lines its log has; 0 for an empty log, undefined where there is no log. */
  readonly logLines?: number;
  /** The targets that its configuration names, the surest first. */
  readonly candidates: readonly TargetCandidate[];
  /** Variables that may name a target, whose values are in a Secret and so not read. */
  readonly hidden: readonly { readonly name: string; readonly from: string }[];
}

const maximumFindings = 200;

/** Gathers what the objects and the logs tell about a failing container; `logs` are those of its runs, in any order. */
export function gatherEvidence(
  cluster: Cluster,
  failing: FailingContainer,
  logs: readonly LogText[],
): ContainerEvidence {
  const { pod, container } = failing;
  const configuration = configurationOf(cluster, pod, container);
  const log = decisiveLog(failing, logs);
  const read = log === undefined ? undefined : readLog(log.text, { maxFindings: maximumFindings });
  return {
    ...failing,
    events: readPodEvents(cluster.eventsAbout('Pod', pod.namespace, pod.name), container),
    findings: read?.findings.map((finding) => ({ ...finding, source: `${log?.path}:${finding.decisiveLine}` })) ?? [],
    ...(read !== undefined && { logLines: read.lines }),
    candidates: targetsOf(configuration),
    hidden: hiddenTargets(configuration),
  };
}

/**
 * The log of the last run that ended. While a container waits, its plain log is that of the last run; while it runs, the
 * previous one is. An empty log is passed over for another that says something.
 */
function decisiveLog({ status, symptom }: FailingContainer, logs: readonly LogText[]): LogText | undefined {
  const isRunning = status?.runningSince !== undefined;
  const wantsPrevious = isRunning && symptom === 'crash';
  const ranked = [...logs].sort((a, b) => Number(b.previous === wantsPrevious) - Number(a.previous === wantsPrevious));
  return ranked.find((log) => log.text.trim() !== '') ?? ranked[0];
}
