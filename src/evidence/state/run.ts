import type { Terminated } from '../../model/container-status.ts';

/** One run of a container, from start to end. */
export interface Run {
  readonly exitCode: number;
  readonly signal?: number;
  /** The kubelet's word for it: Error, OOMKilled, Completed, StartError, … */
  readonly reason: string;
  readonly message: string;
  /** How long it lived; the kubelet's clock counts whole seconds. */
  readonly seconds?: number;
  readonly finishedAt?: string;
}

export function runOf(terminated: Terminated): Run {
  const seconds = secondsBetween(terminated.startedAt, terminated.finishedAt);
  return {
    exitCode: terminated.exitCode,
    ...(terminated.signal !== undefined && { signal: terminated.signal }),
    reason: terminated.reason,
    message: terminated.message,
    ...(seconds !== undefined && { seconds }),
    ...(terminated.finishedAt !== undefined && { finishedAt: terminated.finishedAt }),
  };
}

/** Undefined where a time is missing or is none. */
export function secondsBetween(from: string | undefined, to: string | undefined): number | undefined {
  const seconds = (Date.parse(to ?? '') - Date.parse(from ?? '')) / 1000;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

/** What an exit code means by convention (POSIX shells, container runtimes); undefined where it means nothing by itself. */
export function describeExit({ exitCode, reason }: Run): string | undefined {
  if (reason === 'OOMKilled') return 'killed by the kernel: out of memory';
  switch (exitCode) {
    case 0:
      return 'ended without an error';
    case 126:
      return 'the command is not executable';
    case 127:
      return 'the command was not found';
    case 128:
      return 'the container did not start';
    case 134:
      return 'aborted (SIGABRT)';
    case 137:
      return 'killed (SIGKILL)';
    case 139:
      return 'segmentation fault (SIGSEGV)';
    case 143:
      return 'terminated (SIGTERM)';
    default:
      return undefined;
  }
}
