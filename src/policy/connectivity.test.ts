import { describe, expect, it } from 'vitest';
import { ask, cluster, node, object, pod, policy, service, verdict } from '../../test/support/cluster.ts';
import { formatEndpoint, type PolicyEngine, UnknownObjectError } from './index.ts';

const workload = (name: string, labels: string) =>
  object(
    'apps/v1',
    'Deployment',
    `shop/${name}`,
    `replicas: 2\ntemplate: {metadata: {labels: ${labels}}, spec: {containers: [{name: c}]}}`,
  );

const pairs = (engine: PolicyEngine, from: string, to: string) =>
  ask(engine, from, to)?.pairs.map(
    (pair) => `${formatEndpoint(pair.from)} → ${formatEndpoint(pair.to)}: ${pair.verdict}`,
  );

describe('between groups', () => {
  const servers = [pod('shop/a', { labels: { set: 's', open: 'yes' } }), pod('shop/b', { labels: { set: 's' } })];
  const front = service('shop/front', 'selector: {set: s}\nports: [{port: 80}]');
  const guard = policy(
    'shop/p',
    'podSelector: {matchExpressions: [{key: set, operator: Exists}, {key: open, operator: DoesNotExist}]}',
  );

  it('each client meets each server, and the worst pair decides', () => {
    const engine = cluster(...servers, front, guard, workload('client', '{app: client}'));
    expect(pairs(engine, 'deploy/client', 'svc/front:80')).toEqual([
      'shop/client-0 → shop/a: allowed',
      'shop/client-0 → shop/b: denied',
      'shop/client-1 → shop/a: allowed',
      'shop/client-1 → shop/b: denied',
    ]);
    expect(ask(engine, 'deploy/client', 'svc/front:80')).toMatchObject({
      verdict: 'denied',
      decisive: { from: { pod: { name: 'client-0' } }, to: { pod: { name: 'b' } } },
    });
  });

  it('an uncertain pair is worse than an allowed one, and better than a denied one', () => {
    const unread = object('projectcalico.org/v3', 'NetworkPolicy', 'shop/any', 'selector: has(open)\ntypes: [Ingress]');
    const uncertain = [...servers, front, unread, pod('shop/c')];
    expect(verdict(cluster(...uncertain), 'c', 'svc/front:80')).toBe('implementation-defined');
    expect(verdict(cluster(...uncertain, guard), 'c', 'svc/front:80')).toBe('denied');
  });

  it('a Service is a client by the pods behind it, a node by its addresses', () => {
    const engine = cluster(...servers, front, pod('shop/c'), node('n1', '192.0.2.1', '2001:db8::1'));
    expect(pairs(engine, 'svc/front', 'c:80')).toEqual(['shop/a → shop/c: allowed', 'shop/b → shop/c: allowed']);
    expect(pairs(engine, 'node/n1', 'c:80')).toEqual(['node/n1 → shop/c: allowed', 'node/n1 → shop/c: allowed']);
  });

  it('there is no answer where nobody is behind a name', () => {
    expect(ask(cluster(front, pod('shop/c')), 'c', 'svc/front:80')).toBeUndefined();
    expect(ask(cluster(front, pod('shop/c')), 'svc/front', 'c:80')).toBeUndefined();
  });

  it('there is no answer where the ends have no address family in common', () => {
    const engine = cluster(pod('shop/old', { ips: ['10.0.0.1'] }), pod('shop/new', { ips: ['fd00::1'] }));
    expect(ask(engine, 'old', 'new:80')).toBeUndefined();
    expect(ask(engine, 'old', '[2001:db8::1]:80')).toBeUndefined();
    expect(verdict(engine, 'new', '[2001:db8::1]:80')).toBe('allowed');
  });

  it('a pod without an address may be of any family', () => {
    const engine = cluster(pod('shop/a'), policy('shop/p', 'egress: [{to: [{ipBlock: {cidr: "2001:db8::/32"}}]}]'));
    expect(verdict(engine, 'a', '[2001:db8::1]:80')).toBe('allowed');
    expect(verdict(engine, 'a', '203.0.113.7:80')).toBe('denied');
  });
});

describe('a range', () => {
  it('is cut where policies cut it', () => {
    const block = policy('shop/p', 'ingress: [{from: [{ipBlock: {cidr: 10.1.0.0/16, except: [10.1.128.0/17]}}]}]');
    expect(pairs(cluster(pod('shop/a'), block), '10.0.0.0/14', 'a:80')).toEqual([
      '10.0.0.0/16 → shop/a: denied',
      '10.1.0.0/17 → shop/a: allowed',
      '10.1.128.0/17 → shop/a: denied',
      '10.2.0.0/15 → shop/a: denied',
    ]);
  });

  it('meets many pods as it meets each of them alone, their own nodes too', () => {
    const names = Array.from({ length: 40 }, (_, index) => `p${index}`);
    const pods = names.map((name, index) =>
      pod(`shop/${name}`, {
        labels: { set: 's', kind: `${index % 3}` },
        ips: [`10.2.0.${index}`],
        node: `n${index % 5}`,
        hostIP: `192.0.2.${index % 5}`,
      }),
    );
    const engine = cluster(
      ...pods,
      service('shop/all', 'clusterIP: None\nselector: {set: s}'),
      policy('shop/p', 'podSelector: {matchLabels: {kind: "1"}}\ningress: [{from: [{ipBlock: {cidr: 192.0.2.4/31}}]}]'),
      policy('shop/q', 'podSelector: {matchLabels: {kind: "2"}}\ningress: [{from: [{ipBlock: {cidr: 192.0.2.2/32}}]}]'),
    );
    const range = '192.0.2.0/29';
    const alone = names.flatMap((name) => pairs(engine, range, `pod/${name}:80`) ?? []);
    const together = pairs(engine, range, 'svc/all:80') ?? [];
    expect([...together].sort()).toEqual(alone.sort());
    expect(together.length).toBeGreaterThan(100);
  });

  it('is one piece where none cuts it, or the cuts are those of the other family', () => {
    const block = policy('shop/p', 'egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}, {ipBlock: {cidr: "fd00::/8"}}]}]');
    const engine = cluster(pod('shop/a', { ips: ['10.0.0.1', 'fd00::1'] }), block);
    expect(pairs(engine, 'a', '203.0.113.0/24:443')).toEqual(['shop/a → 203.0.113.0/24: allowed']);
    expect(pairs(engine, 'a', '[2001:db8::/32]:443')).toEqual(['shop/a → 2001:db8::/32: denied']);
  });
});

describe('a domain name', () => {
  const egress = (rules: string) => policy('shop/p', `policyTypes: [Egress]\negress: [${rules}]`);
  const to = (...documents: readonly string[]) =>
    ask(cluster(pod('shop/a', { ips: ['10.0.0.1'] }), ...documents), 'a', 'example.com:443');

  it('is allowed where every address is, and denied where none is', () => {
    expect(to()?.verdict).toBe('allowed');
    expect(to(egress('{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}'))?.verdict).toBe('allowed');
    expect(to(egress('{ports: [{port: 443}]}'))?.verdict).toBe('allowed');
    expect(to(egress('{to: [{podSelector: {}}]}'))?.verdict).toBe('denied');
  });

  it('depends on its addresses otherwise', () => {
    expect(to(egress('{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]}'))).toMatchObject({
      verdict: 'implementation-defined',
      dependsOn: ['the addresses of example.com'],
    });
  });

  it('has addresses of the families that the client has; of IPv4 where that is unknown', () => {
    const open4 = egress('{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}');
    expect(verdict(cluster(pod('shop/a'), open4), 'a', 'example.com:443')).toBe('allowed');
    expect(verdict(cluster(pod('shop/a', { ips: ['fd00::1'] }), open4), 'a', 'example.com:443')).toBe('denied');
    expect(verdict(cluster(pod('shop/a', { ips: ['10.0.0.1', 'fd00::1'] }), open4), 'a', 'example.com:443')).toBe(
      'implementation-defined',
    );
  });

  it('cannot be a client', () => {
    expect(() => ask(cluster(pod('shop/a')), 'example.com', 'a:80')).toThrow(UnknownObjectError);
  });
});
