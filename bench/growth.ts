import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterOf } from './cluster/cluster.ts';
import { sizeOf } from './cluster/size.ts';
import type { Report, Row } from './measure/cost.ts';
import { bundle, runNode } from './measure/process.ts';

/** The engine on clusters of several sizes, each part of its work in a process of its own. */
export interface Growth {
  readonly pods: number;
  readonly rows: readonly Row[];
}

/** Milliseconds for the compile of these numbers of pods. */
const compileBudgets: Readonly<Record<number, number>> = { 10000: 500, 100000: 5000 };

/** One size after the other. */
export function* growthOf(sizes: readonly number[]): Generator<Growth> {
  const folder = mkdtempSync(join(tmpdir(), 'netwhy-bench-'));
  try {
    const [engine, compile, update] = ['engine', 'compile', 'update'].map((program) => bundle(program, folder));
    for (const pods of sizes) {
      const file = join(folder, `${pods}.json`);
      const items = clusterOf(sizeOf(pods));
      writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
      const rows = [
        ...report(engine, `${pods}`),
        ...report(compile, file).map((row) => withBudget(row, compileBudgets[pods])),
        ...report(update, `${pods}`),
        ...report(update, `${pods}`, 'one-namespace'),
      ];
      yield { pods, rows };
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The last row shows the peak of the process. */
function report(program: string | undefined, ...commandLine: readonly string[]): readonly Row[] {
  const { output } = runNode([program ?? '', ...commandLine]);
  const { rows, peakMebibytes } = JSON.parse(output) as Report;
  return rows.map((row, index) => (index === rows.length - 1 ? { ...row, peakMebibytes } : row));
}

function withBudget(row: Row, budgetMilliseconds: number | undefined): Row {
  return row.what.startsWith('compile') && budgetMilliseconds !== undefined ? { ...row, budgetMilliseconds } : row;
}
