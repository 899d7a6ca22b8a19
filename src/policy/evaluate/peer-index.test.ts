import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../model/manifest.ts';
import { ask } from '../ask.ts';
import { PolicyEngine } from '../engine.ts';

const source = { file: { path: 'test', text: '' }, document: 0, start: 0, end: 0 };

function engineOf(...values: readonly JsonObject[]): PolicyEngine {
  const engine = new PolicyEngine();
  const { problems } = engine.apply(values.map((value) => ({ type: 'put', manifest: { value, source } })));
  expect(problems).toEqual([]);
  return engine;
}

function pod(name: string, podIP: string, labels: Record<string, string>): JsonObject {
  const metadata = { name, namespace: 'shop', labels };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [] }, status: { podIP } };
}

function policy(name: string, from: readonly JsonObject[]): JsonObject {
  const spec = { podSelector: { matchLabels: { app: 'server' } }, ingress: from.length > 0 ? [{ from }] : [] };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'shop' }, spec };
}

const label = fc.constantFrom('a', 'b', 'c');
const octet = fc.integer({ min: 0, max: 15 });
const block = fc.tuple(octet, octet, fc.integer({ min: 16, max: 30 })).map(([a, b, bits]) => {
  return { ipBlock: { cidr: `10.0.${a}.${b}/${bits}` } };
});
const selector = fc.oneof(
  fc.record({ app: label }).map((matchLabels) => ({ matchLabels })),
  fc.record({ tier: label, app: label }).map((matchLabels) => ({ matchLabels })),
  label.map((value) => ({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: [value, 'd'] }] })),
);
const peer = fc.oneof(
  { weight: 3, arbitrary: block },
  { weight: 1, arbitrary: selector.map((podSelector) => ({ podSelector })) },
);

describe('a rule with many peers', () => {
  it('lets through what as many policies with one of them each do', () => {
    fc.assert(
      fc.property(
        fc.array(peer, { minLength: 32, maxLength: 60 }),
        fc.array(fc.tuple(octet, octet), { minLength: 1, maxLength: 5 }),
        label,
        label,
        (peers, addresses, app, tier) => {
          const pods = [pod('server', '10.9.0.1', { app: 'server' }), pod('client', '10.0.3.7', { app, tier })];
          const together = engineOf(...pods, policy('all', peers));
          const apart = engineOf(...pods, ...peers.map((one, index) => policy(`p${index}`, [one as JsonObject])));
          for (const from of ['shop/client', ...addresses.map(([a, b]) => `10.0.${a}.${b}`)]) {
            expect(ask(together, from, 'shop/server:80').verdict).toBe(ask(apart, from, 'shop/server:80').verdict);
          }
        },
      ),
    );
  });

  it('takes an exception of a block for none of its own, however many there are', () => {
    const except = Array.from({ length: 64 }, (_, index) => `10.0.${index}.0/25`);
    const pods = [pod('server', '10.9.0.1', { app: 'server' })];
    const engine = engineOf(...pods, policy('all', [{ ipBlock: { cidr: '10.0.0.0/16', except } }]));
    expect(ask(engine, '10.0.63.127', 'shop/server:80').verdict).toBe('denied');
    expect(ask(engine, '10.0.63.128', 'shop/server:80').verdict).toBe('allowed');
    expect(ask(engine, '10.0.64.1', 'shop/server:80').verdict).toBe('allowed');
  });
});
