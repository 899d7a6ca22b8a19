// Processes that try mutants, each a Vitest with the instrumented code; one that hangs is ended, and another goes on.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Event, Job, Outcome } from './job.ts';

const root = resolve(import.meta.dirname, '../..');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const config = join(root, 'test/mutation/vitest.config.ts');
/** Without an event for so long, a process hangs; the longest start and the slowest mutant take a fraction of it. */
const silenceMilliseconds = 120_000;

/** Runs `job` to its end, in as many processes as it takes. Gives the outcome of each of its mutants. */
export async function tryMutants(job: Job): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  let rest = job.ids;
  while (rest.length > 0) {
    const output = await run({ ...job, ids: rest });
    const begun = readOutcomes(job.events, outcomes);
    if (begun !== undefined) outcomes.set(begun, 'timeout');
    const left = rest.filter((id) => !outcomes.has(id));
    if (left.length === rest.length) throw new Error(`the tests can't be run on mutants:\n${output}`);
    rest = left;
  }
  return outcomes;
}

/** Adds what the events say to `outcomes`; gives the mutant at which they end, if it was not done with. */
function readOutcomes(events: string, outcomes: Map<string, Outcome>): string | undefined {
  let begun: string | undefined;
  for (const line of existsSync(events) ? readFileSync(events, 'utf8').split('\n') : []) {
    if (line === '') continue;
    const { id, outcome } = JSON.parse(line) as Event;
    begun = outcome === 'begun' ? id : undefined;
    if (outcome !== 'begun') outcomes.set(id, outcome);
  }
  return begun !== undefined && outcomes.has(begun) ? undefined : begun;
}

function run(job: Job): Promise<string> {
  const child = spawn(process.execPath, [vitest, 'run', '--root', root, '--config', config], {
    env: { ...process.env, NETWHY_MUTATION: JSON.stringify(job) },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const watch = watchFor(child, job.events);
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', () => {
      clearInterval(watch);
      done(Buffer.concat(output).toString());
    });
  });
}

/** Ends the process and its worker when the events stand still. */
function watchFor(child: ChildProcess, events: string): NodeJS.Timeout {
  let size = -1;
  return setInterval(() => {
    const now = existsSync(events) ? readFileSync(events).length : 0;
    if (now === size && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    size = now;
  }, silenceMilliseconds);
}
