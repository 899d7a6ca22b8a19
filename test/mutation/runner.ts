// Tries mutants inside one process: the modules are loaded once, and a mutant costs the tests that come by it.
import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { type RunnerTask, type RunnerTestCase, type RunnerTestFile, type RunnerTestSuite, TestRunner } from 'vitest';
import { type Event, jobOf } from './job.ts';

/** What the instrumented code reads: the mutant that is on, and where it counts the mutants that it comes by. */
interface Switches {
  activeMutant?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  coverage?: Record<string, number> | undefined;
  /** Where the instrumenter's own counting puts what a module comes by while it loads. */
  mutantCoverage?: { readonly static: Readonly<Record<string, number>> };
}

interface TimedTest {
  readonly test: RunnerTestCase;
  /** Milliseconds that it takes, a property within its limit. */
  readonly duration: number;
  /** How often it comes by a mutant. */
  readonly hits: Readonly<Record<string, number>>;
  kills: number;
}

/** Milliseconds that a property has for its runs: what a mutant changes shows early, or in another property. */
const propertyLimit = 100;
/** Properties that count what they met fail where they are cut short; they are left out. */
const sturdyLimit = 30;
/** Milliseconds of tests after which a mutant has survived: those that come last are the slow ones. */
const patience = 3000;

const job = jobOf(process.env);
const coverageAtLoad: Record<string, number> = {};
const switches: Switches = { activeMutant: job.atLoad, coverage: coverageAtLoad };
Object.assign(globalThis, { __stryker__: switches });

/** A runner of Vitest that runs the tests that were collected again and again, once for each mutant. */
export default class MutationRunner extends TestRunner {
  async onCollected(files: readonly RunnerTestFile[]): Promise<void> {
    switches.coverage = undefined;
    for (const suite of files.flatMap(suitesOf)) {
      for (const hook of TestRunner.getSuiteHooks(suite).beforeAll) await hook(suite);
    }
    const tests = files.flatMap(testsOf).filter(({ mode }) => mode === 'run');
    if (tests.length === 0) throw new Error('no tests were collected');
    if (job.atLoad === undefined) await tryInTurn(await timedTests(tests));
    else await tryLoaded(job.atLoad, tests);
    for (const test of tests) test.mode = 'skip';
  }
}

function suitesOf(task: RunnerTask): readonly RunnerTestSuite[] {
  return task.type === 'suite' ? [task, ...task.tasks.flatMap(suitesOf)] : [];
}

function testsOf(task: RunnerTask): readonly RunnerTestCase[] {
  return task.type === 'suite' ? task.tasks.flatMap(testsOf) : [task];
}

async function tryLoaded(id: string, tests: readonly RunnerTestCase[]): Promise<void> {
  report({ id, outcome: 'begun' });
  limitProperties(propertyLimit);
  for (const test of tests) {
    if (await passes(test)) continue;
    report({ id, outcome: 'killed', by: test.name });
    return;
  }
  report({ id, outcome: 'survived' });
}

async function tryInTurn(tests: readonly TimedTest[]): Promise<void> {
  for (const id of job.ids) {
    report({ id, outcome: 'begun' });
    report(await outcomeOf(id, tests));
  }
}

async function outcomeOf(id: string, tests: readonly TimedTest[]): Promise<Event> {
  const covering = tests.filter(({ hits }) => id in hits);
  if (covering.length === 0) return { id, outcome: isLoaded(id) ? 'static' : 'no-coverage' };
  covering.sort((a, b) => a.duration / (1 + a.kills) - b.duration / (1 + b.kills));
  switches.activeMutant = id;
  const end = performance.now() + patience;
  try {
    for (const timed of covering) {
      switches.hitCount = 0;
      switches.hitLimit = 1000 + 100 * (timed.hits[id] ?? 0);
      if (!(await passes(timed.test))) {
        timed.kills += 1;
        return { id, outcome: 'killed', by: timed.test.name };
      }
      if (performance.now() > end) break;
    }
  } finally {
    switches.activeMutant = undefined;
  }
  return { id, outcome: 'survived' };
}

function isLoaded(id: string): boolean {
  return id in coverageAtLoad || id in (switches.mutantCoverage?.static ?? {});
}

async function timedTests(tests: readonly RunnerTestCase[]): Promise<readonly TimedTest[]> {
  const timed: TimedTest[] = [];
  for (const test of tests) {
    limitProperties(sturdyLimit);
    if (!(await passes(test))) continue;
    limitProperties(propertyLimit);
    const start = performance.now();
    if (!(await passes(test))) continue;
    const duration = performance.now() - start;
    const hits: Record<string, number> = {};
    switches.coverage = hits;
    await passes(test);
    switches.coverage = undefined;
    timed.push({ test, duration, hits, kills: 0 });
  }
  return timed;
}

function limitProperties(milliseconds: number): void {
  fc.resetConfigureGlobal();
  fc.configureGlobal({ endOnFailure: true });
  fc.installGlobalPlugin(fc.interruptAfterTimeLimit(milliseconds));
}

async function passes(test: RunnerTestCase): Promise<boolean> {
  const suites = ancestorsOf(test);
  for (const suite of suites) {
    for (const hook of TestRunner.getSuiteHooks(suite).beforeEach) await hook(test.context, suite);
  }
  try {
    await TestRunner.getTestFn(test)();
    return true;
  } catch {
    return false;
  } finally {
    for (const suite of suites) {
      for (const hook of TestRunner.getSuiteHooks(suite).afterEach) await hook(test.context, suite);
    }
  }
}

/** The suites that a test is in, the outermost first. */
function ancestorsOf({ suite }: RunnerTask): readonly RunnerTestSuite[] {
  return suite === undefined ? [] : [...ancestorsOf(suite), suite];
}

function report(event: Event): void {
  appendFileSync(job.events, `${JSON.stringify(event)}\n`);
}
