import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReference, parseTarget, ReferenceSyntaxError } from '../index.ts';

describe('an endpoint', () => {
  it.each([
    ['server', { name: 'server' }],
    ['shop/server', { namespace: 'shop', name: 'server' }],
    ['deploy/server', { objectKind: 'Deployment', name: 'server' }],
    ['shop/deploy/server', { namespace: 'shop', objectKind: 'Deployment', name: 'server' }],
    ['shop/StatefulSet/db', { namespace: 'shop', objectKind: 'StatefulSet', name: 'db' }],
    ['node/n1', { objectKind: 'Node', name: 'n1' }],
    ['server.shop.svc.cluster.local', { name: 'server.shop.svc.cluster.local' }],
  ])('%s is [NAMESPACE/][KIND/]NAME', (text, expected) => {
    expect(parseReference(text)).toEqual({ kind: 'name', text, ...expected });
  });

  it.each([
    ['po', 'Pod'],
    ['pods', 'Pod'],
    ['sts', 'StatefulSet'],
    ['ds', 'DaemonSet'],
    ['rs', 'ReplicaSet'],
    ['rc', 'ReplicationController'],
    ['job', 'Job'],
    ['cj', 'CronJob'],
    ['svc', 'Service'],
    ['no', 'Node'],
    ['ing', 'Ingress'],
    ['gtw', 'Gateway'],
    ['httproute', 'HTTPRoute'],
    ['route', 'Route'],
  ])('has kubectl’s kinds and short names: %s is %s', (short, objectKind) => {
    expect(parseReference(`${short}/x`)).toMatchObject({ objectKind });
  });

  it.each([
    ['10.0.0.1', { family: 4, start: 0x0a000001n, end: 0x0a000002n }],
    ['10.0.0.0/8', { family: 4, start: 0x0a000000n, end: 0x0b000000n }],
    ['::/0', { family: 6, start: 0n, end: 1n << 128n }],
    ['::1', { family: 6, start: 1n, end: 2n }],
  ])('%s is an address or a range', (text, range) => {
    expect(parseReference(text)).toEqual({ kind: 'range', range, text });
  });

  it.each(['', '/', 'shop/', '/server', 'a/b/c/d', 'shop//server'])('"%s" is none', (text) => {
    expect(() => parseReference(text)).toThrow(ReferenceSyntaxError);
    expect(() => parseReference(text)).toThrow('write [NAMESPACE/][KIND/]NAME, an address or a range');
  });

  it('of an unknown kind lists those that there are', () => {
    expect(() => parseReference('shop/volume/web')).toThrow('"volume" is no kind; known are pod, deployment, ');
  });
});

describe('a target', () => {
  it.each([
    ['server:80', 'server', 80, 'TCP'],
    ['shop/deploy/server:http', 'shop/deploy/server', 'http', 'TCP'],
    ['kube-dns.kube-system:53/UDP', 'kube-dns.kube-system', 53, 'UDP'],
    ['server:9/sctp', 'server', 9, 'SCTP'],
    ['10.0.0.1:443', '10.0.0.1', 443, 'TCP'],
    ['10.0.0.0/8:443/TCP', '10.0.0.0/8', 443, 'TCP'],
    ['[::1]:443', '::1', 443, 'TCP'],
    ['[2001:db8::/32]:443/UDP', '2001:db8::/32', 443, 'UDP'],
  ])('%s is an endpoint with :port[/PROTOCOL]', (text, endpoint, port, protocol) => {
    expect(parseTarget(text)).toEqual({ endpoint: parseReference(endpoint), port, protocol, text });
  });

  it.each(['server', 'shop/server', '10.0.0.1', '2001:db8::1', '::1', ':80', '[::1]', 'server:', '[]:80'])(
    '%s names no port, or no endpoint',
    (text) => {
      expect(() => parseTarget(text)).toThrow(
        `"${text}" names no port: write TARGET:PORT[/PROTOCOL], IPv6 as [ADDRESS]:PORT`,
      );
    },
  );

  it.each(['999.1.1.1:80', '10.0.0:0:80', '1.2.3.4/33:80', '[fd00::1::]:80', '[fe80::1%eth0]:80', 'fd00::zz:80'])(
    '%s is no address, and no name either',
    (text) => {
      expect(() => parseTarget(text)).toThrow(/is no IP address: write one such as 10\.0\.0\.7 or fd00::7, or a range/);
    },
  );

  it('has a port that exists', () => {
    for (const port of ['0', '65536', '99999999999999999999']) {
      expect(() => parseTarget(`server:${port}`)).toThrow('a port is a number from 1 to 65535, or a name');
    }
  });

  it('has a protocol that a policy can name', () => {
    expect(() => parseTarget('server:80/ICMP')).toThrow(
      '"ICMP" is no protocol that a policy can name: TCP, UDP or SCTP',
    );
  });

  it('is read or refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a/:.[]1-'.split('')), maxLength: 40 }), (text) => {
        for (const parse of [parseReference, parseTarget]) {
          try {
            expect(parse(text).text).toBe(text);
          } catch (error) {
            expect(error).toBeInstanceOf(ReferenceSyntaxError);
          }
        }
      }),
    );
  });
});
