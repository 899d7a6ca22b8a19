import { describe, expect, it } from 'vitest';
import { cluster, namespace, node, object, pod, policy, service } from '../../../test/support/cluster.ts';
import type { PolicyEngine } from '../../policy/index.ts';
import { BrokenFlowError, FlowReplay, type Replay } from '../index.ts';

function replayed(engine: PolicyEngine, ...flows: readonly object[]): Replay {
  const replay = new FlowReplay(engine);
  for (const [index, flow] of flows.entries())
    replay.add({ text: JSON.stringify(flow), number: index + 1, ended: true });
  return replay.result();
}

/** Each row as `from → to port: answer broken/delivered+sent/denied`. */
const rows = (engine: PolicyEngine, ...flows: readonly object[]) =>
  replayed(engine, ...flows).flows.map(
    ({ from, to, port, answer, broken, delivered, sent, denied }) =>
      `${from} → ${to} ${port}: ${answer} ${broken}/${delivered}+${sent}/${denied}`,
  );

const web = { namespace: 'shop', pod: 'web-1' };
const db = { namespace: 'shop', pod: 'db-0' };
const closed = policy(
  'shop/db',
  'podSelector: {matchLabels: {app: db}}\ningress: [{from: [{podSelector: {matchLabels: {app: api}}}]}]',
);
const pods = [
  pod('shop/web-1', { labels: { app: 'web' }, ips: ['10.0.0.1'] }),
  pod('shop/db-0', { labels: { app: 'db' }, ips: ['10.0.0.2'] }),
];

const hubble = (flow: object) => ({
  flow: {
    verdict: 'FORWARDED',
    l4: { TCP: { destination_port: 5432 } },
    source: { namespace: 'shop', pod_name: 'web-1' },
    destination: { namespace: 'shop', pod_name: 'db-0' },
    event_type: { type: 4 },
    is_reply: false,
    ...flow,
  },
});

describe('flows that got through and would be denied', () => {
  it('are counted, with the first and the last time', () => {
    const engine = cluster(...pods, closed);
    const at = (time: string) => ({ from: web, to: db, port: 5432, time });
    const { flows } = replayed(
      engine,
      at('2026-01-02T00:00:00Z'),
      at('2026-01-01T23:00:00Z'),
      at('2026-01-03T00:00:00.5Z'),
    );
    expect(flows).toMatchObject([
      {
        from: 'shop/web-1',
        to: 'shop/db-0',
        answer: 'denied',
        broken: 3,
        delivered: 3,
        first: '2026-01-01T23:00:00Z',
        last: '2026-01-03T00:00:00.5Z',
      },
    ]);
  });

  it('are no others: what was denied then, what is allowed now', () => {
    expect(rows(cluster(...pods, closed), { from: web, to: db, port: 1, verdict: 'denied' })).toEqual([
      'shop/web-1 → shop/db-0 1: denied 0/0+0/1',
    ]);
    expect(rows(cluster(...pods), { from: web, to: db, port: 1, count: 7 })).toEqual([
      'shop/web-1 → shop/db-0 1: allowed 0/7+0/0',
    ]);
  });

  it('what only left its client says nothing of the server', () => {
    const left = hubble({ trace_observation_point: 'TO_OVERLAY' });
    expect(rows(cluster(...pods, closed), left)).toEqual(['shop/web-1 → shop/db-0 5432: denied 0/0+1/0']);
    const shut = policy('shop/web', 'podSelector: {}\npolicyTypes: [Egress]');
    expect(rows(cluster(...pods, shut), left)).toEqual(['shop/web-1 → shop/db-0 5432: denied 1/0+1/0']);
  });
});

describe('who an end is', () => {
  it('a pod by name, by address, and as part of its workload', () => {
    const deployment = object(
      'apps/v1',
      'Deployment',
      'shop/web',
      'replicas: 2\ntemplate: {metadata: {labels: {app: web}}, spec: {containers: [{name: c}]}}',
    );
    const engine = cluster(...pods, deployment, closed);
    expect(
      rows(
        engine,
        { from: '10.0.0.1', to: '10.0.0.2', port: 5432 },
        { from: 'shop/web-0', to: 'shop/db-0', port: 5432 },
      ),
    ).toEqual(['shop/web → shop/db-0 5432: denied 1/1+0/0', 'shop/web-1 → shop/db-0 5432: denied 1/1+0/0']);
  });

  it('an address that was another pod’s at that time is not that of the pod of now', () => {
    const young = JSON.parse(pod('shop/new', { ips: ['10.0.0.9'] })) as { metadata: object };
    young.metadata = { ...young.metadata, creationTimestamp: '2026-01-02T00:00:00Z' };
    const engine = cluster(...pods, JSON.stringify(young));
    const [before] = replayed(engine, { from: '10.0.0.9', to: db, port: 1, time: '2026-01-01T00:00:00Z' }).flows;
    expect(before).toMatchObject({ answer: 'unknown', unknown: '10.0.0.9: nothing in the input is it' });
    expect(rows(engine, { from: '10.0.0.9', to: db, port: 1, time: '2026-01-03T00:00:00Z' })).toHaveLength(1);
  });

  it('a pod that is gone is judged by the labels of its flows, and that is said', () => {
    const gone = {
      namespace: 'shop',
      pod: 'api-x',
      labels: { app: 'api' },
      workload: { kind: 'Deployment', name: 'api' },
    };
    const engine = cluster(...pods, namespace('shop'), closed);
    expect(replayed(engine, { from: gone, to: db, port: 5432 }).flows).toMatchObject([
      { from: 'shop/api', answer: 'allowed', byLabels: true },
    ]);
    expect(replayed(engine, { from: { ...gone, labels: { app: 'x' } }, to: db, port: 5432 }).flows).toMatchObject([
      { answer: 'denied', broken: 1, byLabels: true },
    ]);
  });

  it('a pod that is gone without a trace is unknown', () => {
    const { flows } = replayed(cluster(...pods), { from: { namespace: 'shop', pod: 'gone' }, to: db, port: 1 });
    expect(flows).toMatchObject([{ answer: 'unknown', unknown: 'shop/gone: nothing in the input is it' }]);
  });

  it('a node reaches its own pods, others do not', () => {
    const engine = cluster(
      node('n1', '192.0.2.1'),
      pod('shop/db-0', { labels: { app: 'db' }, ips: ['10.0.0.2'], node: 'n1' }),
      closed,
    );
    const from = (labels: readonly string[], source: string) =>
      hubble({ source: { labels }, IP: { source }, trace_observation_point: 'TO_ENDPOINT', node_name: 'n1' });
    expect(rows(engine, from(['reserved:host'], '10.0.0.77'))).toEqual(['node/n1 → shop/db-0 5432: allowed 0/1+0/0']);
    expect(rows(engine, from(['reserved:remote-node'], '192.0.2.2'))).toEqual([
      'node/192.0.2.2 → shop/db-0 5432: denied 1/1+0/0',
    ]);
  });

  it('addresses outside are one client for all that policies treat alike', () => {
    const lets = policy('shop/db', 'podSelector: {}\ningress: [{from: [{ipBlock: {cidr: 192.0.2.0/24}}]}]');
    const engine = cluster(pods[1]!, lets);
    const from = (address: string) => ({ from: address, to: db, port: 1 });
    expect(rows(engine, from('192.0.2.1'), from('192.0.2.77'), from('203.0.113.1'))).toEqual([
      'outside → shop/db-0 1: allowed 0/2+0/0',
      'outside → shop/db-0 1: denied 1/1+0/0',
    ]);
  });

  it('a Service’s address is no end: policies see the pods behind it', () => {
    const engine = cluster(...pods, service('shop/s', 'clusterIP: 10.96.0.1\nports: [{port: 80}]'));
    expect(replayed(engine, { from: web, to: '10.96.0.1', port: 80 }).flows).toMatchObject([{ answer: 'unknown' }]);
  });
});

describe('lines', () => {
  it('that are no flows are an error with their number, but for one that is cut off', () => {
    const replay = new FlowReplay(cluster(...pods));
    expect(() => replay.add({ text: '{', number: 3, ended: true })).toThrow(BrokenFlowError);
    replay.add({ text: '{"flow": {"ver', number: 4, ended: false });
    replay.add({ text: undefined, number: 5, ended: true });
    replay.add({ text: '', number: 6, ended: true });
    const { passedOver, lines } = replay.result();
    expect([...passedOver]).toEqual([
      ['lines longer than 1 MiB', 1],
      ['no flows', 1],
    ]);
    expect(lines).toBe(3);
  });
});
