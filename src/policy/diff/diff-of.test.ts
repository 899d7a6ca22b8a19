import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusters, manifestsOf } from '../../../test/oracle/arbitrary.ts';
import type { ClusterObjects } from '../../../test/oracle/objects.ts';
import { cluster, clusterWith, namespace, object, pod, policy } from '../../../test/support/cluster.ts';
import { formatRange } from '../../model/address.ts';
import { formatConnections, hasPort } from '../../model/connection-set.ts';
import type { JsonObject } from '../../model/manifest.ts';
import {
  type Answer,
  type ConnectionChange,
  type ConnectivityDiff,
  contains,
  diffOf,
  type Endpoint,
  equivalent,
  formatEndpoint,
  type MapEndpoint,
  PolicyEngine,
  profileNamed,
  rulePath,
  verdictsOf,
} from '../index.ts';

/** The lines of a diff, as `+ from → to: ports`. */
function lines(diff: ConnectivityDiff): readonly string[] {
  const name = (index: number) => describeEndpoint(diff.endpoints[index]!.endpoint);
  const group = (index: number) => diff.groups[index]!.members.map(name).join(' ');
  return diff.changes.map(({ change, presence, from, to, ports, before, after }) => {
    const mark = { opened: '+', closed: '-', unsure: '?' }[change];
    const suffix = presence === 'both' ? '' : ` (${presence})`;
    return `${mark} ${group(from)} → ${group(to)}: ${formatConnections(ports)}, ${before} to ${after}${suffix}`;
  });
}

function describeEndpoint(endpoint: MapEndpoint): string {
  switch (endpoint.kind) {
    case 'workload':
      return `${endpoint.workload.namespace}/${endpoint.workload.name}`;
    case 'range':
      return endpoint.ranges.map(formatRange).join(',');
    case 'pod':
      return `${endpoint.namespace}/${endpoint.name}`;
    default:
      return 'name' in endpoint ? endpoint.name : endpoint.kind;
  }
}

describe('a diff', () => {
  const web = pod('shop/web', { ips: ['10.0.0.1'] });
  const db = pod('shop/db', { ips: ['10.0.0.2'], ports: ['sql:5432'] });
  const admin = pod('ops/admin', { ips: ['10.0.0.3'] });
  const pods = [web, db, admin];
  const toDb = (rules: string) => policy('shop/db', `{podSelector: {matchLabels: {app: db}}, ingress: ${rules}}`);
  const anybody = toDb('[{ports: [{port: 5432}]}]');
  const ownNamespace = toDb('[{from: [{podSelector: {}}], ports: [{port: 5432}]}]');

  it('of a cluster with itself is empty', () => {
    expect(lines(diffOf(cluster(...pods, anybody), cluster(...pods, anybody)))).toEqual([]);
  });

  it('is about meaning: another text of the same policy is none', () => {
    const same = policy(
      'shop/renamed',
      '{podSelector: {matchExpressions: [{key: app, operator: In, values: [db]}]}, ingress: [{ports: [{protocol: TCP, port: 5432, endPort: 5432}]}]}',
    );
    expect(lines(diffOf(cluster(...pods, anybody), cluster(...pods, same)))).toEqual([]);
  });

  it('says what closes, and what opens the other way round', () => {
    const [open, narrow] = [cluster(...pods, anybody), cluster(...pods, ownNamespace)];
    expect(lines(diffOf(open, narrow))).toEqual(['- ops/admin 0.0.0.0/0 → shop/db: TCP 5432, allowed to denied']);
    expect(lines(diffOf(narrow, open))).toEqual(['+ ops/admin 0.0.0.0/0 → shop/db: TCP 5432, denied to allowed']);
  });

  it('is about meaning: labels change it where no policy does', () => {
    const moved = pod('shop/web', { labels: { app: 'db' }, ips: ['10.0.0.1'] });
    const onlyPort = 'TCP 1-5431,5433-65535; UDP all; SCTP all; other protocols';
    expect(lines(diffOf(cluster(...pods, ownNamespace), cluster(moved, db, admin, ownNamespace)))).toEqual([
      `- ops/admin 0.0.0.0/0 → shop/web: everything, allowed to denied`,
      `- shop/db → shop/web: ${onlyPort}, allowed to denied`,
    ]);
  });

  it('has a witness with the rules of both sides, on a port that the server declares', () => {
    const diff = diffOf(cluster(...pods, anybody), cluster(...pods, ownNamespace));
    const { from, to, port, protocol, before, after } = diff.changes[0]!.witness!;
    expect([formatEndpoint(from), formatEndpoint(to), port, protocol]).toEqual(['ops/admin', 'shop/db', 5432, 'TCP']);
    expect([before?.verdict, after?.verdict]).toEqual(['allowed', 'denied']);
    expect(before?.ingress.allowedBy.map((part) => rulePath(part.policy, part.rule.path))).toEqual([
      'shop/db#ingress[0]',
    ]);
    expect(after?.ingress.isolatedBy.map(({ name }) => name)).toEqual(['db']);
  });

  it('sets what is new or gone apart', () => {
    const job = pod('shop/job', { ips: ['10.0.0.4'] });
    expect(lines(diffOf(cluster(web, db), cluster(web, job)))).toEqual([
      '+ shop/job → shop/web 0.0.0.0/0: everything, absent to allowed (new)',
      '+ shop/web 0.0.0.0/0 → shop/job: everything, absent to allowed (new)',
      '- shop/db → shop/web 0.0.0.0/0: everything, allowed to absent (gone)',
      '- shop/web 0.0.0.0/0 → shop/db: everything, allowed to absent (gone)',
    ]);
  });

  it('cuts addresses at the blocks of both clusters', () => {
    const from = (cidr: string) => toDb(`[{from: [{ipBlock: {cidr: ${cidr}}}]}]`);
    expect(lines(diffOf(cluster(db, from('192.0.2.0/25')), cluster(db, from('192.0.2.64/26'))))).toEqual([
      '- 192.0.2.0/26 → shop/db: everything, allowed to denied',
    ]);
  });

  it('follows the labels of namespaces', () => {
    const fromTeam = toDb('[{from: [{namespaceSelector: {matchLabels: {team: a}}}]}]');
    const withTeam = (team: string) => cluster(...pods, fromTeam, namespace('ops', { team }));
    expect(lines(diffOf(withTeam('a'), withTeam('b')))).toEqual([
      '- ops/admin → shop/db: everything, allowed to denied',
    ]);
  });

  it('is about policies of all tiers, and names of one side only', () => {
    const none = policy('shop/web', '{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]}');
    const names = object(
      'policy.networking.k8s.io/v1alpha2',
      'ClusterNetworkPolicy',
      'names',
      `{tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [
        {action: Accept, to: [{domainNames: ['api.example.com']}], protocols: [{tcp: {destinationPort: {number: 443}}}]}]}`,
    );
    const diff = diffOf(cluster(web, db, none), cluster(web, db, none, names));
    expect(lines(diff)).toEqual([
      '+ shop/web → api.example.com: TCP 443, denied to allowed',
      '? shop/web → 0.0.0.0/0: TCP 443, denied to implementation-defined',
    ]);
    expect(diff.changes[0]?.witness?.after?.egress.allowedBy.map(({ policy }) => policy.name)).toEqual(['names']);
  });

  it('of workloads says where only some of the pods change, and matches re-created pods', () => {
    const stateful = (image: string) =>
      object(
        'apps/v1',
        'StatefulSet',
        'shop/kv',
        `{replicas: 2, template: {metadata: {labels: {app: kv, image: ${image}}}}}`,
      );
    const onlyFirst = policy(
      'shop/kv',
      '{podSelector: {matchLabels: {app: kv, apps.kubernetes.io/pod-index: "0"}}, ingress: []}',
    );
    expect(lines(diffOf(cluster(web, stateful('a')), cluster(web, stateful('b'), onlyFirst)))).toEqual([
      '- shop/kv shop/web 0.0.0.0/0 → shop/kv: everything, allowed to some-pods',
    ]);
  });

  it('is unsure where only the dataplane knows on one side', () => {
    const host = pod('ops/agent', { hostNetwork: true, ips: ['10.9.9.9'] });
    const fromOps = toDb('[{from: [{namespaceSelector: {matchLabels: {team: ops}}}]}]');
    const ops = namespace('ops', { team: 'ops' });
    const none = toDb('[]');
    expect(lines(diffOf(cluster(ops, host, db, none), cluster(ops, host, db, fromOps)))).toEqual([
      '? ops/agent → shop/db: everything, denied to implementation-defined',
    ]);
    const calico = { profile: profileNamed('calico')! };
    expect(lines(diffOf(cluster(ops, host, db, fromOps), clusterWith(calico, ops, host, db, fromOps)))).toEqual([
      '? ops/agent → shop/db: everything, implementation-defined to denied',
    ]);
  });
});

describe('two sets of policies', () => {
  const pods = [pod('shop/web'), pod('shop/db'), pod('ops/admin')];
  const [wide, narrow] = ['{}', '{matchLabels: {app: web}}'].map((selector) =>
    cluster(...pods, policy('shop/all', `{podSelector: {}, ingress: [{from: [{podSelector: ${selector}}]}]}`)),
  ) as [PolicyEngine, PolicyEngine];

  it('are equivalent, or there is a counterexample', () => {
    expect(equivalent(wide, wide)).toEqual({ holds: true });
    const found = equivalent(wide, narrow);
    expect(found.holds ? undefined : found.counterexample.change).toBe('closed');
  });

  it('contain one another, or there is a counterexample', () => {
    expect(contains(wide, narrow)).toEqual({ holds: true });
    const found = contains(narrow, wide);
    expect(found.holds ? undefined : formatEndpoint(found.counterexample.witness!.from)).toBe('shop/db');
  });
});

/** The change that a diff has for one pair and port; a pair and port is in one rectangle at most. */
function changeFor(diff: ConnectivityDiff, from: number, to: number, port: number): ConnectionChange | undefined {
  const found = diff.changes.filter(
    (change) =>
      diff.groups[change.from]!.members.includes(from) &&
      diff.groups[change.to]!.members.includes(to) &&
      hasPort(change.ports, 'TCP', port),
  );
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0];
}

function engineOf(record: ClusterObjects, hostNetwork: readonly boolean[]): PolicyEngine {
  const engine = new PolicyEngine();
  const manifests = manifestsOf(record).map((manifest, index) => {
    const { kind, spec } = manifest.value;
    // One pod a node, as what pods of one node may is left out.
    const placed = { ...(spec as JsonObject), hostNetwork: hostNetwork[index % 5]!, nodeName: `n${index}` };
    return kind === 'Pod' ? { ...manifest, value: { ...manifest.value, spec: placed } } : manifest;
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

const rank = { denied: 0, 'implementation-defined': 1, allowed: 2 } as const;

/** What one cluster says of a pair by itself: the worst of all address families. */
function answerIn(engine: PolicyEngine, a: MapEndpoint, b: MapEndpoint, port: number): Answer | 'absent' {
  const [from, to] = [endIn(engine, a), endIn(engine, b)];
  if (from === undefined || to === undefined) return 'absent';
  if (!canMeet(from, to)) return 'denied';
  return verdictsOf(engine, { from, to, protocol: 'TCP', port })
    .map(({ verdict }) => verdict)
    .reduce((least, verdict) => (rank[verdict] < rank[least] ? verdict : least));
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
        for (const [a, { endpoint: from }] of diff.endpoints.entries()) {
          for (const [b, { endpoint: to }] of diff.endpoints.entries()) {
            if (a === b || (from.kind !== 'pod' && to.kind !== 'pod')) continue;
            for (const port of [79, 80, 8080]) {
              const found = changeFor(diff, a, b, port);
              const got = found && { change: found.change, before: found.before, after: found.after };
              const wanted = expectedChange(answerIn(before, from, to, port), answerIn(after, from, to, port));
              expect([a, b, port, got]).toEqual([a, b, port, wanted]);
            }
          }
        }
      }),
    );
  });

  it('of a cluster with a copy of it is empty, and every change has a witness that shows it', () => {
    fc.assert(
      fc.property(changedClusters, places, (pair, hostNetwork) => {
        const [before, after] = [engineOf(pair.before, hostNetwork), engineOf(pair.after, hostNetwork)];
        expect(diffOf(before, engineOf(pair.before, hostNetwork), { by: 'pod' }).changes).toEqual([]);
        for (const { change, witness } of diffOf(before, after).changes) {
          if (witness === undefined) continue;
          expect(expectedChange(witness.before?.verdict ?? 'absent', witness.after?.verdict ?? 'absent')?.change).toBe(
            change,
          );
        }
      }),
    );
  });
});
