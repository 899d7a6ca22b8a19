import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { Cost } from './cost.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Makes one file of a program, as the command is, so that nothing is compiled while it is measured. */
export function bundle(program: string, folder: string): string {
  const outfile = `${folder}/${program}.mjs`;
  buildSync({
    absWorkingDir: root,
    entryPoints: [`bench/${program}.ts`],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  return outfile;
}

/** A process that has ended. */
export interface Ended extends Cost {
  readonly peakMebibytes: number;
  readonly output: string;
}

/** Runs Node, and measures it from its start to its end. Throws for another exit code than the one expected. */
export function runNode(commandLine: readonly string[], { expected = 0 } = {}): Ended {
  const start = performance.now();
  const { status, output, error } = spawnSync(
    process.execPath,
    ['--import', `${root}bench/measure/report-usage.mjs`, ...commandLine],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      maxBuffer: 2 ** 30,
    },
  );
  const wallMilliseconds = performance.now() - start;
  const [, out, err, usage] = output.map((stream) => stream?.toString() ?? '');
  if (status !== expected || usage === undefined) {
    throw new Error(`node ${commandLine.join(' ')} ended with ${status}: ${error?.message ?? err}`);
  }
  return { wallMilliseconds, output: out ?? '', ...(JSON.parse(usage) as Omit<Ended, 'output' | 'wallMilliseconds'>) };
}
