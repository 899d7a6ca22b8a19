import type { ConnectivityMap } from '../../policy/index.ts';
import { table } from '../text/table.ts';
import { mapTable } from './table.ts';

/** A map for a terminal: its table, or a sentence where there is nothing to show. `wide` as in `mapTable`. */
export function mapText(map: ConnectivityMap, wide: boolean): string {
  if (map.endpoints.length === 0) return 'There is nothing to map: the input has no pods.';
  const { header, rows } = mapTable(map, wide);
  return rows.length === 0 ? 'Nothing may connect to anything.' : table(header, rows);
}
