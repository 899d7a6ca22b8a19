import type { Row } from './cost.ts';

/** Prints rows under a title; `RATIO` is CPU time against that of `baseline`, where there is one. */
export function printRows(title: string, rows: readonly Row[], baseline?: Row): void {
  const lines = [['', 'CPU', 'WALL', 'BUDGET', 'RATIO', 'PEAK'], ...rows.map((row) => cells(row, baseline))];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  console.log(`\n${title}`);
  for (const [what = '', ...figures] of lines) {
    const columns = figures.map((text, index) => text.padStart((widths[index + 1] ?? 0) + 2));
    console.log(`${what.padEnd(widths[0] ?? 0)}${columns.join('')}`.trimEnd());
  }
}

function cells(row: Row, baseline: Row | undefined): readonly string[] {
  const { what, times = 1, cpuMilliseconds, wallMilliseconds, budgetMilliseconds, peakMebibytes } = row;
  return [
    what,
    formatTime(cpuMilliseconds / times),
    formatTime(wallMilliseconds / times),
    budgetMilliseconds === undefined ? '' : formatTime(budgetMilliseconds),
    baseline === undefined ? '' : (cpuMilliseconds / times / baseline.cpuMilliseconds).toPrecision(2),
    peakMebibytes === undefined ? '' : `${Math.round(peakMebibytes)} MiB`,
  ];
}

/** Three digits: `12.3 ms`, `48.0 us`. */
function formatTime(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toPrecision(3)} s`;
  return milliseconds >= 1 ? `${milliseconds.toPrecision(3)} ms` : `${(milliseconds * 1000).toPrecision(3)} us`;
}
