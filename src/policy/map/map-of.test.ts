import { describe, expect, it } from 'vitest';
import { cluster, object, pod, policy, service } from '../../../test/support/cluster.ts';
import { formatRange } from '../../model/address.ts';
import { formatConnections } from '../../model/connection-set.ts';
import { type ConnectivityMap, type MapEndpoint, mapOf } from '../index.ts';

/** The lines of a map, as `from → to: ports`, for maps that are small enough to read. */
function lines(map: ConnectivityMap): readonly string[] {
  const name = (index: number) => describeEndpoint(map.endpoints[index]!);
  const group = (index: number) => map.groups[index]!.members.map(name).join(' ');
  return map.connections.map(({ from, to, ports, certainty, family }) => {
    const suffix = certainty === 'allowed' ? '' : ` (${certainty})`;
    const over = family === undefined ? '' : ` over IPv${family}`;
    return `${group(from)} → ${group(to)}: ${formatConnections(ports)}${over}${suffix}`;
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

describe('a map', () => {
  const web = pod('shop/web', { labels: { app: 'web' }, ips: ['10.0.0.1'] });
  const db = pod('shop/db', { labels: { app: 'db' }, ips: ['10.0.0.2'] });
  const ops = pod('ops/admin', { labels: { app: 'admin' }, ips: ['10.0.0.3'] });

  it('of an open cluster is one line for the pods, and one for what is outside', () => {
    expect(lines(mapOf(cluster(web, db, ops)))).toEqual([
      'ops/admin shop/db shop/web → ops/admin shop/db shop/web 0.0.0.0/0: everything',
      '0.0.0.0/0 → ops/admin shop/db shop/web: everything',
    ]);
  });

  it('has what both sides let through, and nothing else', () => {
    const intoDb = policy(
      'shop/db',
      '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {}}], ports: [{port: 5432}]}]}',
    );
    const outOfWeb = policy(
      'shop/web',
      '{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{ports: [{port: 5000, endPort: 6000}]}]}',
    );
    expect(lines(mapOf(cluster(web, db, ops, intoDb, outOfWeb)))).toEqual([
      'ops/admin shop/db → ops/admin shop/web 0.0.0.0/0: everything',
      'shop/db shop/web → shop/db: TCP 5432',
      'shop/web → ops/admin shop/web 0.0.0.0/0: TCP 5000-6000',
      '0.0.0.0/0 → ops/admin shop/web: everything',
    ]);
  });
});

describe('a map of a dual-stack cluster', () => {
  const web = pod('shop/web', { ips: ['10.0.0.1', 'fd00::1'] });
  const db = pod('shop/db', { ips: ['10.0.0.2', 'fd00::2'] });
  const old = pod('shop/old', { ips: ['10.0.0.3'] });
  const intoDb = (rules: string) => policy('shop/db', `{podSelector: {matchLabels: {app: db}}, ingress: ${rules}}`);
  const into = (...documents: readonly string[]) =>
    lines(mapOf(cluster(...documents))).filter((line) => line.includes('→ shop/db:'));

  it('is that of any other where both families are treated alike', () => {
    expect(into(web, db, intoDb('[{from: [{podSelector: {}}], ports: [{port: 5432}]}]'))).toEqual([
      'shop/db shop/web → shop/db: TCP 5432',
    ]);
  });

  it('names the family over which alone a block lets pods in', () => {
    expect(into(web, db, intoDb('[{from: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 5432}]}]'))).toEqual([
      'shop/db shop/web → shop/db: TCP 5432 over IPv4',
      '0.0.0.0/0 → shop/db: TCP 5432',
    ]);
  });

  it('names no family between ends that have but one in common', () => {
    const single = '[{from: [{ipBlock: {cidr: 10.0.0.3/32}}], ports: [{port: 5432}]}]';
    expect(into(old, db, intoDb(single))).toEqual(['shop/old 10.0.0.3 → shop/db: TCP 5432']);
  });

  it('says for each family how sure a connection is', () => {
    const host = pod('ops/host', { ips: ['10.9.0.1', 'fd09::1'], hostNetwork: true });
    const rules =
      '[{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}, {from: [{namespaceSelector: {}}], ports: [{port: 80}]}, {ports: [{port: 443}]}]';
    expect(into(host, db, intoDb(rules))).toEqual([
      'ops/host → shop/db: TCP 1-442,444-65535; UDP all; SCTP all; other protocols over IPv4',
      'ops/host → shop/db: TCP 80 over IPv6 (implementation-defined)',
      'ops/host ::/0 → shop/db: TCP 443',
    ]);
  });

  it('names the family over which some pods of a workload may', () => {
    const stateful = object(
      'apps/v1',
      'StatefulSet',
      'shop/kv',
      '{replicas: 2, template: {metadata: {labels: {app: kv}}}}',
    );
    const onlyFirst = policy(
      'shop/kv',
      '{podSelector: {matchLabels: {app: kv, apps.kubernetes.io/pod-index: "0"}}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/24}}]}]}',
    );
    expect(lines(mapOf(cluster(stateful, db, onlyFirst)))).toContain(
      'shop/kv → shop/db: everything over IPv6 (some-pods)',
    );
  });
});

describe('what a map shows on request', () => {
  const web = pod('shop/web', { labels: { app: 'web' }, ips: ['10.0.0.1'] });
  const db = pod('shop/db', { labels: { app: 'db' }, ips: ['10.0.0.2'] });
  const intoDb = policy(
    'shop/db',
    '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: batch}}}], ports: [{port: 5432}]}]}',
  );
  const engine = cluster(web, db, intoDb);
  const isWeb = (endpoint: MapEndpoint) => endpoint.kind === 'workload' && endpoint.workload.name === 'web';

  it('the connections of some endpoints alone', () => {
    expect(lines(mapOf(engine, { focus: isWeb }))).toEqual([
      'shop/db 0.0.0.0/0 → shop/web: everything',
      'shop/web → shop/web 0.0.0.0/0: everything',
    ]);
  });

  it('what pods may that do not exist yet', () => {
    expect(lines(mapOf(engine, { exposure: true })).filter((line) => line.includes('potential'))).toEqual([
      'shop/db shop/web → potential: everything',
      '0.0.0.0/0 potential → shop/web: everything',
      'potential → shop/db: TCP 5432',
    ]);
  });
});

describe('a map of the ways in', () => {
  const web = pod('shop/web', { labels: { app: 'web' }, ports: ['http:8080'] });
  const front = service('shop/web', '{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}');
  const ingress = object(
    'networking.k8s.io/v1',
    'Ingress',
    'shop/site',
    '{ingressClassName: nginx, defaultBackend: {service: {name: web, port: {number: 80}}}}',
  );
  const controller = pod('ingress/nginx', {
    labels: { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' },
  });
  const wayIn = (...documents: readonly string[]) =>
    lines(mapOf(cluster(web, front, ingress, ...documents))).filter((line) => line.startsWith('way-in'));

  it('leads to the ports of the pods behind the Service', () => {
    expect(wayIn()).toEqual(['way-in → shop/web: TCP 8080']);
  });

  it('is judged by the pods of the controller, or by everybody where they are not known', () => {
    const closed = policy('shop/closed', 'ingress: []');
    const fromIngress = policy(
      'shop/open',
      'ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress}}}]}]',
    );
    expect(wayIn(closed)).toEqual([]);
    expect(wayIn(fromIngress)).toEqual([]);
    expect(wayIn(fromIngress, controller)).toEqual(['way-in → shop/web: TCP 8080']);
    const ofShop = policy('shop/some', 'ingress: [{from: [{podSelector: {}}]}]');
    expect(wayIn(ofShop)).toEqual(['way-in → shop/web: TCP 8080 (implementation-defined)']);
  });
});
