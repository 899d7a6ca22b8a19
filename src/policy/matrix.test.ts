import { describe, expect, it } from 'vitest';
import { cluster, object, pod, policy } from '../../test/support/cluster.ts';
import { matrixOf, type PolicyEngine, type ProbedPort } from './index.ts';

const tcp = (port: number | string): ProbedPort => ({ protocol: 'TCP', port });
const matrix = (engine: PolicyEngine, ...ports: readonly ProbedPort[]) =>
  matrixOf(engine, engine.cluster.livePods, ports);

const a = pod('shop/a', { ports: ['http:8080'] });
const b = pod('shop/b', { ports: ['http:9090'] });
const c = pod('other/c');

describe('a matrix', () => {
  it('has a row a source and a character a destination, by name', () => {
    const engine = cluster(
      b,
      a,
      c,
      policy('shop/p', 'podSelector: {matchLabels: {app: a}}\ningress: [{from: [{podSelector: {}}]}]'),
    );
    expect(matrix(engine, tcp(80))).toEqual({
      pods: ['other/c', 'shop/a', 'shop/b'],
      probes: [
        {
          protocol: 'TCP',
          port: 80,
          ingress: ['-X.', '.-.', '..-'],
          egress: ['-..', '.-.', '..-'],
          combined: ['-X.', '.-.', '..-'],
        },
      ],
    });
  });

  it('is in the order of the names as they are printed, as the public cases are', () => {
    const engine = cluster(pod('team-a/x'), pod('team/y'), pod('team/x-1'), pod('team/x'));
    expect(matrix(engine, tcp(80)).pods).toEqual(['team-a/x', 'team/x', 'team/x-1', 'team/y']);
  });

  it('has a probe for each port, in the order asked', () => {
    const engine = cluster(a, b, policy('shop/p', 'ingress: [{ports: [{port: 80}]}]'));
    const { probes } = matrix(engine, { protocol: 'UDP', port: 80 }, tcp(81), tcp(80));
    expect(probes.map(({ protocol, port, combined }) => [protocol, port, combined.join()])).toEqual([
      ['UDP', 80, '-X,X-'],
      ['TCP', 81, '-X,X-'],
      ['TCP', 80, '-.,.-'],
    ]);
  });

  it('looks a name up in each destination, and has an N where it is none', () => {
    const engine = cluster(a, b, c, policy('shop/p', 'ingress: [{ports: [{port: 8080}]}]'));
    expect(matrix(engine, tcp('http')).probes[0]?.combined).toEqual(['-.X', 'N-X', 'N.-']);
    expect(matrix(engine, { protocol: 'UDP', port: 'http' }).probes[0]?.combined).toEqual(['-NN', 'N-N', 'NN-']);
  });

  it('takes the worst of the numbers of one name', () => {
    const several = pod('shop/a', { ports: ['http:8080', 'http:8081'] });
    const engine = cluster(several, c, policy('shop/p', 'ingress: [{ports: [{port: 8080}]}]'));
    expect(matrix(engine, tcp('http')).probes[0]?.combined).toEqual(['-X', 'N-']);
  });

  it('takes the worst of the address families', () => {
    const dual = (name: string, n: number) => pod(name, { ips: [`10.0.0.${n}`, `fd00::${n}`] });
    const engine = cluster(
      dual('shop/a', 1),
      dual('shop/b', 2),
      policy('shop/p', 'ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]'),
    );
    expect(matrix(engine, tcp(80)).probes[0]?.combined).toEqual(['-X', 'X-']);
  });

  it('has a question mark where the answer is not certain', () => {
    const unread = object(
      'projectcalico.org/v3',
      'NetworkPolicy',
      'shop/any',
      'selector: app == "a"\ntypes: [Ingress]',
    );
    expect(matrix(cluster(a, c, unread), tcp(80)).probes[0]).toMatchObject({
      ingress: ['-?', '.-'],
      combined: ['-?', '.-'],
    });
  });

  it('leaves out nobody: terminated pods are the caller’s to leave out', () => {
    const engine = cluster(a, pod('shop/done', { phase: 'Succeeded' }));
    expect(matrixOf(engine, engine.cluster.pods, [tcp(80)]).pods).toEqual(['shop/a', 'shop/done']);
    expect(matrix(engine, tcp(80)).pods).toEqual(['shop/a']);
  });
});
