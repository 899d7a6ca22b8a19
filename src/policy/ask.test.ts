import { describe, expect, it } from 'vitest';
import { cluster, object, pod } from '../../test/support/cluster.ts';
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
