import { describe, expect, it } from 'vitest';
import { cluster, object, pod, service, target } from '../../../test/support/cluster.ts';
import { describeNoServers, formatEndpoint, type PolicyEngine, waysIn } from '../index.ts';

const web = pod('shop/web', { ports: ['http:8080'] });
const dns = pod('shop/dns', { ports: ['dns:5353/UDP'] });
const front = service('shop/front', 'selector: {app: web}\nports: [{name: main, port: 80, targetPort: http}]');
const ingress = (name: string, backend: string) =>
  object('networking.k8s.io/v1', 'Ingress', `shop/${name}`, `defaultBackend: {service: ${backend}}`);

const ways = ({ cluster }: PolicyEngine) =>
  waysIn(cluster).map(({ object: { kind, namespace, name }, isProxied, servers }) => [
    `${kind} ${namespace}/${name}`,
    isProxied,
    ...servers.map(({ endpoint, port, protocol }) => `${formatEndpoint(endpoint)}:${port}/${protocol}`),
  ]);

describe('the ways into a cluster', () => {
  it('are Ingresses, routes of any kind, and Services that are open to the outside, with the ports of the pods', () => {
    const engine = cluster(
      web,
      dns,
      front,
      service('shop/inside', 'selector: {app: web}\nports: [{port: 80}]'),
      service(
        'shop/both',
        'type: NodePort\nselector: {app: dns}\nports: [{port: 53, protocol: UDP, targetPort: dns}, {port: 9}]',
      ),
      service('shop/balanced', 'type: LoadBalancer\nselector: {app: web}\nports: [{port: 443, targetPort: 8443}]'),
      ingress('site', '{name: front, port: {name: main}}'),
      object('route.openshift.io/v1', 'Route', 'shop/site', 'to: {name: front}'),
      object(
        'gateway.networking.k8s.io/v1',
        'HTTPRoute',
        'shop/site',
        'parentRefs: [{name: public}]\nrules: [{backendRefs: [{name: front, port: 80}]}, {backendRefs: [{name: front, port: 80}]}]',
      ),
      object(
        'gateway.networking.k8s.io/v1',
        'Gateway',
        'shop/public',
        'listeners: [{name: a, port: 80, protocol: HTTP}]',
      ),
    );
    expect(ways(engine)).toEqual([
      ['Ingress shop/site', true, 'shop/web:8080/TCP'],
      ['HTTPRoute shop/site', true, 'shop/web:8080/TCP'],
      ['Route shop/site', true, 'shop/web:8080/TCP'],
      ['Service shop/balanced', false, 'shop/web:8443/TCP'],
      ['Service shop/both', false, 'shop/dns:5353/UDP', 'shop/dns:9/TCP'],
    ]);
  });

  it('may lead nowhere', () => {
    const engine = cluster(ingress('none', '{name: gone, port: {number: 80}}'), service('shop/np', 'type: NodePort'));
    expect(ways(engine)).toEqual([
      ['Ingress shop/none', true],
      ['Service shop/np', false],
    ]);
  });

  it('may lead to where an EndpointSlice or an ExternalName says', () => {
    const engine = cluster(
      service('shop/alias', 'type: ExternalName\nexternalName: front.shop.svc'),
      front,
      web,
      ingress('site', '{name: alias, port: {number: 80}}'),
    );
    expect(ways(engine)).toEqual([['Ingress shop/site', true, 'shop/web:8080/TCP']]);
  });
});

describe('a way in that leads nowhere', () => {
  const why = (to: string, ...documents: readonly string[]) => {
    const engine = cluster(...documents);
    return describeNoServers(engine.cluster, target(engine, to));
  };

  it('says why', () => {
    const site = ingress('site', '{name: front, port: {number: 80}}');
    expect(why('ing/site:80', site)).toBe('there is no Service shop/front');
    expect(why('ing/site:80', site, front)).toBe('Service shop/front selects no pod (app=web)');
    expect(why('ing/site:80', ingress('site', '{name: front, port: {number: 81}}'), front, web)).toBe(
      'Service shop/front has no port 81/TCP',
    );
    expect(why('ing/site:80', object('networking.k8s.io/v1', 'Ingress', 'shop/site', 'rules: []'))).toBe(
      'Ingress shop/site leads to no Service',
    );
    const gateway = object(
      'gateway.networking.k8s.io/v1',
      'Gateway',
      'shop/public',
      'listeners: [{name: a, port: 80}]',
    );
    expect(why('gtw/public:80', gateway)).toBe('no route is attached to Gateway shop/public');
    const far = 'parentRefs: [{name: public}]\nrules: [{backendRefs: [{name: front, namespace: data, port: 80}]}]';
    expect(why('gtw/public:80', gateway, object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'shop/far', far))).toBe(
      'no ReferenceGrant in namespace data lets HTTPRoute shop/far lead there',
    );
    const alias = service('shop/a', 'type: ExternalName\nexternalName: a.shop.svc');
    expect(why('a:80', alias)).toBe('Service shop/a is an ExternalName that leads round in a circle');
  });
});
