import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusters, manifestsOf } from '../../../test/oracle/arbitrary.ts';
import { cluster, pod, policy } from '../../../test/support/cluster.ts';
import type { JsonObject } from '../../model/manifest.ts';
import { matrixOf, PolicyEngine, verdictsOf } from '../index.ts';
import { classesOf, nodesMatterTo } from './pod-classes.ts';

/** The names of the pods of each class. */
function classes(...documents: readonly string[]): readonly string[] {
  const engine = cluster(...documents);
  const members = new Map<number, string[]>();
  for (const [{ name }, number] of classesOf(engine, engine.cluster.pods, {
    nodes: nodesMatterTo(engine.cluster.pods),
    portNames: [],
  })) {
    members.set(number, [...(members.get(number) ?? []), name]);
  }
  return [...members.values()].map((names) => names.sort().join(' ')).sort();
}

const web = { labels: { app: 'web', tier: 'front' } };

describe('pods are of one class', () => {
  const asking = (selector: string) => policy('asking/p', `ingress: [{from: [${selector}]}]`);

  it('where no selector asks for a label in which they differ', () => {
    const pods = [pod('shop/a', web), pod('shop/b', { labels: { app: 'web' } }), pod('shop/c')];
    expect(classes(...pods)).toEqual(['a b c']);
    expect(classes(...pods, asking('{namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}'))).toEqual([
      'a b',
      'c',
    ]);
    const exists = '{namespaceSelector: {}, podSelector: {matchExpressions: [{key: tier, operator: Exists}]}}';
    expect(classes(...pods, asking(exists))).toEqual(['a', 'b c']);
  });

  it('where they differ in values that no selector names', () => {
    const of = (app: string) => ({ labels: { app } });
    const pods = [
      pod('shop/a', of('a')),
      pod('shop/b', of('b')),
      pod('shop/c', of('c')),
      pod('shop/d', { labels: {} }),
    ];
    const selector = '{namespaceSelector: {}, podSelector: {matchLabels: {app: c}}}';
    expect(classes(...pods, asking(selector))).toEqual(['a b', 'c', 'd']);
  });

  it('where their namespaces have no policies, and are alike to selectors', () => {
    const pods = [pod('shop/a', web), pod('other/b', web), pod('asking/c', web)];
    expect(classes(...pods, asking('{podSelector: {}}'))).toEqual(['a b', 'c']);
    const byName = asking('{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}');
    expect(classes(...pods, byName)).toEqual(['a', 'b', 'c']);
  });

  it('where the ports that rules name are the same', () => {
    const ports = (...texts: string[]) => ({ ...web, ports: texts });
    const pods = [
      pod('shop/a', ports('http:80')),
      pod('shop/b', ports('http:81')),
      pod('shop/c', ports('http:80', 'x:1')),
    ];
    expect(classes(...pods)).toEqual(['a b c']);
    expect(classes(...pods, policy('asking/p', 'egress: [{ports: [{port: http}]}]'))).toEqual(['a c', 'b']);
  });

  it('where no ipBlock has one of their addresses and not the other', () => {
    const at = (ip: string) => ({ ...web, ips: [ip] });
    const pods = [pod('shop/a', at('10.0.0.1')), pod('shop/b', at('10.0.0.2')), pod('shop/c', at('10.0.1.1'))];
    expect(classes(...pods)).toEqual(['a b c']);
    const block = (text: string) => policy('shop/p', `ingress: [{from: [{ipBlock: ${text}}]}]`);
    expect(classes(...pods, block('{cidr: 10.0.0.0/24}'))).toEqual(['a b', 'c']);
    expect(classes(...pods, block('{cidr: 10.0.0.0/23, except: [10.0.0.2/32]}'))).toEqual(['a c', 'b']);
    expect(classes(...pods, pod('shop/d', web))).toEqual(['a b c', 'd']);
  });

  it('where both are on the network of their host, or neither', () => {
    const on = (node: string, hostNetwork: boolean) => ({ ...web, node, hostNetwork });
    expect(classes(pod('shop/a', on('n1', false)), pod('shop/b', on('n2', false)))).toEqual(['a b']);
    expect(
      classes(pod('shop/a', on('n1', true)), pod('shop/b', on('n1', false)), pod('shop/c', on('n2', false))),
    ).toEqual(['a', 'b', 'c']);
  });
});

describe('a matrix by classes', () => {
  const place = fc.record({ hostNetwork: fc.boolean(), nodeName: fc.constantFrom('n1', 'n2') });

  it('is that of all pairs one by one, pods of the host network among them', () => {
    fc.assert(
      fc.property(clusters, fc.array(place, { minLength: 5, maxLength: 5 }), (record, places) => {
        const engine = new PolicyEngine();
        const manifests = manifestsOf(record).map((manifest, index) => {
          const { kind, spec } = manifest.value;
          const placed = { ...(spec as JsonObject), ...places[index % 5] };
          return kind === 'Pod' ? { ...manifest, value: { ...manifest.value, spec: placed } } : manifest;
        });
        engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
        const { livePods } = engine.cluster;
        const { pods, probes } = matrixOf(engine, livePods, [{ protocol: 'TCP', port: 80 }]);
        const endpoints = pods.map((name) => livePods.find((pod) => `${pod.namespace}/${pod.name}` === name)!);
        const expected = endpoints.map((from) =>
          endpoints.map((to) => {
            if (from === to) return '-';
            const ends = { from: { kind: 'pod', pod: from }, to: { kind: 'pod', pod: to } } as const;
            const answers = verdictsOf(engine, { ...ends, protocol: 'TCP', port: 80 }).map(({ verdict }) => verdict);
            if (answers.includes('denied')) return 'X';
            return answers.includes('implementation-defined') ? '?' : '.';
          }),
        );
        expect(probes[0]?.combined).toEqual(expected.map((row) => row.join('')));
      }),
      { numRuns: 100 },
    );
  });
});
