import { maskCredentials } from '../evidence/index.ts';
import type { Case } from './case.ts';
import { type Conclusion, notPolicy } from './conclusion.ts';
import type { CauseCode, Evidence } from './diagnosis.ts';
import { standingFailures } from './last-words.ts';
import { podSource, stateEvidence } from './state-evidence.ts';

// What the kubelet says by itself, before any network is thought of. Each rule concludes or passes on.

const imageReasons = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);
const configReasons = new Set(['CreateContainerConfigError', 'CreateContainerError', 'CreatePodSandboxError']);
const startReasons = new Set(['StartError', 'ContainerCannotRun', 'RunContainerError', 'PostStartHookError']);

export function unschedulable(diagnosed: Case): Conclusion | undefined {
  if (diagnosed.evidence.symptom !== 'unschedulable') return undefined;
  const condition = diagnosed.evidence.pod.conditions.find((candidate) => candidate.type === 'PodScheduled');
  return concluded(diagnosed, 'unschedulable', 'no node takes the pod', condition?.message ?? '');
}

export function imageNotPulled(diagnosed: Case): Conclusion | undefined {
  const waiting = diagnosed.evidence.status?.waiting;
  if (waiting === undefined || !imageReasons.has(waiting.reason)) return undefined;
  const { image } = diagnosed.evidence.container;
  return concluded(diagnosed, 'image', `the image ${image} cannot be pulled (${waiting.reason})`, waiting.message);
}

export function configurationMissing(diagnosed: Case): Conclusion | undefined {
  const { status, events } = diagnosed.evidence;
  const waiting = status?.waiting;
  if (waiting !== undefined && configReasons.has(waiting.reason)) {
    return concluded(diagnosed, 'config', `the container cannot be created (${waiting.reason})`, waiting.message);
  }
  const mount = events.startFailures.findLast((event) => event.reason === 'FailedMount');
  if (mount === undefined || diagnosed.evidence.symptom !== 'not-started') return undefined;
  return concluded(diagnosed, 'config', 'a volume cannot be mounted', mount.message);
}

export function outOfMemory(diagnosed: Case): Conclusion | undefined {
  const run = diagnosed.evidence.runs.find((candidate) => candidate.reason === 'OOMKilled');
  if (run === undefined || diagnosed.evidence.runs[0] !== run) return undefined;
  return concluded(diagnosed, 'oom', 'the container ran out of memory', 'the kernel killed it (OOMKilled)');
}

export function startFailed(diagnosed: Case): Conclusion | undefined {
  const { status, runs } = diagnosed.evidence;
  const waiting = status?.waiting;
  if (waiting !== undefined && startReasons.has(waiting.reason)) {
    return concluded(diagnosed, 'start-error', `the container cannot be started (${waiting.reason})`, waiting.message);
  }
  const [run] = runs;
  if (run === undefined) return undefined;
  const isStartCode = run.exitCode === 126 || run.exitCode === 127 || run.exitCode === 128;
  if (diagnosed.evidence.findings.some(({ text }) => /exec format error/i.test(text))) {
    return concluded(diagnosed, 'start-error', 'its program is for another kind of machine', 'exec format error');
  }
  if (!startReasons.has(run.reason) && !isStartCode) return undefined;
  const what = run.exitCode === 127 ? 'its command was not found' : 'its command cannot be run';
  return concluded(diagnosed, 'start-error', what, run.message);
}

/** Not for a container that its probe ended, which answered a signal, nor for one that reports a failed connection first. */
export function cleanExit(diagnosed: Case): Conclusion | undefined {
  const { runs, events, symptom, findings } = diagnosed.evidence;
  if (symptom !== 'crash' || runs[0]?.exitCode !== 0 || events.killedBy !== undefined) return undefined;
  if (standingFailures(findings).length > 0) return undefined;
  return concluded(
    diagnosed,
    'clean-exit',
    'the program ends without an error, and is started again',
    'a container that is to stay must run something that stays, or belongs in a Job',
  );
}

/** The rest of the states that no network can cause, whatever their name is. */
export function notStarted(diagnosed: Case): Conclusion | undefined {
  const { status, symptom } = diagnosed.evidence;
  if (symptom !== 'not-started' || status?.waiting === undefined) return undefined;
  const failure = diagnosed.evidence.events.startFailures.at(-1);
  const message = status.waiting.message === '' ? (failure?.message ?? '') : status.waiting.message;
  return concluded(diagnosed, 'start-error', `the container waits: ${status.waiting.reason}`, message);
}

/** `message` is the kubelet's, which quotes what the pod was given. */
function concluded(diagnosed: Case, code: CauseCode, what: string, message: string): Conclusion {
  const detail = maskCredentials(message);
  const own: Evidence = {
    kind: 'state',
    says: detail === '' ? what : detail,
    for: 'not-policy',
    source: podSource(diagnosed),
  };
  const cause = detail === '' ? what : `${what}: ${detail}`;
  return { ...notPolicy(code, what, [own, ...stateEvidence(diagnosed)]), cause: { code, message: cause } };
}
