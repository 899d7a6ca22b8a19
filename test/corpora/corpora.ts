import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type InputFile, readInput } from '../../src/input/index.ts';
import type { Manifest } from '../../src/model/index.ts';
import { PolicyEngine, type Profile } from '../../src/policy/index.ts';

/** The public cases with answers; the suites that need them are skipped where this is not set. */
const corpora = process.env['NETWHY_CORPORA'];
export const hasCorpora = corpora !== undefined && existsSync(corpora);

if (!hasCorpora) console.warn('NETWHY_CORPORA names no folder: the suites on public cases are skipped');

export function corpusPath(...parts: readonly string[]): string {
  return join(corpora ?? '', ...parts);
}

export function readText(path: string): string {
  return readFileSync(path, 'utf8');
}

/** The folders of a corpus, by name. */
export function casesOf(...parts: readonly string[]): readonly string[] {
  if (!hasCorpora) return [];
  return readdirSync(corpusPath(...parts), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Every manifest below a folder of the corpora; files that cannot be read are passed over. */
export function manifestsBelow(...parts: readonly string[]): readonly Manifest[] {
  return hasCorpora ? readInput(filesBelow(corpusPath(...parts))).manifests : [];
}

function* filesBelow(path: string): Generator<InputFile> {
  if (statSync(path).isFile()) yield { path, bytes: readFileSync(path) };
  else for (const name of readdirSync(path).sort()) yield* filesBelow(join(path, name));
}

/** The objects in the `manifests.yaml` of a case; text that cannot be read is an error. */
export function manifestsOf(folder: string): readonly Manifest[] {
  const path = join(folder, 'manifests.yaml');
  const { manifests, problems } = readInput([{ path, bytes: readFileSync(path) }]);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return manifests;
}

/** An engine with the `manifests.yaml` of a case; a manifest that is not taken is an error. */
export function engineOf(folder: string, profile?: Profile): PolicyEngine {
  const engine = new PolicyEngine(profile === undefined ? {} : { profile });
  const { problems } = engine.apply(manifestsOf(folder).map((manifest) => ({ type: 'put', manifest })));
  if (problems.length > 0) throw new Error(JSON.stringify(problems.map(({ message }) => message)));
  return engine;
}

/** Prints what a suite has compared. */
export function report(suite: string, cases: number, checks: number, leftOut: ReadonlyMap<string, string>): void {
  console.log(`${suite}: ${cases} cases, ${checks} checks, 0 mismatches, ${leftOut.size} left out`);
  for (const [name, reason] of leftOut) console.log(`  left out: ${name}: ${reason}`);
}
