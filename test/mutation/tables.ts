import { dirname } from 'node:path';
import type { Mutant } from '@stryker-mutator/api/core';
import type { Outcome } from './job.ts';

/** A mutant with what became of it; `fileName` is relative to the root. */
export interface Tried extends Pick<Mutant, 'fileName' | 'location' | 'mutatorName' | 'replacement'> {
  readonly outcome: Outcome;
  /** The code that the mutant replaces, on one line. */
  readonly original: string;
  /** Why no test can, or need, notice it; from `survivors.md`. */
  readonly why: string | undefined;
}

const columns = ['killed', 'timeout', 'survived', 'no-coverage', 'static'] as const;

/** A line for each folder and one for all: how many mutants, what became of them, and the part that was noticed. */
export function table(tried: readonly Tried[]): string {
  const folders = [...new Set(tried.map(({ fileName }) => dirname(fileName)))].sort();
  const inFolder = (folder: string) => tried.filter(({ fileName }) => dirname(fileName) === folder);
  const heading = ['', 'MUTANTS', ...columns.map((column) => column.toUpperCase()), 'EXPLAINED', 'SCORE'];
  const rows = [heading, ...folders.map((folder) => row(folder, inFolder(folder))), row('all', tried)];
  const widths = heading.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows.map(([name = '', ...figures]) => `${name.padEnd(widths[0] ?? 0)}${aligned(figures, widths)}`).join('\n');
}

function aligned(figures: readonly string[], widths: readonly number[]): string {
  return figures.map((figure, index) => figure.padStart((widths[index + 1] ?? 0) + 2)).join('');
}

/** The score is the part of all mutants that is noticed, explained or not. */
function row(name: string, tried: readonly Tried[]): readonly string[] {
  const counts = columns.map((column) => tried.filter(({ outcome }) => outcome === column).length);
  const unnoticed = tried.filter((mutant) => !isNoticed(mutant));
  const explained = unnoticed.filter(({ why }) => why !== undefined).length;
  const score = 1 - unnoticed.length / Math.max(tried.length, 1);
  return [name, ...[tried.length, ...counts, explained].map(String), `${(score * 100).toFixed(1)} %`];
}

function isNoticed({ outcome }: Tried): boolean {
  return outcome === 'killed' || outcome === 'timeout';
}

/** The mutants that nothing notices and nobody has explained, as `survivors.md` has them, each after its position. */
export function unexplained(tried: readonly Tried[]): readonly string[] {
  return tried
    .filter((mutant) => !isNoticed(mutant) && mutant.why === undefined)
    .map((mutant) => `${position(mutant)} ${mutant.outcome}: ${nameOf(mutant)}`);
}

function position({ location: { start } }: Tried): string {
  return `${start.line + 1}:${start.column + 1}`;
}

/** `src/policy/atoms.ts: from < to -> from <= to`: what a mutant is, wherever in the file it is. */
export function nameOf({ fileName, original, replacement }: Omit<Tried, 'why'>): string {
  return `${fileName}: ${onOneLine(original)} -> ${onOneLine(replacement)}`;
}

function onOneLine(code: string): string {
  const line = code.replaceAll(/\s+/g, ' ').replaceAll('`', "'");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
