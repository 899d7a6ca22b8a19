import type { Fields } from './fields.ts';

export interface Terminated {
  readonly exitCode: number;
  readonly signal?: number;
  readonly reason: string;
  readonly message: string;
  /** RFC 3339, as the kubelet wrote it: to the second. */
  readonly startedAt?: string;
  readonly finishedAt?: string;
}

export interface Waiting {
  readonly reason: string;
  readonly message: string;
}

/** One container as the kubelet last saw it; at most one of waiting, running and terminated holds. */
export interface ContainerStatus {
  readonly name: string;
  readonly restartCount: number;
  readonly ready: boolean;
  readonly waiting?: Waiting;
  /** The time at which it started to run. */
  readonly runningSince?: string;
  readonly terminated?: Terminated;
  /** How the run before the present state ended. */
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
