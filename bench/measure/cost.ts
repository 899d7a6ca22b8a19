/** What something took. CPU time is of all threads, and the figure to compare on a machine that has other work. */
export interface Cost {
  readonly wallMilliseconds: number;
  readonly cpuMilliseconds: number;
}

/** One line of a report. */
export interface Row extends Cost {
  readonly what: string;
  /** How often it was done within the times given; 1 if not given. */
  readonly times?: number;
  /** The peak of a process of its own, in MiB. */
  readonly peakMebibytes?: number;
  /** The time that the work is to take, in milliseconds of wall time on two idle cores. */
  readonly budgetMilliseconds?: number;
}

/** What a program that measures prints. */
export interface Report {
  readonly rows: readonly Row[];
  readonly peakMebibytes: number;
}

export function costOf(action: () => unknown): Cost {
  const cpu = process.cpuUsage();
  const start = performance.now();
  action();
  const wallMilliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMilliseconds, cpuMilliseconds: (user + system) / 1000 };
}

/** The cost of the run that took the median of CPU time. */
export function median(costs: readonly Cost[]): Cost {
  const sorted = costs.toSorted((a, b) => a.cpuMilliseconds - b.cpuMilliseconds);
  return sorted[sorted.length >> 1] ?? { wallMilliseconds: Number.NaN, cpuMilliseconds: Number.NaN };
}
