import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, Protocol } from '../../src/model/index.ts';
import { decodeConnectivityTest, judgeTest, type Outcome } from '../../src/policy/assertions/index.ts';
import { type Answer, PolicyEngine, verdictsOf } from '../../src/policy/index.ts';
import { clusters, manifestsOf } from './arbitrary.ts';

/** One port of each piece that the small vocabulary of the generator can make, and of what lies around them. */
const somePorts = [1, 78, 79, 80, 81, 82, 8079, 8080, 8081, 9000, 9001, 65535];
const protocols: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];
const probes = protocols.flatMap((protocol) => somePorts.map((port) => ({ protocol, port })));

function engineOf(manifests: ReturnType<typeof manifestsOf>): PolicyEngine {
  const engine = new PolicyEngine();
  engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
  return engine;
}

function outcomeOf(engine: PolicyEngine, lists: object): Outcome | undefined {
  const value = { apiVersion: 'netwhy.dev/v1alpha1', kind: 'ConnectivityTest', ...lists } as JsonObject;
  const source = { file: { path: 't', text: '' }, document: 0, start: 0, end: 0 };
  const { test } = decodeConnectivityTest({ value, source });
  return judgeTest(engine, test!).results[0]?.outcome;
}

type Edges = readonly (readonly boolean[])[];

/** Which pods each pod may connect to on some port, asked pair by pair and port by port: for sure, or perhaps. */
function edgesOf(engine: PolicyEngine): { readonly sure: Edges; readonly perhaps: Edges } {
  return { sure: edgesWith(engine, ['allowed']), perhaps: edgesWith(engine, ['allowed', 'implementation-defined']) };
}

function edgesWith(engine: PolicyEngine, answers: readonly Answer[]): Edges {
  const pods = engine.cluster.livePods;
  return pods.map((client) =>
    pods.map((server) => {
      if (client === server || !shareFamily(client.addresses, server.addresses)) return false;
      const ends = { from: { kind: 'pod', pod: client }, to: { kind: 'pod', pod: server } } as const;
      return probes.some((probe) =>
        verdictsOf(engine, { ...ends, ...probe }).some(({ verdict }) => answers.includes(verdict)),
      );
    }),
  );
}

function shareFamily(a: readonly { family: number }[], b: readonly { family: number }[]): boolean {
  return a.length === 0 || b.length === 0 || a.some(({ family }) => b.some((other) => other.family === family));
}

/** Warshall's closure, without the pods that are left out. */
function closureOf(edges: Edges, without: number): Edges {
  const reach = edges.map((row, from) => row.map((lets, to) => lets && from !== without && to !== without));
  for (const middle of edges.keys()) {
    for (const from of edges.keys()) {
      for (const to of edges.keys()) reach[from]![to] ||= reach[from]![middle]! && reach[middle]![to]!;
    }
  }
  return reach;
}

/** What becomes of a denial, by whether some edges hold a connection. */
function wordOf({ sure, perhaps }: ReturnType<typeof edgesOf>, holds: (edges: Edges) => boolean): Outcome {
  if (holds(sure)) return 'failed';
  return holds(perhaps) ? 'undecided' : 'held';
}

describe('assertions agree with asking about every pair, port and way', () => {
  it('in one step, in any number of them, and around each pod', () => {
    fc.assert(
      fc.property(clusters, fc.nat(4), fc.nat(4), fc.nat(4), (record, a, b, c) => {
        const engine = engineOf(manifestsOf(record));
        const pods = engine.cluster.livePods;
        fc.pre(pods.length > 1);
        const [from, to, without] = [a % pods.length, b % pods.length, c % pods.length];
        fc.pre(from !== to);
        const nameOf = (index: number) => `${pods[index]!.namespace}/pod/${pods[index]!.name}`;
        const pair = { from: nameOf(from), to: nameOf(to) };
        const edges = edgesOf(engine);
        expect(outcomeOf(engine, { deny: [pair] })).toBe(wordOf(edges, (all) => all[from]![to]!));
        expect(outcomeOf(engine, { deny: [{ ...pair, via: 'any' }] })).toBe(
          wordOf(edges, (all) => closureOf(all, -1)[from]![to]!),
        );
        if (without === from || without === to) return;
        const around = { ...pair, via: { except: nameOf(without) } };
        expect(outcomeOf(engine, { deny: [around] })).toBe(wordOf(edges, (all) => closureOf(all, without)[from]![to]!));
      }),
      { numRuns: 150 },
    );
  });

  it('on everybody at once', () => {
    fc.assert(
      fc.property(clusters, (record) => {
        const engine = engineOf(manifestsOf(record));
        fc.pre(engine.cluster.livePods.length > 1);
        const edges = edgesOf(engine);
        expect(outcomeOf(engine, { deny: [{ from: '*', to: '*' }] })).toBe(
          wordOf(edges, (all) => all.some((row) => row.some(Boolean))),
        );
      }),
      { numRuns: 100 },
    );
  });
});
