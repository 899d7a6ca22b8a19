import { csv, markdownTable, type Table, table } from '../report/index.ts';
import type { Io } from './io.ts';

export function printTable({ header, rows }: Table, output: string, io: Io): void {
  const print = output === 'csv' ? csv : output === 'md' ? markdownTable : table;
  io.out(`${print(header, rows)}\n`);
}
