import type { Matrix } from '../../policy/index.ts';
import type { Style } from '../style.ts';
import type { Table } from './policies.ts';

const legend = '. allowed   X denied   ? implementation-defined   - itself   N no such named port';

/** A matrix for a terminal: a row for each source, a numbered column for each destination. */
export function matrixText({ pods, probes }: Matrix, style: Style): string {
  const width = pods.reduce((widest, pod) => Math.max(widest, pod.length), 0);
  const numberWidth = String(pods.length).length;
  const blocks = probes.map((probe) => {
    const rows = pods.map((pod, row) => {
      const cells = Array.from(probe.combined[row] ?? '', (cell) => ' '.repeat(numberWidth) + colourCell(cell, style));
      return `${String(row + 1).padStart(numberWidth)} ${pod.padEnd(width)} ${cells.join('')}`;
    });
    const columns = pods.map((_, column) => String(column + 1).padStart(numberWidth + 1)).join('');
    return [
      `${style.bold(`${probe.port}/${probe.protocol}`)}`,
      `${' '.repeat(numberWidth + width + 2)}${style.dim(columns)}`,
      ...rows,
    ].join('\n');
  });
  return [...blocks, style.dim(legend)].join('\n\n');
}

function colourCell(cell: string, style: Style): string {
  if (cell === 'X') return style.red(cell);
  if (cell === '?') return style.yellow(cell);
  return cell === '.' ? style.green(cell) : style.dim(cell);
}

/** A matrix for a spreadsheet: a row for each pair and port. */
export function matrixTable({ pods, probes }: Matrix): Table {
  const header = ['from', 'to', 'port', 'protocol', 'ingress', 'egress', 'combined'];
  const rows = probes.flatMap((probe) =>
    pods.flatMap((from, row) =>
      pods.map((to, column) => [
        from,
        to,
        `${probe.port}`,
        probe.protocol,
        ...(['ingress', 'egress', 'combined'] as const).map((side) => probe[side][row]?.[column] ?? ''),
      ]),
    ),
  );
  return { header, rows };
}
