import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusters, manifestsOf } from '../../../test/oracle/arbitrary.ts';
import type { ClusterObjects } from '../../../test/oracle/objects.ts';
import type { Family } from '../../model/address.ts';
import { hasPort } from '../../model/connection-set.ts';
import type { JsonObject } from '../../model/manifest.ts';
import {
  type Answer,
  type ConnectionChange,
  type ConnectivityDiff,
  diffOf,
  type Endpoint,
  type MapEndpoint,
  PolicyEngine,
  verdictsOf,
} from '../index.ts';

/** The change that a diff has for one pair and port over one family: there is one at most. */
function changeFor(
  diff: ConnectivityDiff,
  from: number,
  to: number,
  port: number,
  family: Family | undefined,
): ConnectionChange | undefined {
  const found = diff.changes.filter(
    (change) =>
      diff.groups[change.from]!.members.includes(from) &&
      diff.groups[change.to]!.members.includes(to) &&
      hasPort(change.ports, 'TCP', port) &&
      (change.family === undefined || change.family === family),
  );
  if (found.length > 1) throw new Error(`${from} → ${to}:${port} is in ${found.length} changes`);
  return found[0];
}

function engineOf(record: ClusterObjects, hostNetwork: readonly boolean[]): PolicyEngine {
  const engine = new PolicyEngine();
  const manifests = manifestsOf(record).map((manifest, index) => {
    const { kind, spec, status } = manifest.value;
    if (kind !== 'Pod') return manifest;
    // One pod a node, of an address that is not known: what a pod's own node may is left out.
    const placed = { ...(spec as JsonObject), hostNetwork: hostNetwork[index % 5]!, nodeName: `n${index}` };
    const { hostIP: _hostIP, ...known } = (status ?? {}) as JsonObject;
    return { ...manifest, value: { ...manifest.value, spec: placed, ...(status && { status: known }) } };
  });
  engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
  return engine;
}

/** An endpoint of a diff as one cluster has it. */
function endIn(engine: PolicyEngine, endpoint: MapEndpoint): Endpoint | undefined {
  if (endpoint.kind === 'range') return { kind: 'range', range: endpoint.ranges[0]! };
  // No more is known of its addresses than that no block has to name them.
  if (endpoint.kind === 'domain') {
    return { kind: 'range', range: { family: 4, start: (1n << 32n) - 2n, end: 1n << 32n }, domain: endpoint.name };
  }
  if (endpoint.kind !== 'pod') throw new Error(endpoint.kind);
  const found = engine.cluster.livePods.find(
    ({ namespace, name }) => namespace === endpoint.namespace && name === endpoint.name,
  );
  return found && { kind: 'pod', pod: found };
}

type Standing = Answer | 'absent';

/** What one cluster says of a pair by itself, over each address family; one answer for all where it is one path. */
function answersIn(engine: PolicyEngine, a: MapEndpoint, b: MapEndpoint, port: number): readonly [Standing, Standing?] {
  const [from, to] = [endIn(engine, a), endIn(engine, b)];
  if (from === undefined || to === undefined) return ['absent'];
  if (!canMeet(from, to)) return ['denied'];
  const [first, second] = verdictsOf(engine, { from, to, protocol: 'TCP', port });
  return second === undefined ? [first!.verdict] : [first!.verdict, second.verdict];
}

function canMeet(from: Endpoint, to: Endpoint): boolean {
  // A name may have addresses of any family.
  if ([from, to].some((end) => end.kind === 'range' && end.domain !== undefined)) return true;
  const families = [from, to].map((end) =>
    end.kind === 'range' ? [end.range.family] : end.pod.addresses.map(({ family }) => family),
  );
  return families[0]!.length === 0 || families[1]!.length === 0 || families[0]!.some((f) => families[1]!.includes(f));
}

function expectedChange(before: Answer | 'absent', after: Answer | 'absent') {
  const [was, is] = [before, after].map((answer) => (answer === 'absent' ? 'denied' : answer)) as [Answer, Answer];
  if (was === is) return undefined;
  const isUnsure = was === 'implementation-defined' || is === 'implementation-defined';
  return { change: isUnsure ? 'unsure' : is === 'allowed' ? 'opened' : 'closed', before, after };
}

/** Two clusters that have much in common, or nothing. */
const changedClusters = fc
  .record({ first: clusters, second: clusters, keep: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }) })
  .map(({ first, second, keep }) => {
    const mix = <T>(own: readonly T[], other: readonly T[], offset: number) =>
      own.flatMap((item, index) => {
        if (keep[(index + offset) % 12]) return [item];
        const replaced = other[index];
        return replaced === undefined ? [] : [replaced];
      });
    return {
      before: first,
      after: {
        namespaces: mix(first.namespaces, second.namespaces, 0),
        pods: mix(first.pods, second.pods, 3),
        nodes: first.nodes,
        networkPolicies: mix(first.networkPolicies, second.networkPolicies, 8),
        adminPolicies: mix(first.adminPolicies, second.adminPolicies, 10),
      },
    };
  });
const places = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 });

describe('a diff by pod', () => {
  it('says of each pair what the verdicts of the two clusters say', () => {
    fc.assert(
      fc.property(changedClusters, fc.option(places), places, (pair, placesBefore, placesAfter) => {
        const before = engineOf(pair.before, placesBefore ?? placesAfter);
        const after = engineOf(pair.after, placesAfter);
        const diff = diffOf(before, after, { by: 'pod' });
        // Compared all at once: an expectation for each pair takes longer than its answers.
        const [changes, expected]: [unknown[], unknown[]] = [[], []];
        for (const [a, { endpoint: from }] of diff.endpoints.entries()) {
          for (const [b, { endpoint: to }] of diff.endpoints.entries()) {
            if (a === b || (from.kind !== 'pod' && to.kind !== 'pod')) continue;
            for (const port of [79, 80, 8080]) {
              const was = answersIn(before, from, to, port);
              const is = answersIn(after, from, to, port);
              // Of a family only is spoken where there are two, in one of the clusters.
              const families = was.length + is.length === 2 ? [undefined] : ([4, 6] as const);
              for (const [index, family] of families.entries()) {
                const found = changeFor(diff, a, b, port, family);
                const got = found && { change: found.change, before: found.before, after: found.after };
                const wanted = expectedChange(was[index] ?? was[0], is[index] ?? is[0]);
                changes.push([a, b, port, family, got]);
                expected.push([a, b, port, family, wanted]);
              }
            }
          }
        }
        expect(changes).toEqual(expected);
      }),
    );
  });

  it('of a cluster with a copy of it is empty, and every change has a witness that shows it', () => {
    fc.assert(
      fc.property(changedClusters, places, (pair, hostNetwork) => {
        const [before, after] = [engineOf(pair.before, hostNetwork), engineOf(pair.after, hostNetwork)];
        expect(diffOf(before, engineOf(pair.before, hostNetwork), { by: 'pod' }).changes).toEqual([]);
        for (const { change, family, witness } of diffOf(before, after).changes) {
          if (witness === undefined) continue;
          if (family !== undefined) {
            const paths = [witness.before, witness.after].flatMap((verdict) => verdict?.family ?? []);
            expect(paths).toContain(family);
          }
          expect(expectedChange(witness.before?.verdict ?? 'absent', witness.after?.verdict ?? 'absent')?.change).toBe(
            change,
          );
        }
      }),
    );
  });
});
