import { describe, expect, it } from 'vitest';
import { cluster, node, object, pod, policy, service } from '../../test/support/cluster.ts';
import { ask } from './index.ts';

describe('a pod that has ended', () => {
  const server = pod('shop/server');

  it.each(['Succeeded', 'Failed'])('(%s) has no network: nothing connects to it or from it', (phase) => {
    const engine = cluster(server, pod('shop/done', { phase }));
    const message = `pod shop/done has ended (${phase}), and has no network any more`;
    expect(() => ask(engine, 'shop/done', 'shop/server:80')).toThrow(message);
    expect(() => ask(engine, 'shop/server', 'shop/pod/done:80')).toThrow(message);
  });

  const job = object('batch/v1', 'Job', 'shop/sync', 'template: {spec: {containers: [{name: c}]}}');
  const run = (name: string, phase: string) => {
    const owned = JSON.parse(pod(`shop/${name}`, { phase })) as { metadata: object };
    const ownerReferences = [{ apiVersion: 'batch/v1', kind: 'Job', name: 'sync', controller: true }];
    return JSON.stringify({ ...owned, metadata: { ...owned.metadata, ownerReferences } });
  };

  it('leaves its workload to be asked about as if it ran, and the answer says so', () => {
    const engine = cluster(server, job, run('sync-1', 'Failed'));
    expect(() => ask(engine, 'shop/sync-1', 'shop/server:80')).toThrow('shop/job/sync is asked about as if it ran');
    expect(ask(engine, 'shop/job/sync', 'shop/server:80')).toMatchObject({
      verdict: 'allowed',
      assumptions: ['the pods of Job shop/sync have ended: it is asked about as if it ran'],
    });
  });

  it('is passed over where others of its workload run', () => {
    const engine = cluster(server, job, run('sync-1', 'Failed'), run('sync-2', 'Running'));
    const { pairs, assumptions } = ask(engine, 'shop/job/sync', 'shop/server:80');
    expect(pairs).toHaveLength(1);
    expect(assumptions).toEqual([]);
  });
});

describe('a range that holds addresses of the cluster', () => {
  const engine = cluster(
    pod('shop/client', { ips: ['10.0.0.1'] }),
    pod('shop/server', { ips: ['10.0.0.2'] }),
    pod('shop/agent', { ips: ['10.1.0.1'], hostNetwork: true, node: 'n1' }),
    pod('shop/done', { ips: ['10.0.0.3'], phase: 'Succeeded' }),
    node('n1', '10.1.0.1'),
    service('shop/front', 'clusterIP: 10.96.0.1\nselector: {app: server}\nports: [{port: 80}]'),
    policy('shop/guard', 'podSelector: {matchLabels: {app: server}}\ningress: [{from: [{podSelector: {}}]}]'),
  );
  const said = (list: string) =>
    `10.0.0.0/8 stands for addresses outside of the cluster, and not for those in it of ${list}`;

  it('is asked about as addresses outside, and the answer says whom that leaves out', () => {
    expect(ask(engine, '10.0.0.0/8', 'shop/server:80')).toMatchObject({
      verdict: 'denied',
      assumptions: [said('pod shop/client, pod shop/server, node n1 and 1 more')],
    });
    expect(ask(engine, 'shop/client', '10.0.0.0/8:80').assumptions).toHaveLength(1);
  });

  it('says nothing of a range without them, or of the address of a pod', () => {
    expect(ask(engine, '192.0.2.0/24', 'shop/server:80').assumptions).toEqual([]);
    expect(ask(engine, '10.0.0.1', 'shop/server:80')).toMatchObject({ verdict: 'allowed', assumptions: [] });
    expect(ask(engine, '10.0.0.3', 'shop/server:80')).toMatchObject({ verdict: 'denied', assumptions: [] });
  });
});
