/** Whole commands from their start to their end, beside the best known tool. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterOf } from './cluster/cluster.ts';
import { forms } from './cluster/forms.ts';
import { sizeOf } from './cluster/size.ts';
import { median, type Row } from './measure/cost.ts';
import { bundle, runNode } from './measure/process.ts';

const cli = 'dist/cli/netwhy.js';
const rounds = 5;

/**
 * What that tool takes on two cores, in milliseconds, and how many times faster this one is to be. Its budget from block
 * YAML is less, as that has to be read first.
 */
const comparisons = [
  { workloads: 500, pods: 1000, policies: 200, otherTool: 10_000 },
  { workloads: 1000, pods: 2000, policies: 400, otherTool: 43_000, faster: { json: 100, block: 40 } },
] as const;
const explainedMap = { workloads: 200, pods: 400, policies: 80, otherTool: 415_000, faster: 1000 };

/** Start and map by files in a folder that is removed again; in turns, so that a busy moment hits all alike. */
export function commandRows(): readonly Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'netwhy-bench-'));
  try {
    return measureInTurns([...starts(), ...comparisons.flatMap((size) => maps(size, folder)), ...explained(folder)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Subject {
  readonly what: string;
  readonly commandLine: readonly string[];
  readonly budgetMilliseconds?: number;
}

function starts(): readonly Subject[] {
  return [
    { what: 'node -e 0', commandLine: ['-e', '0'] },
    { what: 'netwhy --help', commandLine: [cli, '--help'] },
  ];
}

function maps(size: (typeof comparisons)[number], folder: string): readonly Subject[] {
  const objects = clusterOf({ ...sizeOf(size.pods), ...size });
  return forms.map(({ name, extension, write }, index) => {
    const path = join(folder, `${size.workloads}-${index}.${extension}`);
    writeFileSync(path, write(objects));
    const times = 'faster' in size && (name === 'block YAML' ? size.faster.block : size.faster.json);
    return {
      what: `netwhy map, ${size.workloads} workloads, ${name}`,
      commandLine: [cli, 'map', '-f', path],
      ...(times && { budgetMilliseconds: size.otherTool / times }),
    };
  });
}

function explained(folder: string): readonly Subject[] {
  const { workloads, otherTool, faster, ...size } = explainedMap;
  const path = join(folder, 'explained.json');
  writeFileSync(
    path,
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: clusterOf({ ...sizeOf(size.pods), ...size, workloads }) }),
  );
  const commandLine = [bundle('explained-map', folder), path];
  const what = `explained map, ${workloads} workloads, JSON`;
  return [
    { what: `${what}, by groups`, commandLine, budgetMilliseconds: otherTool / faster },
    { what: `${what}, every pair`, commandLine: [...commandLine, 'every'], budgetMilliseconds: otherTool / faster },
  ];
}

function measureInTurns(subjects: readonly Subject[]): readonly Row[] {
  const runs = subjects.map(() => [] as ReturnType<typeof runNode>[]);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { commandLine }] of subjects.entries()) runs[index]?.push(runNode(commandLine));
  }
  return subjects.map(({ commandLine: _commandLine, ...subject }, index) => {
    const own = runs[index] ?? [];
    return { ...subject, ...median(own), peakMebibytes: Math.max(...own.map(({ peakMebibytes }) => peakMebibytes)) };
  });
}
