import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import configuration from '../.dependency-cruiser.mjs';

const allowed: readonly { from: string; to: string }[] = [
  { from: 'src/policy/down.ts', to: '../model/pod.ts' },
  { from: 'src/cli/all-the-way-down.ts', to: '../input/index.ts' },
  { from: 'src/report/neighbour.ts', to: '../diagnose/index.ts' },
  { from: 'src/diagnose/part.ts', to: '../evidence/logs/index.ts' },
  { from: 'src/cluster/io.ts', to: 'node:fs' },
  { from: 'src/input/read.test.ts', to: 'node:fs' },
  { from: 'test/across-rooms.ts', to: '../src/policy/index.ts' },
];

const forbidden: readonly { rule: string; from: string; to: string }[] = [
  { rule: 'imports-run-down', from: 'src/policy/up.ts', to: '../input/index.ts' },
  { rule: 'imports-run-down', from: 'src/evidence/beside.ts', to: '../input/index.ts' },
  { rule: 'imports-run-down', from: 'src/diagnose/neighbour.ts', to: '../report/index.ts' },
  { rule: 'imports-run-down', from: 'src/model/top.ts', to: '../cli/main.ts' },
  { rule: 'through-the-door', from: 'src/cli/inside.ts', to: '../policy/compile.ts' },
  { rule: 'through-the-door', from: 'src/diagnose/inside.ts', to: '../evidence/logs/match.ts' },
  { rule: 'through-the-door-from-outside', from: 'test/inside.ts', to: '../src/policy/compile.ts' },
  { rule: 'pure-rooms-do-no-io', from: 'src/input/io.ts', to: 'node:fs' },
  { rule: 'pure-rooms-do-no-io', from: 'src/model/clock.ts', to: 'timers' },
  { rule: 'src-stands-alone', from: 'src/cli/test-helper.ts', to: '../../test/across-rooms.ts' },
  { rule: 'src-stands-alone', from: 'src/cli/benchmark.ts', to: '../../bench/start.ts' },
  { rule: 'every-room-has-a-tier', from: 'src/attic/junk.ts', to: '../model/pod.ts' },
  { rule: 'resolvable', from: 'src/policy/gone.ts', to: './nowhere.ts' },
  { rule: 'no-circular', from: 'src/policy/hen.ts', to: './egg.ts' },
  { rule: 'no-circular', from: 'src/policy/egg.ts', to: './hen.ts' },
];

let repository: string;
let result: ICruiseResult;

beforeAll(async () => {
  repository = await mkdtemp(join(tmpdir(), 'netwhy-architecture-'));
  const imports = [...allowed, ...forbidden];
  for (const { from, to } of imports) {
    if (to.startsWith('.') && to !== './nowhere.ts') await place(join(dirname(from), to), 'export {};\n');
  }
  for (const { from, to } of imports) await place(from, `export * from '${to}';\n`);

  const { tsConfig: _, ...options } = configuration.options ?? {};
  const { output } = await cruise(['src', 'test', 'bench'], {
    ...options,
    baseDir: repository,
    validate: true,
    ruleSet: { forbidden: configuration.forbidden ?? [] },
  });
  if (typeof output === 'string') throw new Error(`Expected a result, got text: ${output}`);
  result = output;
});

afterAll(() => rm(repository, { recursive: true }));

async function place(path: string, text: string): Promise<void> {
  const file = join(repository, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

function rulesBrokenBy(file: string): string[] {
  return result.summary.violations
    .filter(({ from, cycle }) => from === file || cycle?.some(({ name }) => name === file))
    .map(({ rule }) => rule.name);
}

test.each(allowed)('$from may import $to', ({ from }) => {
  expect(rulesBrokenBy(from)).toEqual([]);
});

test.each(forbidden)('$rule: $from may not import $to', ({ rule, from }) => {
  expect(rulesBrokenBy(from)).toEqual([rule]);
});
