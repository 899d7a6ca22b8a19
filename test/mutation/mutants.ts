// The mutants of a part of the source: Stryker's instrumenter writes all of them into the code, each behind a switch.
import { readFileSync } from 'node:fs';
import type { Mutant } from '@stryker-mutator/api/core';
import { Instrumenter } from '@stryker-mutator/instrumenter';

const silent = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: () => {},
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  fatal: () => {},
};

/** From the end of a module's load on, it counts only where asked: counting always makes hot loops ten times slower. */
const quickCoverage = `
stryCov_9fa48 = function () {
  const { coverage } = globalThis.__stryker__;
  if (coverage !== undefined) for (const id of arguments) coverage[id] = (coverage[id] ?? 0) + 1;
};`;

/** Source files as they are to run, and the mutants that their code can be switched to. */
export interface Mutated {
  /** Instrumented code by the path of the file. */
  readonly code: ReadonlyMap<string, string>;
  readonly mutants: readonly Mutant[];
}

/** Instruments `files`. Mutants are numbered in the order of the files, the same ones in every run. */
export async function mutantsOf(files: readonly string[]): Promise<Mutated> {
  const sources = files.map((name) => ({ name, mutate: true, content: readFileSync(name, 'utf8') }));
  const instrumenter = new Instrumenter(silent);
  const instrumented = await instrumenter.instrument(sources, { plugins: null, ignorers: [], excludedMutations: [] });
  return {
    code: new Map(instrumented.files.map(({ name, content }) => [name, withQuickCoverage(content)])),
    mutants: instrumented.mutants,
  };
}

function withQuickCoverage(code: string): string {
  return code.includes('function stryCov_9fa48') ? code + quickCoverage : code;
}
