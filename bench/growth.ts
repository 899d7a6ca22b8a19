import type { EngineReport } from './engine.ts';
import type { Row } from './measure/cost.ts';
import { runNode } from './measure/process.ts';

/** The engine on clusters of several sizes, each in a process of its own. */
export interface Growth {
  readonly pods: number;
  readonly rows: readonly Row[];
  readonly peakMebibytes: number;
}

export function growthOf(sizes: readonly number[]): readonly Growth[] {
  return sizes.map((pods) => {
    const { output } = runNode(['--import', 'tsx', 'bench/engine.ts', `${pods}`]);
    return { pods, ...(JSON.parse(output) as EngineReport) };
  });
}
