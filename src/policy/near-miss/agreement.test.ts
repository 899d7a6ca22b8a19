import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { manifestsOf, networkPolicyClusters } from '../../../test/oracle/arbitrary.ts';
import { parseAddress, rangeOf } from '../../model/address.ts';
import { allConnections, hasPort } from '../../model/connection-set.ts';
import type { JsonObject, Manifest } from '../../model/manifest.ts';
import type { Endpoint, ServicePath } from '../endpoint.ts';
import { rangeEndpoint } from '../endpoint.ts';
import { questionOf } from '../evaluate/question.ts';
import { decideNetworkPolicies } from '../evaluate/tiers.ts';
import {
  type Connection,
  type Direction,
  directions,
  nearMissesOf,
  type Policy,
  PolicyEngine,
  type Profile,
  profiles,
  ruleEffects,
  type Verdict,
  verdictsOf,
} from '../index.ts';
import { settledSettings } from '../profile.ts';
import { attemptOf } from './attempt.ts';
import { ruleGaps } from './near-misses.ts';

// A cluster of the oracle, with more pods of the host network, Services, and addresses that anybody may have.

const address = fc
  .record({ isIPv6: fc.boolean(), bits: fc.integer({ min: 0, max: 1023 }) })
  .map(({ isIPv6, bits }) => (isIPv6 ? `fd00::${bits.toString(16)}` : `10.0.${bits >> 8}.${bits & 255}`));
const port = fc.constantFrom(53, 80, 81, 8080);
const via = fc.option(fc.record({ addresses: fc.array(address, { maxLength: 2 }), port }));
/** Wide blocks, so that what a dataplane hides from them decides. */
const wide = fc
  .record({
    namespace: fc.constantFrom('a', 'b', 'c'),
    cidr: fc.constantFrom('0.0.0.0/0', '10.0.0.0/23', 'fd00::/16'),
    ports: fc.option(fc.oneof(port, fc.constantFrom('http', 'web')).map((only) => [{ port: only }])),
  })
  .map(({ namespace, cidr, ports }) => {
    const peers = [{ ipBlock: { cidr } }];
    const metadata = { namespace, name: 'wide' };
    return {
      kind: 'NetworkPolicy' as const,
      metadata,
      spec: { podSelector: {}, ingress: [{ from: peers, ports }], egress: [{ to: peers, ports }] },
    };
  });
const situations = fc.record({
  cluster: fc.record({ cluster: networkPolicyClusters, more: fc.option(wide) }).map(({ cluster, more }) => {
    return { ...cluster, networkPolicies: [...cluster.networkPolicies, ...(more === null ? [] : [more])] };
  }),
  onHost: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  onFirstNode: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  nodeAddress: address,
  stranger: address,
  via,
  port,
  protocol: fc.constantFrom('TCP' as const, 'UDP' as const),
});
type Situation = typeof situations extends fc.Arbitrary<infer Value> ? Value : never;

const source = { file: { path: 'generated', text: '' }, document: 0, start: 0, end: 0 };

function manifestsFor({ cluster, onHost, onFirstNode, nodeAddress }: Situation): readonly Manifest[] {
  const addresses = [{ type: 'InternalIP', address: nodeAddress }];
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' }, status: { addresses } };
  const placed = manifestsOf(cluster).map((manifest) => {
    const { kind, metadata, spec } = manifest.value as { kind: string; metadata: JsonObject; spec: JsonObject };
    if (kind !== 'Pod') return manifest;
    const index = cluster.pods.findIndex((pod) => pod.metadata.name === metadata['name']);
    const nodeName = onFirstNode[index] ? 'n1' : 'n2';
    return {
      ...manifest,
      value: { ...manifest.value, spec: { ...spec, hostNetwork: onHost[index] ?? false, nodeName } },
    };
  });
  return [...placed, { value: node, source }];
}

function engineOf(profile: Profile, manifests: readonly Manifest[]): PolicyEngine {
  const engine = new PolicyEngine({ profile });
  const { problems } = engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
  expect(problems).toEqual([]);
  return engine;
}

function answersOf(
  engine: PolicyEngine,
  { stranger, nodeAddress, via, port, protocol }: Situation,
): readonly Verdict[] {
  const addresses = [stranger, nodeAddress].map((text) => parseAddress(text)!);
  const endpoints: readonly Endpoint[] = [
    ...engine.cluster.livePods.map((pod) => ({ kind: 'pod', pod }) as const),
    ...addresses.map((single) => rangeEndpoint(engine.cluster, rangeOf(single))),
  ];
  const service: ServicePath | undefined =
    via === null
      ? undefined
      : { service: 'a/front', port: via.port, addresses: via.addresses.map((text) => parseAddress(text)!) };
  return endpoints
    .flatMap((from) =>
      endpoints.map((to): Connection => ({ from, to, protocol, port, ...(service && { via: service }) })),
    )
    .flatMap((connection) => verdictsOf(engine, connection));
}

/** What evaluation says of a policy's rules; where the profile leaves it open, as in the commoner world. */
function lets(engine: PolicyEngine, verdict: Verdict, direction: Direction, policy: Policy) {
  const question = questionOf(verdict, verdict.family);
  const side = { source: engine, question, direction, settings: settledSettings(engine.profile) };
  const { allow } = decideNetworkPolicies(side, [policy], allConnections);
  return hasPort(allow, verdict.protocol, verdict.port);
}

/** Every rule of the policies that isolate one of the ends. */
function rulesOf(verdict: Verdict) {
  return directions.flatMap((direction) =>
    verdict[direction].isolatedBy.flatMap((policy) =>
      (policy[direction] ?? []).map((rule) => ({ direction, policy, rule })),
    ),
  );
}

/** The same manifests, with one more rule in one policy. */
function withRule(
  manifests: readonly Manifest[],
  { name }: Policy,
  direction: Direction,
  rule: string,
): readonly Manifest[] {
  return manifests.map((manifest) => {
    const { kind, metadata, spec } = manifest.value as { kind: string; metadata: JsonObject; spec: JsonObject };
    if (kind !== 'NetworkPolicy' || metadata['name'] !== name) return manifest;
    const rules = [...((spec[direction] as JsonObject[] | null | undefined) ?? []), ...(parse(rule) as JsonObject[])];
    return { ...manifest, value: { ...manifest.value, spec: { ...spec, [direction]: rules } } };
  });
}

describe.each(profiles)('on $name', (profile) => {
  it('a rule has gaps where evaluation says that it does not let the connection through, and else none', () => {
    const answers = { let: 0, gaps: 0 };
    fc.assert(
      fc.property(situations, (situation) => {
        const engine = engineOf(profile, manifestsFor(situation));
        for (const verdict of answersOf(engine, situation)) {
          for (const { direction, policy, rule } of rulesOf(verdict)) {
            const isLet = lets(engine, verdict, direction, { ...policy, [direction]: [rule] });
            expect(ruleGaps(attemptOf(engine, verdict, direction), policy, rule).length === 0).toBe(isLet);
            answers[isLet ? 'let' : 'gaps']++;
          }
          for (const { effect, gaps } of ruleEffects(engine, verdict)) {
            expect(gaps.length > 0).toBe(effect === 'does-not-match');
          }
        }
      }),
      { numRuns: 100 },
    );
    // Many of both, whatever the seed.
    expect(Math.min(answers.let, answers.gaps)).toBeGreaterThan(20);
  });

  it('the rule that is given for an absent one opens its direction for certain', () => {
    let given = 0;
    fc.assert(
      fc.property(situations, (situation) => {
        const manifests = manifestsFor(situation);
        const engine = engineOf(profile, manifests);
        for (const verdict of answersOf(engine, situation).filter(({ verdict: answer }) => answer === 'denied')) {
          for (const { direction, policy, gaps } of nearMissesOf(engine, verdict)) {
            const [{ kind, instead }] = gaps;
            if (kind !== 'no-rule') continue;
            const other = direction === 'ingress' ? verdict.from : verdict.to;
            // A selector always takes a pod of the pod network.
            if (other.kind === 'pod' && !other.pod.hostNetwork) expect(instead).toBeDefined();
            if (instead === undefined) continue;
            const cured = engineOf(profile, withRule(manifests, policy, direction, instead));
            const again = verdictsOf(cured, verdict).filter(({ family }) => family === verdict.family);
            expect(again.map((answer) => answer[direction].verdict)).toEqual(['allowed']);
            given++;
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(given).toBeGreaterThan(20);
  });
});
