import { type ConnectivityMap, describeGap, type NearConnection, rulePath } from '../../policy/index.ts';
import { nearestPath, placeOf } from '../documents/common.ts';
import type { Style } from '../style.ts';
import type { Table } from '../text/policies.ts';
import { endpointNames } from './endpoint-names.ts';
import type { DeniedConnection } from './picture.ts';

/** What near misses are on a picture: a denied connection each, with its port and what is missing in a few words. */
export function deniedConnections(near: readonly NearConnection[]): readonly DeniedConnection[] {
  return near.map(({ from, to, port, protocol, misses }) => {
    const missing = misses.flatMap(({ gaps }) => gaps.map((gap) => gap.missing));
    return { from, to, label: `${protocol} ${port}; lacks ${missing.join(', ')}` };
  });
}

/** Near misses for a terminal: each with the rules that would have to change, what they lack and where they stand. */
export function nearMissText(
  { endpoints }: Pick<ConnectivityMap, 'endpoints'>,
  near: readonly NearConnection[],
  style: Style,
): string {
  const names = endpointNames(endpoints);
  const blocks = near.map(({ from, to, port, protocol, misses }) => {
    const rules = misses.flatMap((miss) => {
      const { file, line } = placeOf(miss.policy.source, miss.gaps[0].path);
      return [
        `  lacks  ${miss.gaps.map(describeGap).join('; ')}`,
        `  at     ${rulePath(miss.policy, nearestPath(miss))}  ${style.cyan(`${file}:${line}`)}`,
      ];
    });
    return [`${names[from]} → ${names[to]}  ${protocol} ${port}`, ...rules].join('\n');
  });
  return [style.bold('Denied by a near miss'), ...blocks].join('\n\n');
}

/** Near misses as a table, a row for each rule that would have to change. */
export function nearMissTable(
  { endpoints }: Pick<ConnectivityMap, 'endpoints'>,
  near: readonly NearConnection[],
): Table {
  const names = endpointNames(endpoints);
  const rows = near.flatMap(({ from, to, port, protocol, misses }) =>
    misses.map((miss) => {
      const { file, line } = placeOf(miss.policy.source, miss.gaps[0].path);
      const lacks = miss.gaps.map(describeGap).join('; ');
      const rule = rulePath(miss.policy, nearestPath(miss));
      return [names[from] ?? '', names[to] ?? '', `${protocol} ${port}`, rule, lacks, `${file}:${line}`];
    }),
  );
  return { header: ['from', 'to', 'port', 'closest rule', 'lacks', 'place'], rows };
}
