import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusters, manifestsOf } from '../../../test/oracle/arbitrary.ts';
import { cluster, object, pod, policy, service } from '../../../test/support/cluster.ts';
import { formatRange } from '../../model/address.ts';
import { formatConnections, hasPort } from '../../model/connection-set.ts';
import type { JsonObject } from '../../model/manifest.ts';
import {
  type Answer,
  type ConnectivityMap,
  type Endpoint,
  type MapEndpoint,
  mapOf,
  PolicyEngine,
  verdictsOf,
} from '../index.ts';

/** The lines of a map, as `from → to: ports`, for maps that are small enough to read. */
function lines(map: ConnectivityMap): readonly string[] {
  const name = (index: number) => describeEndpoint(map.endpoints[index]!);
  const group = (index: number) => map.groups[index]!.members.map(name).join(' ');
  return map.connections.map(({ from, to, ports, certainty }) => {
    const suffix = certainty === 'allowed' ? '' : ` (${certainty})`;
    return `${group(from)} → ${group(to)}: ${formatConnections(ports)}${suffix}`;
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

/** By the map, of one pair: the worst that holds for it. */
function answerOf(map: ConnectivityMap, from: number, to: number, port: number): Answer {
  const of = map.connections.filter(
    (connection) =>
      map.groups[connection.from]!.members.includes(from) &&
      map.groups[connection.to]!.members.includes(to) &&
      hasPort(connection.ports, 'TCP', port),
  );
  expect(of.length).toBeLessThanOrEqual(1);
  const [found] = of;
  if (found === undefined) return 'denied';
  return found.certainty === 'allowed' ? 'allowed' : 'implementation-defined';
}

describe('a map by pod', () => {
  const place = fc.record({ hostNetwork: fc.boolean() });
  const rank = { denied: 0, 'implementation-defined': 1, allowed: 2 } as const;

  it('says of each pair what is said of it alone', () => {
    fc.assert(
      fc.property(clusters, fc.array(place, { minLength: 5, maxLength: 5 }), (record, places) => {
        const engine = new PolicyEngine();
        const manifests = manifestsOf(record).map((manifest, index) => {
          const { kind, spec } = manifest.value;
          // One pod a node, as what pods of one node may is left out.
          const placed = {
            ...(spec as JsonObject),
            hostNetwork: places[index % 5]!.hostNetwork,
            nodeName: `n${index}`,
          };
          return kind === 'Pod' ? { ...manifest, value: { ...manifest.value, spec: placed } } : manifest;
        });
        engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
        const map = mapOf(engine, { by: 'pod' });
        const endpoints = map.endpoints.map((endpoint): Endpoint => {
          if (endpoint.kind === 'range') return { kind: 'range', range: endpoint.ranges[0]! };
          if (endpoint.kind === 'domain') return domainEndpoint(endpoint.name);
          if (endpoint.kind !== 'pod') throw new Error(endpoint.kind);
          return { kind: 'pod', pod: engine.cluster.pod(endpoint.namespace, endpoint.name)! };
        });
        for (const [a, from] of endpoints.entries()) {
          for (const [b, to] of endpoints.entries()) {
            if (a === b || (from.kind === 'range' && to.kind === 'range') || !canMeet(from, to)) continue;
            // Nobody connects from a name.
            if (from.kind === 'range' && from.domain !== undefined) continue;
            for (const port of [79, 80, 8080]) {
              const verdicts = verdictsOf(engine, { from, to, protocol: 'TCP', port }).map(({ verdict }) => verdict);
              const worst = verdicts.reduce((least, verdict) => (rank[verdict] < rank[least] ? verdict : least));
              expect([a, b, port, answerOf(map, a, b, port)]).toEqual([a, b, port, worst]);
            }
          }
        }
      }),
    );
  });
});

/** No more is known of its addresses than that no block has to name them. */
function domainEndpoint(domain: string): Endpoint {
  return { kind: 'range', range: { family: 4, start: (1n << 32n) - 2n, end: 1n << 32n }, domain };
}

function canMeet(from: Endpoint, to: Endpoint): boolean {
  const families = [from, to].map((end) =>
    end.kind === 'range' ? [end.range.family] : end.pod.addresses.map(({ family }) => family),
  );
  return families[0]!.length === 0 || families[1]!.length === 0 || families[0]!.some((f) => families[1]!.includes(f));
}
