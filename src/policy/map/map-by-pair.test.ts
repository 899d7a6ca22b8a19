import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusters, manifestsOf } from '../../../test/oracle/arbitrary.ts';
import type { Family } from '../../model/address.ts';
import { hasPort } from '../../model/connection-set.ts';
import type { JsonObject } from '../../model/manifest.ts';
import {
  type Answer,
  type ConnectivityMap,
  type Endpoint,
  formatEndpoint,
  type MapConnection,
  type MapEndpoint,
  mapOf,
  PolicyEngine,
  verdictsOf,
} from '../index.ts';

// What a map says of two endpoints over each address family, held against what is said of their pods alone.

/** An answer for two pods, over one address family; without one, over all that they may have in common. */
interface PairAnswer {
  readonly family?: Family;
  readonly verdict: Answer;
}

type Asking = (from: Endpoint, to: Endpoint, port: number) => readonly PairAnswer[];

/** Asks about each pair once, for all maps of a cluster. */
function askingOnce(engine: PolicyEngine): Asking {
  const known = new Map<string, readonly PairAnswer[]>();
  return (from, to, port) => {
    const key = `${formatEndpoint(from)} ${formatEndpoint(to)} ${isName(to)} ${port}`;
    const answers = known.get(key) ?? answersBetween(engine, from, to, port);
    known.set(key, answers);
    return answers;
  };
}

function answersBetween(engine: PolicyEngine, from: Endpoint, to: Endpoint, port: number): readonly PairAnswer[] {
  if (!canMeet(from, to)) return [{ verdict: 'denied' }];
  const verdicts = verdictsOf(engine, { from, to, protocol: 'TCP', port });
  // A name may have addresses of any family.
  return isName(to) ? verdicts.map(({ verdict }) => ({ verdict })) : verdicts;
}

type Said = MapConnection['certainty'] | 'denied';

function together(answers: readonly Answer[]): Said {
  if (answers.every((answer) => answer === 'allowed')) return 'allowed';
  if (answers.includes('allowed')) return 'some-pods';
  return answers.includes('implementation-defined') ? 'implementation-defined' : 'denied';
}

/** What a map says of two of its endpoints, by their index, over one family. */
function saidOf(map: ConnectivityMap, from: number, to: number, port: number, family?: Family): Said {
  const found = map.connections.filter(
    (connection) =>
      map.groups[connection.from]!.members.includes(from) &&
      map.groups[connection.to]!.members.includes(to) &&
      hasPort(connection.ports, 'TCP', port) &&
      (connection.family === undefined || connection.family === family),
  );
  if (found.length > 1) throw new Error(`${from} → ${to}:${port} is in ${found.length} connections`);
  return found[0]?.certainty ?? 'denied';
}

function expectToAgree(engine: PolicyEngine, map: ConnectivityMap, ask: Asking): void {
  // Compared all at once: an expectation for each pair takes longer than its answers.
  const [got, wanted]: [unknown[], unknown[]] = [[], []];
  const ends = map.endpoints.map((endpoint) => endsOf(engine, endpoint));
  for (const [a, clients] of ends.entries()) {
    for (const [b, servers] of ends.entries()) {
      // Nobody connects from a name, or from outside to outside.
      if (a === b || clients.some(isName) || [...clients, ...servers].every(({ kind }) => kind === 'range')) continue;
      for (const port of [79, 80, 8080]) {
        const pairs = clients.flatMap((from) => servers.map((to) => ask(from, to, port)));
        const families = new Set(pairs.map((answers) => answers.map(({ family }) => family).join()));
        // Of a family is spoken only where the pairs have more than one.
        const isOne = families.size === 1 && pairs[0]!.length === 1;
        for (const family of isOne ? [pairs[0]![0]!.family] : ([4, 6] as const)) {
          const having = pairs.flat().filter((answer) => answer.family === undefined || answer.family === family);
          if (having.length === 0) continue;
          const answers = having.map(({ verdict }) => verdict);
          got.push([a, b, port, family, saidOf(map, a, b, port, isOne ? undefined : family)]);
          wanted.push([a, b, port, family, together(answers)]);
        }
      }
    }
  }
  expect(got).toEqual(wanted);
}

const places = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 });

/** The manifests of a random cluster, of which the pods of a namespace are one workload. */
const manifests = fc.tuple(clusters, places).map(([record, hostNetwork]) =>
  manifestsOf(record).map((manifest, index) => {
    const { kind, metadata, spec, status } = manifest.value;
    if (kind !== 'Pod') return manifest;
    // One pod a node, of an address that is not known: what a pod's own node may is left out.
    const placed = { ...(spec as JsonObject), hostNetwork: hostNetwork[index % 5]!, nodeName: `n${index}` };
    const { hostIP: _hostIP, ...known } = (status ?? {}) as JsonObject;
    const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'all', controller: true };
    const owned = { ...(metadata as JsonObject), ownerReferences: [owner] };
    return {
      ...manifest,
      value: { ...manifest.value, metadata: owned, spec: placed, ...(status && { status: known }) },
    };
  }),
);

describe('a map', () => {
  it('by pod or by workload says of each pair what is said of it alone, over each address family', () => {
    fc.assert(
      fc.property(manifests, (list) => {
        const engine = new PolicyEngine();
        engine.apply(list.map((manifest) => ({ type: 'put', manifest })));
        const ask = askingOnce(engine);
        expectToAgree(engine, mapOf(engine, { by: 'pod' }), ask);
        expectToAgree(engine, mapOf(engine, { by: 'workload' }), ask);
      }),
    );
  });
});

function endsOf({ cluster }: PolicyEngine, endpoint: MapEndpoint): readonly Endpoint[] {
  switch (endpoint.kind) {
    case 'range':
      return [{ kind: 'range', range: endpoint.ranges[0]! }];
    // No more is known of its addresses than that no block has to name them.
    case 'domain':
      return [{ kind: 'range', range: { family: 4, start: (1n << 32n) - 2n, end: 1n << 32n }, domain: endpoint.name }];
    case 'pod':
      return [{ kind: 'pod', pod: cluster.pod(endpoint.namespace, endpoint.name)! }];
    case 'workload': {
      const live = new Set(cluster.livePods);
      const pods = cluster.podsOf(endpoint.workload).filter((pod) => live.has(pod));
      return pods.map((pod) => ({ kind: 'pod', pod }));
    }
    default:
      throw new Error(endpoint.kind);
  }
}

function isName(end: Endpoint): boolean {
  return end.kind === 'range' && end.domain !== undefined;
}

function canMeet(from: Endpoint, to: Endpoint): boolean {
  if (isName(from) || isName(to)) return true;
  const families = [from, to].map((end) =>
    end.kind === 'range' ? [end.range.family] : end.pod.addresses.map(({ family }) => family),
  );
  return families[0]!.length === 0 || families[1]!.length === 0 || families[0]!.some((f) => families[1]!.includes(f));
}
