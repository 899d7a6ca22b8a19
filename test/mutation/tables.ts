import { dirname } from 'node:path';
import type { Mutant } from '@stryker-mutator/api/core';
import type { Outcome } from './job.ts';

/** A mutant with what became of it; `fileName` is relative to the root. */
export interface Tried extends Pick<Mutant, 'fileName' | 'location' | 'mutatorName' | 'replacement'> {
  readonly outcome: Outcome;
  /** The code that the mutant replaces, on one line. */
  readonly original: string;
}

const columns = ['killed', 'timeout', 'survived', 'no-coverage', 'static'] as const;

/** A line for each folder and one for all: how many mutants, what became of them, and the part that was noticed. */
export function table(tried: readonly Tried[]): string {
  const folders = [...new Set(tried.map(({ fileName }) => dirname(fileName)))].sort();
  const rows = [
    ['', 'MUTANTS', ...columns.map((column) => column.toUpperCase()), 'SCORE'],
    ...folders.map((folder) => row(folder, tried.filter(({ fileName }) => dirname(fileName) === folder))),
    row('all', tried),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0))) ?? [];
  return rows
    .map((cells) => cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart((widths[column] ?? 0) + 2))).join(''))
    .join('\n');
}

function row(name: string, tried: readonly Tried[]): readonly string[] {
  const counts = columns.map((column) => tried.filter(({ outcome }) => outcome === column).length);
  return [name, String(tried.length), ...counts.map(String), `${(score(tried) * 100).toFixed(1)} %`];
}

/** The part of the mutants that the tests notice, 0 to 1. */
export function score(tried: readonly Tried[]): number {
  return tried.filter(noticed).length / Math.max(tried.length, 1);
}

export function noticed({ outcome }: Tried): boolean {
  return outcome === 'killed' || outcome === 'timeout';
}

/** `file:line:column original -> replacement`, one a line. */
export function survivorLines(tried: readonly Tried[]): readonly string[] {
  return tried
    .filter((mutant) => !noticed(mutant))
    .map(({ fileName, location: { start }, original, replacement, outcome }) => {
      const mark = outcome === 'survived' ? '' : ` (${outcome})`;
      return `${fileName}:${start.line + 1}:${start.column + 1} ${short(original)} -> ${short(replacement)}${mark}`;
    });
}

function short(code: string): string {
  const line = code.replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
