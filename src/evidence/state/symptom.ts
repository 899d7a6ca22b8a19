import type { Container } from '../../model/container.ts';
import type { ContainerStatus } from '../../model/container-status.ts';
import type { Pod } from '../../model/pod.ts';
import { type Run, runOf, secondsBetween } from './run.ts';

/** In what way a container is not as it should be. */
export type Symptom =
  /** The pod has no node. */
  | 'unschedulable'
  /** It cannot be started: image, configuration, volumes. */
  | 'not-started'
  /** It ends again and again, or once for all. */
  | 'crash'
  /** An init container that does not end. */
  | 'hangs-in-init'
  /** It runs, and is not ready. */
  | 'not-ready';

/** A container that does not do what it should, and how its runs went. */
export interface FailingContainer {
  readonly pod: Pod;
  readonly container: Container;
  /** Missing for a pod that has no node yet. */
  readonly status?: ContainerStatus;
  readonly symptom: Symptom;
  readonly restarts: number;
  /** Newest first; the kubelet keeps two at most. */
  readonly runs: readonly Run[];
  /** How long it has been running now. */
  readonly runningSeconds?: number;
}

/** The kubelet forgets a crash loop after a container has run for so long (pkg/kubelet: MaxContainerBackOff's reset). */
const recentSeconds = 600;
/** An init container that takes longer than this is worth a question. */
const initSeconds = 60;
/** A pod that has not begun to run by then is stuck. */
const startSeconds = 60;
/** Start-up and the first probes take a while. */
const readySeconds = 60;

/**
 * The containers of a pod that fail, init containers first. `now` is the time of the data, RFC 3339. A crash loop is told by
 * restarts and last states: between two tries the container is running or terminated as often as it waits.
 */
export function failingContainers(pod: Pod, now: string | undefined): readonly FailingContainer[] {
  if (pod.fromTemplate || pod.phase === 'Succeeded') return [];
  const unschedulable = pod.conditions.some(
    (condition) => condition.type === 'PodScheduled' && condition.status === 'False',
  );
  const age = secondsBetween(pod.createdAt, now);
  const isLate = age !== undefined && age >= startSeconds;
  const containers = [...pod.initContainers, ...pod.containers];
  const [first] = containers;
  const isUnplaced = pod.phase === 'Pending' && pod.node === undefined && isLate;
  if ((unschedulable || isUnplaced) && first !== undefined) {
    return [{ pod, container: first, symptom: 'unschedulable', restarts: 0, runs: [] }];
  }
  return containers.flatMap((container) => failingContainer(pod, container, now, isLate) ?? []);
}

function failingContainer(
  pod: Pod,
  container: Container,
  now: string | undefined,
  isLate: boolean,
): FailingContainer | undefined {
  const status = pod.statuses.find((candidate) => candidate.name === container.name);
  if (status === undefined) return undefined;
  const isStuck = isLate && pod.phase === 'Pending' && status.waiting?.reason === 'ContainerCreating';
  const symptom = isStuck ? 'not-started' : symptomOf(pod, container, status, now);
  if (symptom === undefined) return undefined;
  const runs = [status.terminated, status.lastTerminated].filter((run) => run !== undefined).map(runOf);
  const runningSeconds = secondsBetween(status.runningSince, now);
  return {
    pod,
    container,
    status,
    symptom,
    restarts: status.restartCount,
    runs,
    ...(runningSeconds !== undefined && { runningSeconds }),
  };
}

function symptomOf(
  pod: Pod,
  container: Container,
  status: ContainerStatus,
  now: string | undefined,
): Symptom | undefined {
  const { waiting, terminated, lastTerminated, runningSince, restartCount } = status;
  if (waiting?.reason === 'CrashLoopBackOff') return 'crash';
  if (waiting !== undefined) {
    if (isStartFailure(waiting.reason)) return 'not-started';
    // PodInitializing and ContainerCreating pass by themselves, unless a run before them failed.
    return lastTerminated !== undefined && isFailure(container, lastTerminated.exitCode) ? 'crash' : undefined;
  }
  if (terminated !== undefined) {
    const isFinal = pod.restartPolicy !== 'Always' || container.kind === 'init';
    if (terminated.exitCode === 0 && isFinal) return undefined;
    return isFailure(container, terminated.exitCode) || restartCount > 0 ? 'crash' : undefined;
  }
  if (runningSince === undefined) return undefined;
  const ran = secondsBetween(runningSince, now);
  const sinceCrash = secondsBetween(lastTerminated?.finishedAt, now);
  const isRecent = sinceCrash === undefined || sinceCrash < recentSeconds;
  if (lastTerminated !== undefined && restartCount > 0 && isRecent && !status.ready) return 'crash';
  if (lastTerminated !== undefined && restartCount > 1 && isRecent && (ran ?? 0) < recentSeconds / 2) return 'crash';
  if (ran === undefined) return undefined;
  if (container.kind === 'init') return ran >= initSeconds ? 'hangs-in-init' : undefined;
  return !status.ready && ran >= readySeconds ? 'not-ready' : undefined;
}

function isStartFailure(reason: string): boolean {
  return reason !== '' && reason !== 'PodInitializing' && reason !== 'ContainerCreating';
}

/** A container that should run for ever fails by ending at all. */
function isFailure(container: Container, exitCode: number): boolean {
  return exitCode !== 0 || container.kind !== 'init';
}
