import { describe, expect, it } from 'vitest';
import { cluster, pod, policy } from '../../../test/support/cluster.ts';
import { mapAssumptions, mapOf } from '../index.ts';

describe('what a map assumes', () => {
  const server = pod('shop/server', { ips: ['10.0.0.2'] });
  const from = (...cidrs: readonly string[]) =>
    policy('shop/guard', `ingress: [{from: [${cidrs.map((cidr) => `{ipBlock: {cidr: ${cidr}}}`).join(', ')}]}]`);
  const assumed = (...documents: readonly string[]) => {
    const engine = cluster(...documents);
    return mapAssumptions(engine, mapOf(engine));
  };

  it('is that a block which policies name is outside of the cluster, though pods have addresses in it', () => {
    expect(assumed(server, from('10.0.0.0/8', '192.0.2.0/24'))).toEqual([
      '10.0.0.0/8 stands for addresses outside of the cluster, and not for those in it of pod shop/server',
    ]);
  });

  it('is that nothing shows the address family of planned pods, where that matters', () => {
    const planned = ['a', 'b'].map((name) => {
      return JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace: 'shop' },
        spec: { containers: [] },
      });
    });
    const said = 'the input holds no address of a pod: what depends on whether they are IPv4 or IPv6 is not certain';
    expect(assumed(...planned, from('0.0.0.0/0'))).toEqual([said]);
    expect(assumed(...planned, from('0.0.0.0/0', '"::/0"'))).toEqual([]);
    expect(assumed(...planned, from('192.0.2.0/24'))).toEqual([]);
  });

  it('is nothing where no block has addresses of the cluster, or blocks have all addresses', () => {
    expect(assumed(server, from('192.0.2.0/24'))).toEqual([]);
    expect(assumed(server, from('0.0.0.0/0'))).toEqual([]);
    expect(assumed(server)).toEqual([]);
  });
});
