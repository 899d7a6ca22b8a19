/**
 * All that has a budget, in one run: whole commands, the engine, and how both grow. Prints tables, and writes the figures
 * to `bench/results/bench.json`. `npm run bench`, or `npm run bench -- quick` without 100,000 pods.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { commandRows } from './commands.ts';
import { type Growth, growthOf } from './growth.ts';
import { root } from './measure/process.ts';
import { printRows } from './measure/table.ts';

const sizes = process.argv.includes('quick') ? [100, 1000, 10_000] : [100, 1000, 10_000, 100_000];
const machine = {
  date: new Date().toISOString(),
  node: process.version,
  platform: `${process.platform}-${process.arch}`,
  processor: cpus()[0]?.model ?? '',
  cores: availableParallelism(),
  loadBefore: loadavg()[0],
};
console.log(Object.values(machine).join('  '));

const commands = commandRows();
printRows('Whole commands; RATIO to a Node that does nothing', commands, commands[0]);
const growth: Growth[] = [];
for (const size of growthOf(sizes)) {
  const { pods, rows } = size;
  growth.push(size);
  printRows(`${pods} pods; RATIO to JSON.parse; PEAK of the process up to there`, rows, rows[0]);
}

mkdirSync(`${root}bench/results`, { recursive: true });
writeFileSync(`${root}bench/results/bench.json`, `${JSON.stringify({ ...machine, commands, growth }, null, 2)}\n`);
