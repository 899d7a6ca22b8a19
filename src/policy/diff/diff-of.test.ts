import { describe, expect, it } from 'vitest';
import { cluster, clusterWith, namespace, object, pod, policy } from '../../../test/support/cluster.ts';
import { formatRange } from '../../model/address.ts';
import { formatConnections } from '../../model/connection-set.ts';
import {
  type ConnectivityDiff,
  contains,
  diffOf,
  equivalent,
  formatEndpoint,
  type MapEndpoint,
  type PolicyEngine,
  profileNamed,
  rulePath,
} from '../index.ts';

/** The lines of a diff, as `+ from → to: ports`. */
function lines(diff: ConnectivityDiff): readonly string[] {
  const name = (index: number) => describeEndpoint(diff.endpoints[index]!.endpoint);
  const group = (index: number) => diff.groups[index]!.members.map(name).join(' ');
  return diff.changes.map(({ change, presence, from, to, ports, family, before, after }) => {
    const mark = { opened: '+', closed: '-', unsure: '?' }[change];
    const suffix = presence === 'both' ? '' : ` (${presence})`;
    const over = family === undefined ? '' : ` over IPv${family}`;
    return `${mark} ${group(from)} → ${group(to)}: ${formatConnections(ports)}${over}, ${before} to ${after}${suffix}`;
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

describe('a diff of dual-stack clusters', () => {
  const web = pod('shop/web', { ips: ['10.0.0.1', 'fd00::1'] });
  const db = pod('shop/db', { ips: ['10.0.0.2', 'fd00::2'], ports: ['sql:5432'] });
  const with4 = (...ips: readonly string[]) => pod('shop/web', { ips: ['10.0.0.1', ...ips] });
  const toDb = (...blocks: readonly string[]) => {
    const peers = blocks.map((cidr) => `{ipBlock: {cidr: "${cidr}"}}`).join();
    return policy('shop/db', `{podSelector: {matchLabels: {app: db}}, ingress: [{from: [${peers}]}]}`);
  };
  const closed = policy('shop/db', '{podSelector: {matchLabels: {app: db}}, ingress: []}');
  const open = policy('shop/db', '{podSelector: {matchLabels: {app: db}}, ingress: [{}]}');

  it('names the family over which a block opens a connection, with a witness of that family', () => {
    const diff = diffOf(cluster(web, db, closed), cluster(web, db, toDb('0.0.0.0/0')));
    expect(lines(diff)).toEqual([
      '+ shop/web → shop/db: everything over IPv4, denied to allowed',
      '+ 0.0.0.0/0 → shop/db: everything, denied to allowed',
    ]);
    const { before, after } = diff.changes[0]!.witness!;
    expect([before?.family, before?.verdict, after?.family, after?.verdict]).toEqual([4, 'denied', 4, 'allowed']);
  });

  it('names the family over which a connection closes', () => {
    expect(lines(diffOf(cluster(web, db, toDb('0.0.0.0/0', '::/0')), cluster(web, db, toDb('0.0.0.0/0'))))).toEqual([
      '- shop/web → shop/db: everything over IPv6, allowed to denied',
      '- ::/0 → shop/db: everything, allowed to denied',
    ]);
  });

  it('names no family where all open or close', () => {
    expect(lines(diffOf(cluster(web, db, closed), cluster(web, db, open)))[0]).toBe(
      '+ shop/web 0.0.0.0/0 ::/0 → shop/db: everything, denied to allowed',
    );
  });

  it('sets apart what opens over one family and closes over the other', () => {
    expect(lines(diffOf(cluster(web, db, toDb('0.0.0.0/0')), cluster(web, db, toDb('::/0'))))).toEqual([
      '+ shop/web → shop/db: everything over IPv6, denied to allowed',
      '+ ::/0 → shop/db: everything, denied to allowed',
      '- shop/web → shop/db: everything over IPv4, allowed to denied',
      '- 0.0.0.0/0 → shop/db: everything, allowed to denied',
    ]);
  });

  it('sees the family over which a new pod may not be reached', () => {
    expect(lines(diffOf(cluster(web), cluster(web, db, toDb('::/0'))))).toContain(
      '+ shop/web → shop/db: everything over IPv6, absent to allowed (new)',
    );
  });

  it('compares a family that pods get with the one that they had', () => {
    const changes = (before: string, after: string, ...policies: readonly string[]) =>
      lines(diffOf(cluster(before, db, ...policies), cluster(after, db, ...policies))).filter((line) =>
        line.includes('shop/web → shop/db:'),
      );
    expect(changes(with4(), with4('fd00::1'))).toEqual([]);
    expect(changes(with4(), with4('fd00::1'), toDb('::/0'))).toEqual([
      '+ shop/web → shop/db: everything over IPv6, denied to allowed',
    ]);
    expect(changes(with4(), with4('fd00::1'), toDb('0.0.0.0/0'))).toEqual([
      '- shop/web → shop/db: everything over IPv6, allowed to denied',
    ]);
  });

  it('does not say of a family what only pods without it do', () => {
    const replica = (name: string, ...ips: readonly string[]) => {
      const { metadata, ...rest } = JSON.parse(pod(`shop/${name}`, { labels: { app: 'web' }, ips }));
      const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', controller: true }];
      return JSON.stringify({ ...rest, metadata: { ...metadata, ownerReferences } });
    };
    const replicas = [replica('web-0', '10.0.0.1'), replica('web-1', '10.0.0.4', 'fd00::4')];
    const diff = diffOf(cluster(...replicas, db, closed), cluster(...replicas, db, toDb('0.0.0.0/0')));
    expect(lines(diff)[0]).toBe('+ shop/web → shop/db: everything over IPv4, denied to allowed');
    expect(lines(diff).filter((line) => line.includes('IPv6'))).toEqual([]);
  });

  it('tells policies that differ over one family from equal ones, and which lets more through', () => {
    const [one, both] = [cluster(web, db, toDb('0.0.0.0/0')), cluster(web, db, toDb('0.0.0.0/0', '::/0'))];
    expect(equivalent(one, both).holds).toBe(false);
    expect(contains(both, one)).toEqual({ holds: true });
    const found = contains(one, both);
    expect(found.holds ? undefined : found.counterexample.family).toBe(6);
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
