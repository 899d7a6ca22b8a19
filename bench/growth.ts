import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineReport } from './engine.ts';
import type { Row } from './measure/cost.ts';
import { bundle, runNode } from './measure/process.ts';

/** The engine on clusters of several sizes, each in a process of its own. */
export interface Growth {
  readonly pods: number;
  readonly rows: readonly Row[];
  readonly peakMebibytes: number;
}

/** One size after the other. */
export function* growthOf(sizes: readonly number[]): Generator<Growth> {
  const folder = mkdtempSync(join(tmpdir(), 'netwhy-bench-'));
  try {
    const engine = bundle('engine', folder);
    for (const pods of sizes) {
      const { output } = runNode([engine, `${pods}`]);
      yield { pods, ...(JSON.parse(output) as EngineReport) };
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
