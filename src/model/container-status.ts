import type { Fields } from './fields.ts';

/** How one run of a container ended (core/v1 ContainerStateTerminated). */
export interface Terminated {
  readonly exitCode: number;
  readonly signal?: number;
  /** The kubelet's word for it: Error, OOMKilled, Completed, StartError, … */
  readonly reason: string;
  readonly message: string;
  /** RFC 3339, to the second, as the kubelet writes it; `finishedAt` too. */
  readonly startedAt?: string;
  readonly finishedAt?: string;
}

/** Why a container does not run yet, or not again (core/v1 ContainerStateWaiting). */
export interface Waiting {
  /** The kubelet's word for it: CrashLoopBackOff, ImagePullBackOff, ContainerCreating, … */
  readonly reason: string;
  readonly message: string;
}

/** One container as the kubelet last saw it; at most one of waiting, running and terminated holds. */
export interface ContainerStatus {
  readonly name: string;
  readonly restartCount: number;
  readonly ready: boolean;
  readonly waiting?: Waiting;
  /** When the present run started, RFC 3339; missing while the container does not run. */
  readonly runningSince?: string;
  readonly terminated?: Terminated;
  /** How the run before the present one ended. */
  readonly lastTerminated?: Terminated;
}

export function decodeContainerStatus(fields: Fields): ContainerStatus {
  const state = fields.object('state');
  const waiting = state?.object('waiting');
  const runningSince = state?.object('running')?.text('startedAt');
  const terminated = decodeTerminated(state?.object('terminated'));
  const lastTerminated = decodeTerminated(fields.object('lastState')?.object('terminated'));
  return {
    name: fields.text('name') ?? '',
    restartCount: fields.number('restartCount') ?? 0,
    ready: fields.boolean('ready') ?? false,
    ...(waiting !== undefined && {
      waiting: { reason: waiting.text('reason') ?? '', message: waiting.text('message') ?? '' },
    }),
    ...(runningSince !== undefined && { runningSince }),
    ...(terminated !== undefined && { terminated }),
    ...(lastTerminated !== undefined && { lastTerminated }),
  };
}

function decodeTerminated(fields: Fields | undefined): Terminated | undefined {
  if (fields === undefined) return undefined;
  const signal = fields.number('signal');
  const startedAt = fields.text('startedAt');
  const finishedAt = fields.text('finishedAt');
  return {
    exitCode: fields.number('exitCode') ?? 0,
    ...(signal !== undefined && { signal }),
    reason: fields.text('reason') ?? '',
    message: fields.text('message') ?? '',
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
  };
}
