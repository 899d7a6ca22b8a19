import { describeExit, type Run, timerOf } from '../evidence/index.ts';
import { fullName } from '../model/metadata.ts';
import type { Case } from './case.ts';
import type { Evidence } from './diagnosis.ts';

/** Below this a connection cannot have been dropped silently: nobody waits less for an answer. The kubelet counts whole seconds. */
export const shortestWait = 1;

/** As a report names the failing pod. */
export function podSource({ evidence }: Case): string {
  return `pod ${fullName(evidence.pod)}`;
}

/** How the last runs ended and how long they took. */
export function stateEvidence(diagnosed: Case): readonly Evidence[] {
  const { evidence } = diagnosed;
  const source = podSource(diagnosed);
  const [run] = evidence.runs;
  const says = run === undefined ? describeStanding(diagnosed) : describeRuns(evidence.runs, evidence.restarts);
  return [{ kind: 'state', says, for: 'neutral', source }];
}

function describeRuns(runs: readonly Run[], restarts: number): string {
  const [run] = runs;
  if (run === undefined) return '';
  const meaning = describeExit(run);
  const lived = run.seconds === undefined ? '' : ` after ${formatSeconds(run.seconds)}`;
  const again = restarts === 0 ? '' : `; ${restarts} restart${restarts === 1 ? '' : 's'}`;
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
  const source = podSource(diagnosed);
  if (seconds < shortestWait) {
    return [
      {
        kind: 'state',
        says: `it lived for ${formatSeconds(seconds)}: too short to wait for an answer`,
        for: 'not-policy',
        source,
      },
    ];
  }
  const timer = timerOf(seconds);
  const trace = timer === undefined ? 'it waited, as for a packet that gets no answer' : `that is ${timer.says}`;
  return [{ kind: 'state', says: `it lived for ${formatSeconds(seconds)}: ${trace}`, for: 'blocked', source }];
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
