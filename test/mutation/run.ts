// Mutation testing of src/policy: changes the code in some 14,000 small ways, and lists the changes that no test notices.
//   npm run mutation [-- PATH…] [--jobs N]
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Mutant } from '@stryker-mutator/api/core';
import type { Outcome } from './job.ts';
import { mutantsOf } from './mutants.ts';
import { tryMutants } from './processes.ts';
import { reasons } from './reasons.ts';
import { nameOf, type Tried, table, unexplained } from './tables.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, '.mutation');
const { values, positionals } = parseArgs({ allowPositionals: true, options: { jobs: { type: 'string' } } });
const jobs = Number(values.jobs ?? availableParallelism());
const files = (positionals.length > 0 ? positionals : ['src/policy'])
  .flatMap((path) => sourcesIn(resolve(path)))
  .sort();

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const { mutants } = await mutantsOf(files);
console.log(`${mutants.length} mutants in ${files.length} files`);
const why = reasons();
const outcomes = new Map<string, Outcome>();
await inParallel(Array.from({ length: jobs }, (_, lane) => () => tryLane(lane)));
await inParallel(mutants.filter(({ id }) => outcomes.get(id) === 'static').map((mutant) => () => tryLoaded(mutant)));

const tried = mutants.map(withOutcome);
writeFileSync(join(folder, 'mutants.json'), JSON.stringify(tried, null, 1));
writeFileSync(join(folder, 'survivors.txt'), `${unexplained(tried).join('\n')}\n`);
console.log(
  `${table(tried)}\nWhat survived without a reason in survivors.md is listed in ${relative('.', join(folder, 'survivors.txt'))}.`,
);

function sourcesIn(path: string): readonly string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, String(name)))
    .filter((name) => name.endsWith('.ts') && !/[.]test(-support)?[.]ts$/.test(name));
}

async function tryLane(lane: number): Promise<void> {
  const ids = mutants.map(({ id }) => id).filter((_, index) => index % jobs === lane);
  const events = join(folder, `events-${lane}.jsonl`);
  for (const [id, outcome] of await tryMutants({ files, ids, atLoad: undefined, events })) outcomes.set(id, outcome);
}

/** Alone, with no more of the code instrumented than its own file, since each has to load all. */
async function tryLoaded({ id, fileName }: Mutant): Promise<void> {
  const first = mutants.findIndex((mutant) => mutant.fileName === fileName);
  const atLoad = String(Number(id) - first);
  const events = join(folder, `events-at-load-${id}.jsonl`);
  const [outcome] = (await tryMutants({ files: [fileName], ids: [atLoad], atLoad, events })).values();
  if (outcome !== undefined) outcomes.set(id, outcome);
}

async function inParallel(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const rest = [...tasks];
  const lane = async () => {
    for (let task = rest.shift(); task !== undefined; task = rest.shift()) await task();
  };
  await Promise.all(Array.from({ length: jobs }, lane));
}

function withOutcome({ id, fileName, location, mutatorName, replacement }: Mutant): Tried {
  const { start, end } = location;
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line, end.line + 1);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '').slice(0, end.column);
  lines[0] = (lines[0] ?? '').slice(start.column);
  const outcome = outcomes.get(id) ?? 'no-coverage';
  const original = lines.join('\n');
  const mutant = { fileName: relative(root, fileName), location, mutatorName, replacement, original, outcome };
  return { ...mutant, why: why.get(nameOf(mutant)) };
}
