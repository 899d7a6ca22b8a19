import { describe, expect, it } from 'vitest';
import { object, pod, policy, service } from '../../../../test/support/cluster.ts';
import { found } from '../lint.test-support.ts';

const web = pod('shop/web', { ports: ['http:8080'] });
const front = service('shop/front', 'selector: {app: web}\nports: [{name: main, port: 80, targetPort: http}]');
const ingress = (port: string, name = 'front', className = 'nginx') =>
  object(
    'networking.k8s.io/v1',
    'Ingress',
    'shop/site',
    `ingressClassName: ${className}\nrules: [{http: {paths: [{path: /, backend: {service: {name: ${name}, port: {number: ${port}}}}}]}}]`,
  );

describe('NW210, an Ingress or a route that leads nowhere', () => {
  const at = (...documents: readonly string[]) => found('NW210', ...documents);
  const said = (reason: string) => [`NW210 shop/site spec: a part of it leads nowhere: ${reason}`];

  it('names a Service that is not there, has not the port, or selects nothing', () => {
    expect(at(web, front, ingress('80'))).toEqual([]);
    expect(at(web, front, ingress('80', 'gone'))).toEqual(said('there is no Service shop/gone'));
    expect(at(web, front, ingress('8080'))).toEqual(said('Service shop/front has no port 8080/TCP'));
    const other = service('shop/front', 'selector: {app: api}\nports: [{port: 80}]');
    expect(at(web, other, ingress('80'))).toEqual(said('Service shop/front selects no pod (app=api)'));
  });

  it('is attached to no listener of the Gateway that it names', () => {
    const gateway = (spec: string) =>
      object('gateway.networking.k8s.io/v1', 'Gateway', 'edge/gw', `listeners: [{name: web, port: 80, ${spec}}]`);
    const route = object(
      'gateway.networking.k8s.io/v1',
      'HTTPRoute',
      'shop/site',
      'parentRefs: [{name: gw, namespace: edge}]\nrules: [{backendRefs: [{name: front, port: 80}]}]',
    );
    expect(at(web, front, route, gateway('protocol: HTTP, allowedRoutes: {namespaces: {from: All}}'))).toEqual([]);
    expect(at(web, front, route)).toEqual([]);
    expect(at(web, front, route, gateway('protocol: HTTP'))).toEqual(
      said(
        'HTTPRoute shop/site is attached to no listener of a Gateway: listener web of Gateway edge/gw takes routes of namespace edge only (allowedRoutes.namespaces.from: Same)',
      ),
    );
  });

  it('says nothing where the input may not hold what it leads to', () => {
    expect(at(front, ingress('80'))).toEqual([]);
    expect(at(web, service('shop/front', 'ports: [{port: 80}]'), ingress('80'))).toEqual([]);
    const alias = service('shop/front', 'type: ExternalName\nexternalName: example.com\nports: [{port: 80}]');
    expect(at(web, alias, ingress('80'))).toEqual([]);
  });
});

describe('NW507, policies that keep a proxy from the pods behind it', () => {
  const at = (...documents: readonly string[]) => found('NW507', web, front, ...documents);
  const labels = { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' };
  const controller = pod('edge/nginx', { labels });
  const guard = (from: string) => policy('shop/guard', `ingress: [${from}]`);
  const edge = '{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: edge}}}]}';

  it('are those of the pods', () => {
    expect(at(controller, ingress('80'), guard(edge))).toEqual([]);
    expect(at(controller, ingress('80'), guard('{from: [{podSelector: {}}]}'))).toEqual([
      'NW507 shop/site spec: shop/web:8080/TCP behind it does not let edge/nginx in: NetworkPolicy shop/guard',
    ]);
  });

  it('or those of the proxy', () => {
    const closed = policy('edge/closed', 'policyTypes: [Egress]');
    expect(at(controller, ingress('80'), closed)).toEqual([
      'NW507 shop/site spec: shop/web:8080/TCP behind it is not open to edge/nginx: NetworkPolicy edge/closed',
    ]);
  });

  it('are only certain without the proxy where the pods let nobody in', () => {
    expect(at(ingress('80'), guard('{from: [{podSelector: {}}]}'))).toEqual([]);
    expect(at(ingress('80'), guard(''))).toEqual([
      'NW507 shop/site spec: shop/web:8080/TCP behind it does not let anybody who could be its controller in: NetworkPolicy shop/guard',
    ]);
  });

  it('are told once for all pods of a workload', () => {
    const deployment = object(
      'apps/v1',
      'Deployment',
      'shop/web',
      'replicas: 3\ntemplate: {metadata: {labels: {app: many}}, spec: {containers: [{name: c}]}}',
    );
    const many = service('shop/many', 'selector: {app: many}\nports: [{port: 80}]');
    expect(at(deployment, many, controller, ingress('80', 'many'), guard(''))).toHaveLength(1);
  });
});
