import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusters, manifestsOf } from '../../test/oracle/arbitrary.ts';
import { rangeOf } from '../model/address.ts';
import type { Protocol } from '../model/connection-set.ts';
import { type Endpoint, PolicyEngine, profileNamed, type RangeEndpoint, verdictsOf } from './index.ts';

const nodePort = 81;
const probes: readonly { readonly protocol: Protocol; readonly port: number }[] = [
  { protocol: 'TCP', port: 80 },
  { protocol: 'UDP', port: 8080 },
];

function engineOf(profile: string, manifests: ReturnType<typeof manifestsOf>): PolicyEngine {
  const engine = new PolicyEngine({ profile: profileNamed(profile)! });
  engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
  return engine;
}

function nodeEndpoints({ cluster }: PolicyEngine): readonly RangeEndpoint[] {
  return cluster.nodes.flatMap((node) =>
    node.addresses.map((address) => ({ kind: 'range' as const, range: rangeOf(address), node })),
  );
}

/** Every way by a port of a node, from a pod to a pod that has the family of the node's address. */
function* ways(engine: PolicyEngine) {
  const pods = engine.cluster.livePods.map((pod): Endpoint & { kind: 'pod' } => ({ kind: 'pod', pod }));
  for (const endpoint of nodeEndpoints(engine)) {
    const { family } = endpoint.range;
    const ofFamily = pods.filter(({ pod }) => pod.addresses.some((address) => address.family === family));
    for (const from of ofFamily) for (const to of ofFamily) yield { from, to, endpoint };
  }
}

/** What the client's own policies say, whatever the server's do. */
function egressOf(engine: PolicyEngine, connection: Parameters<typeof verdictsOf>[1]) {
  return verdictsOf(engine, connection).map(({ egress }) => egress.verdict);
}

describe('egress by the port of a node', () => {
  it('is that to the node itself, where another node translates it', () => {
    fc.assert(
      fc.property(clusters, (objects) => {
        const engine = engineOf('calico', manifestsOf(objects));
        for (const { from, to, endpoint } of ways(engine)) {
          if (from.pod.node === undefined || from.pod.node === endpoint.node?.name) continue;
          for (const { protocol, port } of probes) {
            const dialled = egressOf(engine, { from, to, protocol, port, nodePort: { endpoint, port: nodePort } });
            expect(dialled).toEqual(egressOf(engine, { from, to: endpoint, protocol, port: nodePort }));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is that to the pod behind it, where the client’s own node translates it', () => {
    fc.assert(
      fc.property(clusters, (objects) => {
        const engine = engineOf('calico', manifestsOf(objects));
        for (const { from, to, endpoint } of ways(engine)) {
          if (from.pod.node !== endpoint.node?.name || from.pod === to.pod) continue;
          const { family } = endpoint.range;
          const only = {
            ...to,
            pod: { ...to.pod, addresses: to.pod.addresses.filter((one) => one.family === family) },
          };
          for (const probe of probes) {
            const dialled = egressOf(engine, { from, to, ...probe, nodePort: { endpoint, port: nodePort } });
            expect(dialled).toEqual(egressOf(engine, { from, to: only, ...probe }));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is either of the two, or unknown, where nothing tells who translates it', () => {
    fc.assert(
      fc.property(clusters, (objects) => {
        const manifests = manifestsOf(objects);
        const [engine, calico] = [engineOf('kubernetes', manifests), engineOf('calico', manifests)];
        for (const { from, to, endpoint } of ways(engine)) {
          for (const probe of probes) {
            const connection = { from, to, ...probe, nodePort: { endpoint, port: nodePort } };
            const [told] = egressOf(engine, connection);
            if (told === 'implementation-defined') continue;
            expect(egressOf(calico, connection)).toEqual([told]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
