import { describeExit, type Run, timerOf } from '../evidence/index.ts';
import { counted } from '../model/counted.ts';
import { fullName } from '../model/metadata.ts';
import type { Case } from './case.ts';
import type { Evidence } from './diagnosis.ts';

/** Below this a connection cannot have been dropped silently: nobody waits less for an answer. The kubelet counts whole seconds. */
const shortestWait = 1;

/** As a report names the failing pod. */
export function podSource({ evidence }: Case): string {
  return `pod ${fullName(evidence.pod)}`;
}

/** How the last runs ended and how long they took. */
export function stateEvidence(diagnosed: Case): readonly Evidence[] {
  const { evidence } = diagnosed;
  const source = podSource(diagnosed);
  const [run] = evidence.runs;
  const says = run === undefined ? describeStanding(diagnosed) : describeRun(run, evidence.restarts);
  return [{ kind: 'state', says, for: 'neutral', source }];
}

function describeRun(run: Run, restarts: number): string {
  const meaning = describeExit(run);
  const lived = run.seconds === undefined ? '' : ` after ${formatSeconds(run.seconds)}`;
  const again = restarts === 0 ? '' : `; ${counted(restarts, 'restart')}`;
  return `exited with ${run.exitCode}${meaning === undefined ? '' : ` (${meaning})`}${lived}${again}`;
}

function describeStanding({ evidence }: Case): string {
  const { status, runningSeconds, symptom } = evidence;
  if (status?.waiting !== undefined) return `waits: ${status.waiting.reason}`;
  if (runningSeconds === undefined) return symptom;
  return `has been running for ${formatSeconds(runningSeconds)} and is not ready`;
}

/** What the length of the runs speaks for, where a client waited in them and ended by itself. */
export function waitEvidence(diagnosed: Case): readonly Evidence[] {
  const seconds = diagnosed.evidence.runs[0]?.seconds;
  if (seconds === undefined || diagnosed.evidence.events.killedBy !== undefined) return [];
  if (seconds < shortestWait) return quickEvidence(diagnosed);
  const clients = diagnosed.evidence.findings.flatMap(({ runtime, library }) => [runtime, library]);
  const timer = timerOf(
    seconds,
    clients.filter((client) => client !== undefined),
  );
  const trace = timer === undefined ? 'it waited, as for a packet that gets no answer' : `that is ${timer.says}`;
  const says = `it ran for ${formatSeconds(seconds)}: ${trace}`;
  return [{ kind: 'state', says, for: 'blocked', source: podSource(diagnosed) }];
}

/** That a program ended before any wait for an answer could have; nothing of one that ran for longer. */
export function quickEvidence(diagnosed: Case): readonly Evidence[] {
  if (!endedAtOnce(diagnosed)) return [];
  const says = 'it ran for less than a second: too short to wait for an answer that does not come';
  return [{ kind: 'state', says, for: 'not-policy', source: podSource(diagnosed) }];
}

export function endedAtOnce({ evidence }: Case): boolean {
  const seconds = evidence.runs[0]?.seconds;
  return seconds !== undefined && seconds < shortestWait;
}

/** A silent drop takes time; a run of unknown length, or one that goes on, is no objection. */
export function hadTimeToWait({ evidence }: Case): boolean {
  const seconds = evidence.runs[0]?.seconds;
  return seconds === undefined || seconds >= shortestWait || evidence.runningSeconds !== undefined;
}

function formatSeconds(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
