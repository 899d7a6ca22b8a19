/** How long the command takes from a shell's point of view, beside a Node that does nothing. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const rounds = Number(process.argv[2] ?? 15);
const root = fileURLToPath(new URL('..', import.meta.url));
const cli = 'dist/cli/netwhy.js';

const subjects = [
  { name: 'node -e 0', arguments: ['-e', '0'], expected: 0 },
  { name: 'netwhy --help', arguments: [cli, '--help'], expected: 0 },
  {
    name: 'netwhy diagnose -f examples/crash-loops',
    arguments: [cli, 'diagnose', '-f', 'examples/crash-loops'],
    expected: 1,
  },
];

function measure(subject: (typeof subjects)[number]): number {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, subject.arguments, { cwd: root, stdio: 'ignore' });
  if (status !== subject.expected) throw new Error(`${subject.name} ended with exit code ${status}`);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

// Round by round, so that a busy moment hits every subject alike.
const times = new Map(subjects.map((subject) => [subject, [] as number[]]));
for (let round = 0; round < rounds; round++) {
  for (const [subject, samples] of times) samples.push(measure(subject));
}

const medians = [...times].map(([{ name }, samples]) => ({ name, milliseconds: median(samples) }));
const baseline = medians[0]?.milliseconds ?? Number.NaN;
const rows = medians.map(({ name, milliseconds }) => ({
  name,
  milliseconds: Math.round(milliseconds * 10) / 10,
  ratio: Math.round((milliseconds / baseline) * 100) / 100,
}));

console.log(`${'COMMAND'.padEnd(42)}${'MEDIAN'.padStart(10)}${'RATIO'.padStart(8)}`);
for (const { name, milliseconds, ratio } of rows) {
  console.log(`${name.padEnd(42)}${`${milliseconds} ms`.padStart(10)}${String(ratio).padStart(8)}`);
}

mkdirSync(`${root}bench/results`, { recursive: true });
const report = { node: process.version, platform: `${process.platform}-${process.arch}`, rounds, rows };
writeFileSync(`${root}bench/results/start.json`, `${JSON.stringify(report, null, 2)}\n`);
