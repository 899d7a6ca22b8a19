import type { ConnectivityDiff } from '../../policy/index.ts';
import type { Table } from '../text/policies.ts';
import { describeDecidingRule, describedChanges } from './described-change.ts';

/** A diff as a table, a row for each change: several clients or servers are separated by semicolons. */
export function diffTable(diff: ConnectivityDiff): Table {
  return {
    header: [
      'change',
      'presence',
      'from',
      'to',
      'ports',
      'before',
      'after',
      'witness',
      'rules before',
      'rules after',
      'family',
    ],
    rows: describedChanges(diff).map(({ change, from, to, ports, witness = '', before, after }) => [
      change.change,
      change.presence,
      from.join('; '),
      to.join('; '),
      ports,
      change.before,
      change.after,
      witness,
      before.rules.map(describeDecidingRule).join('; '),
      after.rules.map(describeDecidingRule).join('; '),
      change.family === undefined ? '' : `IPv${change.family}`,
    ]),
  };
}
