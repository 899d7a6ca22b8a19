import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Manifest, Pod } from '../../src/model/index.ts';
import { matrixOf, PolicyEngine, verdictsOf } from '../../src/policy/index.ts';
import { clusters, manifestsOf } from './arbitrary.ts';
import { type ClusterRecord, egressAllows, type Family, ingressAllows, pathsOf } from './network-policy.ts';

const probes = [
  { protocol: 'TCP', port: 80 },
  { protocol: 'TCP', port: 81 },
  { protocol: 'UDP', port: 80 },
  { protocol: 'SCTP', port: 8080 },
] as const;

const named = { protocol: 'TCP', port: 'http' } as const;

function engineOf(manifests: readonly Manifest[]): PolicyEngine {
  const engine = new PolicyEngine();
  const { problems } = engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
  expect(problems).toEqual([]);
  return engine;
}

function answersOf(engine: PolicyEngine) {
  return matrixOf(engine, engine.cluster.livePods, [...probes, named]);
}

const word = (isAllowed: boolean) => (isAllowed ? 'allowed' : 'denied');

/** For each address family: ingress, egress, and both. */
type Answers = readonly (readonly [Family | undefined, string, string, string])[];

/** What the oracle says, in the form of the engine's verdicts. */
function expectedVerdicts(cluster: ClusterRecord, from: number, to: number, probe: (typeof probes)[number]): Answers {
  const [client, server] = [cluster.pods[from]!, cluster.pods[to]!];
  return pathsOf(client, server).map((family) => {
    const attempt = { from: client, to: server, family, ...probe };
    const [ingress, egress] = [ingressAllows(cluster, attempt), egressAllows(cluster, attempt)];
    return [family ?? undefined, word(ingress), word(egress), word(ingress && egress)] as const;
  });
}

function podOf(engine: PolicyEngine, { namespace, name }: { namespace: string; name: string }): Pod {
  return engine.cluster.pod(namespace, name)!;
}

describe('the engine agrees with a slow and obvious reading of the semantics', () => {
  it('on every pair of pods, port and address family', () => {
    fc.assert(
      fc.property(clusters, (cluster) => {
        const engine = engineOf(manifestsOf(cluster));
        const got: Answers[] = [];
        const expected: Answers[] = [];
        for (const [row, client] of cluster.pods.entries()) {
          for (const [column, server] of cluster.pods.entries()) {
            const from = { kind: 'pod', pod: podOf(engine, client) } as const;
            const to = { kind: 'pod', pod: podOf(engine, server) } as const;
            for (const probe of probes) {
              const verdicts = verdictsOf(engine, { from, to, ...probe });
              got.push(verdicts.map((v) => [v.family, v.ingress.verdict, v.egress.verdict, v.verdict]));
              expected.push(expectedVerdicts(cluster, row, column, probe));
            }
          }
        }
        expect(got).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('in a matrix, where pods that no policy tells apart are asked about once', () => {
    fc.assert(
      fc.property(clusters, (cluster) => {
        const engine = engineOf(manifestsOf(cluster));
        const matrix = answersOf(engine);
        const indexOf = new Map(cluster.pods.map((pod, index) => [`${pod.namespace}/${pod.name}`, index]));
        for (const [at, probe] of probes.entries()) {
          const expected = matrix.pods.map((from) =>
            matrix.pods.map((to) => {
              if (from === to) return '-';
              const verdicts = expectedVerdicts(cluster, indexOf.get(from)!, indexOf.get(to)!, probe);
              return verdicts.every(([, , , verdict]) => verdict === 'allowed') ? '.' : 'X';
            }),
          );
          expect(matrix.probes[at]?.combined).toEqual(expected.map((row) => row.join('')));
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('the state after apply', () => {
  it('is the same whether objects come at once or one by one, in any order', () => {
    const shuffled = clusters.chain((cluster) => {
      const manifests = manifestsOf(cluster);
      return fc.record({
        manifests: fc.constant(manifests),
        order: fc.shuffledSubarray([...manifests], { minLength: manifests.length }),
      });
    });
    fc.assert(
      fc.property(shuffled, ({ manifests, order }) => {
        const stepwise = new PolicyEngine();
        for (const manifest of order) {
          stepwise.apply([{ type: 'put', manifest }]);
          // A question in between must not leave anything behind.
          answersOf(stepwise);
        }
        expect(answersOf(stepwise)).toEqual(answersOf(engineOf(manifests)));
      }),
      { numRuns: 60 },
    );
  });

  it('is what it was when what was put is removed again', () => {
    fc.assert(
      fc.property(clusters, clusters, (before, more) => {
        const engine = engineOf(manifestsOf(before));
        const expected = answersOf(engine);
        // Other names, so that nothing of the first is replaced.
        const added = manifestsOf(more)
          .filter(({ value }) => value['kind'] !== 'Namespace')
          .map((manifest) => ({ ...manifest, value: renamed(manifest.value) }));
        const { changed } = engine.apply(added.map((manifest) => ({ type: 'put', manifest })));
        answersOf(engine);
        const removed = engine.apply(changed.map((ref) => ({ type: 'remove', ref })));
        expect(removed.changed).toHaveLength(added.length);
        expect(answersOf(engine)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of rules, peers and ports', () => {
    fc.assert(
      fc.property(clusters, (cluster) => {
        const policies = cluster.policies.map((policy) => reversed(policy)).reverse();
        expect(answersOf(engineOf(manifestsOf({ ...cluster, policies })))).toEqual(
          answersOf(engineOf(manifestsOf(cluster))),
        );
      }),
      { numRuns: 60 },
    );
  });
});

function renamed(value: Manifest['value']): Manifest['value'] {
  const metadata = value['metadata'] as Manifest['value'];
  return { ...value, metadata: { ...metadata, name: `more-${metadata['name'] as string}` } };
}

/** All lists the other way round, at any depth. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item) => reversed<unknown>(item)).reverse() as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, reversed<unknown>(field)])) as T;
}
