import { describe, expect, it } from 'vitest';
import { cluster, namespace, pod, policy } from '../../../test/support/cluster.ts';
import { mapOf, nearConnections } from '../../policy/index.ts';
import { deniedConnections, mapCsvLines, mapMermaid, nearMissTable, nearMissText } from '../index.ts';
import { plain } from '../style.ts';

const engine = cluster(
  namespace('shop'),
  namespace('web'),
  pod('web/client'),
  pod('web/other', { labels: { app: 'client', copy: 'yes' } }),
  pod('shop/server', { ports: ['http:8080', 'admin:9090'] }),
  policy(
    'shop/restrict',
    '{podSelector: {matchLabels: {app: server}}, ingress: [{from: [{podSelector: {matchLabels: {app: client}}}]}]}',
  ),
);
const map = mapOf(engine);
const near = nearConnections(engine, map.endpoints, () => true);

describe('near misses on a map', () => {
  it('are rows with the rule that would have to change, and where it stands', () => {
    const { rows } = nearMissTable(map, near);
    expect(rows.map((row) => row.slice(0, 4))).toContainEqual([
      'web/client',
      'shop/server',
      'TCP 8080',
      'shop/restrict#ingress[0].from[0]',
    ]);
    expect(rows[0]?.[4]).toMatch(/namespaceSelector/);
    expect(rows[0]?.[5]).toMatch(/^test\.yaml:\d+$/);
  });

  it('are sentences on a terminal', () => {
    const [head, first = ''] = nearMissText(map, near, plain).split('\n\n');
    expect(head).toBe('Denied by a near miss');
    expect(first.split('\n')[0]).toBe('web/client → shop/server  TCP 8080');
    expect(first).toMatch(
      /\n {2}lacks {2}a namespaceSelector: .*\n {2}at {5}shop\/restrict#ingress\[0\]\.from\[0\] {2}test\.yaml:\d+$/,
    );
  });

  it('are told apart from what is let through in a spreadsheet', () => {
    expect([...mapCsvLines(map, near)]).toContain('web/client,shop/server,TCP 8080,denied by a near miss,');
  });

  it('are one line of a picture from all clients that lack the same', () => {
    const chart = mapMermaid(map, { denied: deniedConnections(near) });
    expect(chart.match(/denied/g)).toHaveLength(1);
    expect(chart).toMatch(/TCP 8080.*namespaceSelector/);
  });
});
