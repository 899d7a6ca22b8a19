import { corpusPath } from '../corpora.ts';

/** Counts what was compared, by folder, and what was left out and why; it is printed with the tests. */
export class Tally {
  private readonly title: string;
  private readonly folders = new Map<string, { cases: number; checks: number; mismatches: number }>();
  private readonly leftOut = new Map<string, Map<string, number>>();

  constructor(title: string) {
    this.title = title;
  }

  count(folder: string, checks: number, mismatches: number): void {
    const known = this.folders.get(folder) ?? { cases: 0, checks: 0, mismatches: 0 };
    this.folders.set(folder, {
      cases: known.cases + 1,
      checks: known.checks + checks,
      mismatches: known.mismatches + mismatches,
    });
  }

  leaveOut(reason: string, folder: string): void {
    const folders = this.leftOut.get(reason) ?? new Map<string, number>();
    this.leftOut.set(reason, folders.set(folder, (folders.get(folder) ?? 0) + 1));
  }

  get cases(): number {
    return [...this.folders.values()].reduce((sum, folder) => sum + folder.cases, 0);
  }

  get checks(): number {
    return [...this.folders.values()].reduce((sum, folder) => sum + folder.checks, 0);
  }

  print(): void {
    const lines = [...this.folders]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([folder, { cases, checks, mismatches }]) => {
        return `  ${folder}: ${cases} cases, ${checks} checks, ${mismatches} mismatches`;
      });
    const left = [...this.leftOut].map(([reason, folders]) => {
      const cases = [...folders.values()].reduce((sum, count) => sum + count, 0);
      return `  left out: ${cases} cases in ${folders.size} folders: ${reason} (${[...folders.keys()].join(', ')})`;
    });
    console.log([`${this.title}: ${this.cases} cases, ${this.checks} checks`, ...lines, ...left].join('\n'));
  }
}

/** The path of a file of the corpus. */
export function analyzerPath(file: string): string {
  return corpusPath('netpol-analyzer', file);
}
