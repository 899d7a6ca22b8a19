import { describe, expect, it } from 'vitest';
import { cluster, containerPort, node, object, pod, service, target } from '../../../test/support/cluster.ts';
import { describeNoServers, formatEndpoint, type PolicyEngine } from '../index.ts';

const servers = (engine: PolicyEngine, to: string) =>
  target(engine, to).servers.map(({ endpoint, port }) => `${formatEndpoint(endpoint)}:${port}`);

const statefulSet = (ports: string) =>
  object(
    'apps/v1',
    'StatefulSet',
    'shop/db',
    `replicas: 2\ntemplate: {metadata: {labels: {app: db}}, spec: {containers: [{name: c, ports: [${ports}]}]}}`,
  );
const web = pod('shop/web', { ports: ['http:8080', 'dns:53/UDP'] });
const front = service(
  'shop/front',
  'clusterIP: 10.96.0.1\nselector: {app: web}\nports: [{name: main, port: 80, targetPort: http}, {name: named, port: 53, protocol: UDP}]',
);

describe('a port', () => {
  it('that is an undeclared number is a fine one', () => {
    expect(servers(cluster(web), 'web:9999')).toEqual(['shop/web:9999']);
  });

  it('that is a name is looked up in the pod', () => {
    expect(servers(cluster(web), 'web:http')).toEqual(['shop/web:8080']);
    expect(servers(cluster(web), 'web:dns/UDP')).toEqual(['shop/web:53']);
  });

  it('that is an unknown name is an error with those that there are', () => {
    expect(() => target(cluster(web), 'web:dns')).toThrow(
      'shop/web has no port named "dns" for TCP; it has http/TCP, dns/UDP',
    );
    expect(() => target(cluster(pod('shop/bare')), 'bare:http')).toThrow('it declares no port');
    const numbered = pod('shop/web', {
      initContainers: [{ name: 'i', restartPolicy: 'Always', ports: [containerPort('m:9')] }],
    });
    expect(() => target(cluster(numbered), 'web:http')).toThrow('it has m/TCP');
  });

  it('of a workload is its pods’', () => {
    const engine = cluster(statefulSet('{name: sql, containerPort: 5432}'));
    expect(servers(engine, 'sts/db:sql')).toEqual(['shop/db-0:5432', 'shop/db-1:5432']);
    expect(servers(engine, 'db:1')).toEqual(['shop/db-0:1', 'shop/db-1:1']);
    expect(() => target(engine, 'db:nosql')).toThrow('shop/db has no port named "nosql" for TCP; it has sql/TCP');
  });

  it('of a Service becomes its pods’ own', () => {
    const engine = cluster(web, front);
    expect(servers(engine, 'front:80')).toEqual(['shop/web:8080']);
    expect(servers(engine, 'front:main')).toEqual(['shop/web:8080']);
    expect(servers(engine, 'front:53/UDP')).toEqual(['shop/web:53']);
    expect(target(engine, 'front:main')).toMatchObject({
      servicePort: 80,
      service: { name: 'front' },
      via: { service: 'shop/front', port: 80, addresses: [{ family: 4, value: 0x0a600001n }] },
    });
  });

  it('that a Service lacks is an error with those that it has', () => {
    const engine = cluster(web, front);
    const has = 'it has 80/TCP (main), 53/UDP (named)';
    expect(() => target(engine, 'front:8080')).toThrow(`Service shop/front has no port 8080/TCP; ${has}`);
    expect(() => target(engine, 'front:53')).toThrow(`Service shop/front has no port 53/TCP; ${has}`);
    expect(() => target(engine, 'front:web')).toThrow(has);
    expect(() => target(cluster(service('shop/none', 'selector: {a: b}')), 'none:80')).toThrow('it has none');
  });

  it('of an address or a node is a number', () => {
    const engine = cluster(node('n1', '192.0.2.1', '2001:db8::1'));
    expect(servers(engine, '203.0.113.0/24:443')).toEqual(['203.0.113.0/24:443']);
    expect(servers(engine, 'node/n1:10250')).toEqual(['node/n1:10250', 'node/n1:10250']);
    expect(() => target(engine, '203.0.113.7:https')).toThrow(
      'an address has no named ports; give the number instead of "https"',
    );
    expect(() => target(engine, 'node/n1:kubelet')).toThrow('n1 has no named ports');
  });
});

describe('the pods of a workload', () => {
  const replicaSet = object('apps/v1', 'ReplicaSet', 'shop/web', 'template: {}');
  const owned = (name: string, phase: string) => {
    const value = JSON.parse(pod(`shop/${name}`, { phase }));
    value.metadata.ownerReferences = [{ kind: 'ReplicaSet', name: 'web', apiVersion: 'apps/v1', controller: true }];
    return JSON.stringify(value);
  };

  it('are those that run', () => {
    const engine = cluster(replicaSet, owned('a', 'Running'), owned('b', 'Failed'));
    expect(servers(engine, 'rs/web:80')).toEqual(['shop/a:80']);
  });

  it('are all where all have ended, as if they ran', () => {
    const engine = cluster(replicaSet, owned('a', 'Failed'), owned('b', 'Failed'));
    expect(servers(engine, 'rs/web:80')).toEqual(['shop/a:80', 'shop/b:80']);
  });
});

describe('a Service that leads nowhere', () => {
  const why = (engine: PolicyEngine, to: string) => describeNoServers(engine.cluster, target(engine, to));

  it('says why', () => {
    expect(why(cluster(front), 'front:80')).toBe('Service shop/front selects no pod (app=web)');
    expect(why(cluster(front, pod('shop/web')), 'front:80')).toBe(
      'no pod of Service shop/front (app=web) has the port that it names',
    );
    const bare = service('shop/bare', 'ports: [{port: 80}]');
    expect(why(cluster(bare), 'bare:80')).toBe('Service shop/bare has no selector and no endpoints');
  });
});

describe('a pod of two families', () => {
  it('that is in an EndpointSlice of each is one server', () => {
    const slice = (family: string, address: string) =>
      `{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: bare-${family}, namespace: shop, labels: {kubernetes.io/service-name: bare}}, endpoints: [{addresses: ["${address}"], targetRef: {kind: Pod, name: web}}], ports: [{port: 8080}]}`;
    const engine = cluster(
      web,
      service('shop/bare', 'ports: [{port: 80}]'),
      slice('v4', '10.0.0.1'),
      slice('v6', 'fd00::1'),
    );
    expect(servers(engine, 'bare:80')).toEqual(['shop/web:8080']);
  });
});
