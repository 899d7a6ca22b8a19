import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusters, manifestsOf } from '../../test/oracle/arbitrary.ts';
import { cluster, pod, policy } from '../../test/support/cluster.ts';
import type { JsonObject } from '../model/manifest.ts';
import { matrixOf, PolicyEngine, verdictsOf } from './index.ts';
import { classesOf } from './pod-classes.ts';

/** The names of the pods of each class. */
function classes(...documents: readonly string[]): readonly string[] {
  const engine = cluster(...documents);
  const members = new Map<number, string[]>();
  for (const [{ name }, number] of classesOf(engine.cluster.pods, engine.policies)) {
    members.set(number, [...(members.get(number) ?? []), name]);
  }
  return [...members.values()].map((names) => names.sort().join(' ')).sort();
}

const web = { labels: { app: 'web', tier: 'front' } };

describe('pods are of one class', () => {
  it('where they have the same namespace and labels, in any order', () => {
    const twin = { labels: { tier: 'front', app: 'web' } };
    expect(classes(pod('shop/a', web), pod('shop/b', twin), pod('other/c', web), pod('shop/d'))).toEqual([
      'a b',
      'c',
      'd',
    ]);
  });

  it('where the same ports have the same names', () => {
    const ports = (...texts: string[]) => ({ ...web, ports: texts });
    const documents = [
      pod('shop/a', ports('http:80')),
      pod('shop/b', ports('http:81')),
      pod('shop/c', ports('http:80')),
    ];
    expect(classes(...documents)).toEqual(['a c', 'b']);
  });

  it('where no ipBlock has one of their addresses and not the other', () => {
    const at = (ip: string) => ({ ...web, ips: [ip] });
    const pods = [pod('shop/a', at('10.0.0.1')), pod('shop/b', at('10.0.0.2')), pod('shop/c', at('10.0.1.1'))];
    expect(classes(...pods)).toEqual(['a b c']);
    const block = (text: string) => policy('shop/p', `ingress: [{from: [{ipBlock: ${text}}]}]`);
    expect(classes(...pods, block('{cidr: 10.0.0.0/24}'))).toEqual(['a b', 'c']);
    expect(classes(...pods, block('{cidr: 10.0.0.0/23, except: [10.0.0.2/32]}'))).toEqual(['a', 'b', 'c']);
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
