import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manifestsOf, object, service } from '../../test/support/cluster.ts';
import { Cluster } from './cluster.ts';
import { FieldError } from './fields.ts';
import { gatewayRouteKinds } from './gateway-route.ts';
import type { Json } from './manifest.ts';
import { ObjectStore } from './object-store.ts';

function routing(...documents: readonly string[]) {
  return clusterOf(...documents).routing;
}

function clusterOf(...documents: readonly string[]): Cluster {
  const store = new ObjectStore();
  for (const manifest of manifestsOf(...documents)) expect(store.put(manifest, 'default')).toBe(true);
  return new Cluster(store);
}

describe('an Ingress', () => {
  const v1 = object(
    'networking.k8s.io/v1',
    'Ingress',
    'shop/site',
    `ingressClassName: nginx
defaultBackend: {service: {name: none, port: {name: http}}}
rules:
- {host: a.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: front, port: {number: 80}}}}]}}
- {host: b.example}
- {http: {paths: [{backend: {resource: {apiGroup: storage.example, kind: Bucket, name: pictures}}}]}}`,
  );

  it('leads from its default and its paths to backends', () => {
    expect(routing(v1).ingresses).toMatchObject([
      {
        namespace: 'shop',
        name: 'site',
        className: 'nginx',
        backends: [
          { kind: 'Service', namespace: 'shop', name: 'none', port: 'http' },
          { kind: 'Service', namespace: 'shop', name: 'front', port: 80 },
          { kind: 'storage.example/Bucket', name: 'pictures' },
        ],
      },
    ]);
  });

  it.each(['extensions/v1beta1', 'networking.k8s.io/v1beta1'])('of %s names things otherwise', (apiVersion) => {
    const spec = `backend: {serviceName: none, servicePort: http}
rules: [{http: {paths: [{backend: {serviceName: front, servicePort: 80}}]}}]`;
    expect(routing(object(apiVersion, 'Ingress', 'shop/site', spec)).ingresses[0]?.backends).toMatchObject([
      { name: 'none', port: 'http' },
      { name: 'front', port: 80 },
    ]);
  });

  it('has a class that names its controller', () => {
    const nginx = `{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: nginx, namespace: ignored, annotations: {ingressclass.kubernetes.io/is-default-class: "true"}}, spec: {controller: k8s.io/ingress-nginx}}`;
    expect(routing(nginx).ingressClasses).toMatchObject([
      { namespace: '', name: 'nginx', controllerName: 'k8s.io/ingress-nginx', isDefault: true },
    ]);
  });
});

describe('a route of a Gateway', () => {
  const route = (version: string, spec: string) =>
    object(`gateway.networking.k8s.io/${version}`, 'HTTPRoute', 'shop/site', spec);

  it.each(['v1', 'v1beta1', 'v1alpha2'])('of %s names its Gateways and its backends', (version) => {
    const spec = `parentRefs: [{name: public}, {name: edge, namespace: ops, sectionName: https, port: 443}, {kind: Service, group: "", name: mesh}]
rules: [{backendRefs: [{name: front, port: 80, weight: 9}, {name: old, namespace: data, port: 81}, {group: example.com, kind: Function, name: f}]}]`;
    expect(routing(route(version, spec)).gatewayRoutes).toMatchObject([
      {
        kind: 'HTTPRoute',
        parents: [
          { namespace: 'shop', name: 'public' },
          { namespace: 'ops', name: 'edge', listener: 'https', port: 443 },
        ],
        backends: [
          { kind: 'Service', namespace: 'shop', name: 'front', port: 80, weight: 9 },
          { kind: 'Service', namespace: 'data', name: 'old', port: 81, weight: 1 },
          { kind: 'example.com/Function', name: 'f' },
        ],
      },
    ]);
  });

  it('may have the name of one of another kind', () => {
    const [http = '', tcp = ''] = ['HTTPRoute', 'TCPRoute'].map((kind) =>
      object('gateway.networking.k8s.io/v1alpha2', kind, 'shop/site', 'rules: []'),
    );
    expect(routing(tcp, http).gatewayRoutes.map(({ kind }) => kind)).toEqual(['HTTPRoute', 'TCPRoute']);
  });
});

describe('a Route', () => {
  it('is OpenShift’s by its group', () => {
    const spec =
      'to: {kind: Service, name: front}\nalternateBackends: [{name: old, weight: 0}]\nport: {targetPort: web}';
    expect(routing(object('route.openshift.io/v1', 'Route', 'shop/site', spec)).openShiftRoutes).toMatchObject([
      {
        backends: [
          { kind: 'Service', name: 'front', port: 'web', weight: 100 },
          { kind: 'Service', name: 'old', port: 'web', weight: 0 },
        ],
      },
    ]);
    const [knative] = manifestsOf(object('serving.knative.dev/v1', 'Route', 'shop/site', spec));
    expect(knative && new ObjectStore().put(knative, 'default')).toBe(false);
  });
});

describe('a Service', () => {
  const balancer = (metadata: string, spec: string) =>
    `{apiVersion: v1, kind: Service, metadata: {name: front, namespace: shop, ${metadata}}, spec: {type: LoadBalancer, externalIPs: [198.51.100.1], ${spec}}, status: {loadBalancer: {ingress: [{ip: 203.0.113.9}, {hostname: lb.example.com}]}}}`;
  const of = (document: string) => clusterOf(document).service('shop', 'front');

  it('tells its load balancer’s addresses from its other ones', () => {
    const found = of(balancer('', ''));
    expect(found?.balancerAddresses).toEqual([{ family: 4, value: 0xcb007109n }]);
    expect(found?.externalAddresses).toHaveLength(2);
  });

  it('limits the clients of its load balancer by a field, or by the older annotation', () => {
    const range = { family: 4, start: 0x0a000000n, end: 0x0b000000n };
    expect(of(balancer('', 'loadBalancerSourceRanges: [" 10.0.0.0/8"]'))?.balancerSources).toEqual([range]);
    const annotation = 'service.beta.kubernetes.io/load-balancer-source-ranges: "10.0.0.0/8, 192.0.2.0/24"';
    expect(of(balancer(`annotations: {${annotation}}`, ''))?.balancerSources).toEqual([
      range,
      { family: 4, start: 0xc0000200n, end: 0xc0000300n },
    ]);
  });

  it('has the traffic policy Cluster where it names none', () => {
    const cluster = { externalTrafficPolicy: 'Cluster', internalTrafficPolicy: 'Cluster' };
    expect(of(service('shop/front', 'ports: []'))).toMatchObject(cluster);
    expect(of(service('shop/front', 'internalTrafficPolicy: Local'))).toMatchObject({
      ...cluster,
      internalTrafficPolicy: 'Local',
    });
  });
});

describe('an object of any shape', () => {
  const kinds = [
    ...gatewayRouteKinds.map((kind) => ['gateway.networking.k8s.io/v1', kind] as const),
    ['gateway.networking.k8s.io/v1', 'Gateway'],
    ['gateway.networking.k8s.io/v1beta1', 'ReferenceGrant'],
    ['networking.k8s.io/v1', 'Ingress'],
    ['networking.k8s.io/v1', 'IngressClass'],
    ['route.openshift.io/v1', 'Route'],
    ['v1', 'Service'],
  ] as const;
  const names = [
    'rules',
    'http',
    'paths',
    'backend',
    'service',
    'port',
    'to',
    'from',
    'listeners',
    'backendRefs',
    'name',
  ];
  const spec = fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom<Json>(null, true, 0, -1, '', 'front', 1e99),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names, '__proto__'), tie('json'), { maxKeys: 4 }),
    ),
  }));

  it('is taken, or refused with the field that is wrong', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), spec.json, ([apiVersion, kind], value) => {
        const [template] = manifestsOf('{apiVersion: v1, kind: Any}');
        if (template === undefined) throw new Error('no manifest');
        const manifest = { ...template, value: { apiVersion, kind, metadata: { name: 'x' }, spec: value } };
        try {
          expect(new ObjectStore().put(manifest, 'default')).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(FieldError);
        }
      }),
    );
  });
});
