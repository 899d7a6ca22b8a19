import { describe, expect, it } from 'vitest';
import {
  ask,
  cluster,
  clusterWith,
  namespace,
  node,
  object,
  pod,
  policy,
  service,
  verdict,
} from '../../test/support/cluster.ts';
import {
  ask as askOf,
  clientsOf,
  nearMissesOf,
  type PolicyEngine,
  parseReference,
  profileNamed,
  resolveReference,
  UnknownObjectError,
} from './index.ts';

// What stands before Services: a proxy takes the client's connection, and opens its own to the pods.

const web = pod('shop/web', { ips: ['10.0.1.1'], ports: ['http:8080'] });
const front = service('shop/front', 'selector: {app: web}\nports: [{name: main, port: 80, targetPort: http}]');
const paths = (backend: string) => `rules: [{http: {paths: [{path: /, backend: ${backend}}]}}]`;
const ingress = (spec: string) => object('networking.k8s.io/v1', 'Ingress', 'shop/site', spec);
const toFront = paths('{service: {name: front, port: {number: 80}}}');
const controller = (name = 'edge/proxy') =>
  pod(name, {
    labels: { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' },
    ips: ['10.0.9.1'],
    ports: ['https:8443'],
  });
const guard = (rules: string) => policy('shop/guard', `podSelector: {matchLabels: {app: web}}\ningress: [${rules}]`);
const fromEdge = '{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: edge}}}]}';
const outside = '198.51.100.77';
const pairs = (engine: PolicyEngine, from: string, to: string) =>
  ask(engine, from, to)?.pairs.map((pair) => [
    pair.from.kind === 'pod' ? pair.from.pod.name : 'range',
    pair.to.kind === 'pod' ? `${pair.to.pod.name}:${pair.port}` : 'range',
    pair.verdict,
  ]);

describe('an Ingress of which the controller is known', () => {
  const nginx = ingress(`ingressClassName: nginx\n${toFront}`);
  const shop = [web, front, nginx, controller()];

  it('is two connections: to the controller, and from it', () => {
    expect(pairs(cluster(...shop), outside, 'ing/site:443')).toEqual([
      ['range', 'proxy:443', 'allowed'],
      ['proxy', 'web:8080', 'allowed'],
    ]);
  });

  it('shows the pods the controller, whoever the client is', () => {
    expect(verdict(cluster(...shop, guard(fromEdge)), outside, 'shop/ingress/site:443')).toBe('allowed');
    const ofOutside = guard('{from: [{ipBlock: {cidr: 198.51.100.0/24}}]}');
    expect(verdict(cluster(...shop, ofOutside), outside, 'ing/site:443')).toBe('denied');
  });

  it('is guarded where the controller is', () => {
    const closed = policy('edge/closed', 'ingress: [{from: [{podSelector: {}}]}]');
    expect(ask(cluster(...shop, closed), outside, 'ing/site:443')).toMatchObject({
      verdict: 'denied',
      decisive: { to: { pod: { name: 'proxy' } } },
    });
    const egress = policy('edge/closed', 'policyTypes: [Egress]');
    expect(verdict(cluster(...shop, egress), outside, 'ing/site:443')).toBe('denied');
  });

  it('is reached by the Service of the controller, with the ports of its pods', () => {
    const labels = '{app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller}';
    const edge = service(
      'edge/proxy',
      `type: LoadBalancer\nselector: ${labels}\nports: [{port: 443, targetPort: https}]`,
    );
    const only = (port: number) => policy('edge/only', `ingress: [{ports: [{port: ${port}}]}]`);
    expect(verdict(cluster(...shop, edge, only(8443)), outside, 'ing/site:443')).toBe('allowed');
    const client = pod('shop/client', { ips: ['10.0.2.1'] });
    expect(verdict(cluster(...shop, edge, client, only(443)), 'client', 'ing/site:443')).toBe('denied');
  });

  it('is judged with the egress rules of a client inside', () => {
    const client = pod('shop/client', { ips: ['10.0.2.1'] });
    const closed = (rules: string) =>
      policy('shop/closed', `podSelector: {matchLabels: {app: client}}\npolicyTypes: [Egress]\negress: [${rules}]`);
    expect(verdict(cluster(...shop, client, closed('')), 'client', 'ing/site:443')).toBe('denied');
    expect(verdict(cluster(...shop, client, closed('{to: [{namespaceSelector: {}}]}')), 'client', 'ing/site:443')).toBe(
      'allowed',
    );
  });

  it('is found by the class that it names, by the default class, or by the older annotation', () => {
    const byClass = (spec: string, annotations: string) =>
      `{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: edge, annotations: ${annotations}}, spec: ${spec}}`;
    const nginxClass = '{controller: k8s.io/ingress-nginx}';
    const served = (...documents: readonly string[]) => {
      const engine = cluster(web, front, controller(), ...documents);
      return clientsOf(engine, resolveReference(engine.cluster, parseReference('ing/site'))).length;
    };
    expect(served(nginx)).toBe(1);
    expect(served(ingress(`ingressClassName: edge\n${toFront}`))).toBe(0);
    expect(served(ingress(`ingressClassName: edge\n${toFront}`), byClass(nginxClass, '{}'))).toBe(1);
    expect(
      served(
        ingress(`ingressClassName: edge\n${toFront}`),
        byClass('{controller: traefik.io/ingress-controller}', '{}'),
      ),
    ).toBe(0);
    expect(served(ingress(toFront))).toBe(0);
    expect(served(ingress(toFront), byClass(nginxClass, '{ingressclass.kubernetes.io/is-default-class: "true"}'))).toBe(
      1,
    );
    const annotated = `{apiVersion: extensions/v1beta1, kind: Ingress, metadata: {name: site, namespace: shop, annotations: {kubernetes.io/ingress.class: nginx}}, spec: {backend: {serviceName: front, servicePort: main}}}`;
    expect(served(annotated)).toBe(1);
    expect(verdict(cluster(web, front, controller(), annotated, guard(fromEdge)), outside, 'ing/site:80')).toBe(
      'allowed',
    );
  });
});

describe('an Ingress of which the controller is not in the input', () => {
  const shop = [web, front, ingress(toFront)];
  const clause = 'which pods take the connections of Ingress shop/site: the input holds none that show it';

  it('is allowed where everybody is', () => {
    expect(verdict(cluster(...shop), outside, 'ing/site:443')).toBe('allowed');
    expect(verdict(cluster(...shop, guard('{}')), outside, 'ing/site:443')).toBe('allowed');
    expect(verdict(cluster(...shop, guard('{ports: [{port: 8080}]}')), outside, 'ing/site:443')).toBe('allowed');
  });

  it('is denied where nobody is let in', () => {
    expect(verdict(cluster(...shop, guard('')), outside, 'ing/site:443')).toBe('denied');
  });

  it('depends on who it is otherwise', () => {
    for (const rule of [fromEdge, '{from: [{namespaceSelector: {}}]}', '{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}']) {
      expect(ask(cluster(...shop, guard(rule)), outside, 'ing/site:443')).toMatchObject({
        verdict: 'implementation-defined',
        dependsOn: [clause],
      });
    }
  });

  it('names no rule that came close, as nothing tells for whom it would have to be', () => {
    const engine = cluster(...shop, guard(fromEdge));
    const answer = ask(engine, outside, 'ing/site:443');
    expect(answer?.decisive.ingress.verdict).toBe('implementation-defined');
    expect(answer && nearMissesOf(engine, answer.decisive)).toEqual([]);
  });

  it('depends on the dataplane where every address is let in, as not all apply that to pods', () => {
    const open = guard('{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}');
    const cilium = profileNamed('cilium');
    expect(verdict(cluster(...shop, open), outside, 'ing/site:443')).toBe('allowed');
    expect(verdict(clusterWith(cilium ? { profile: cilium } : {}, ...shop, open), outside, 'ing/site:443')).toBe(
      'implementation-defined',
    );
  });

  it('is out of reach for a client that may go nowhere', () => {
    const client = pod('shop/client', { ips: ['10.0.2.1'] });
    const egress = (rules: string) =>
      policy('shop/out', `podSelector: {matchLabels: {app: client}}\npolicyTypes: [Egress]\negress: [${rules}]`);
    expect(verdict(cluster(...shop, client, egress('')), 'client', 'ing/site:443')).toBe('denied');
    expect(verdict(cluster(...shop, client, egress('{}')), 'client', 'ing/site:443')).toBe('allowed');
    expect(verdict(cluster(...shop, client, egress('{to: [{podSelector: {}}]}')), 'client', 'ing/site:443')).toBe(
      'implementation-defined',
    );
  });
});

describe('the ports of an Ingress', () => {
  it('are those of HTTP and HTTPS', () => {
    const engine = cluster(web, front, ingress(toFront));
    expect(verdict(engine, outside, 'ing/site:https')).toBe('allowed');
    expect(() => ask(engine, outside, 'ing/site:8080')).toThrow(
      'Ingress shop/site has no port 8080/TCP; it has 80/TCP (http), 443/TCP (https)',
    );
    expect(() => ask(engine, outside, 'ing/site:443/UDP')).toThrow(UnknownObjectError);
  });
});

describe('a Gateway', () => {
  const gateway = (listeners: string) =>
    object(
      'gateway.networking.k8s.io/v1',
      'Gateway',
      'edge/public',
      `gatewayClassName: any\nlisteners: [${listeners}]`,
    );
  const route = (kind: string, spec: string, version = 'v1') =>
    object(`gateway.networking.k8s.io/${version}`, kind, 'shop/site', spec);
  const parent = 'parentRefs: [{name: public, namespace: edge}]';
  const rules = 'rules: [{backendRefs: [{name: front, port: 80}]}]';
  const all = 'allowedRoutes: {namespaces: {from: All}}';
  const https = `{name: https, port: 443, protocol: HTTPS, ${all}}`;
  const proxy = pod('edge/proxy', {
    labels: { 'gateway.networking.k8s.io/gateway-name': 'public' },
    ips: ['10.0.9.1'],
  });

  it('leads by its routes to the pods, as its own pods', () => {
    const shop = [web, front, proxy, gateway(https), route('HTTPRoute', `${parent}\n${rules}`)];
    expect(pairs(cluster(...shop, guard(fromEdge)), outside, 'gtw/public:443')).toEqual([
      ['range', 'proxy:443', 'allowed'],
      ['proxy', 'web:8080', 'allowed'],
    ]);
    expect(verdict(cluster(...shop, guard(fromEdge)), outside, 'httproute/site:https')).toBe('allowed');
    expect(verdict(cluster(...shop, guard('')), outside, 'httproute/site:443')).toBe('denied');
  });

  it('of Envoy Gateway has its pods in another namespace', () => {
    const labels = {
      'gateway.envoyproxy.io/owning-gateway-name': 'public',
      'gateway.envoyproxy.io/owning-gateway-namespace': 'edge',
    };
    const envoy = pod('envoy-gateway-system/envoy', { labels });
    const engine = cluster(
      web,
      front,
      envoy,
      gateway(https),
      route('HTTPRoute', `${parent}\n${rules}`),
      guard(fromEdge),
    );
    expect(verdict(engine, outside, 'gtw/public:443')).toBe('denied');
  });

  it('admits the routes of its own namespace, or of those that it names', () => {
    const nowhere = (listener: string, ...documents: readonly string[]) =>
      ask(
        cluster(web, front, gateway(listener), route('HTTPRoute', `${parent}\n${rules}`), ...documents),
        outside,
        'gtw/public:443',
      ) === undefined;
    expect(nowhere(https)).toBe(false);
    expect(nowhere('{name: https, port: 443, protocol: HTTPS}')).toBe(true);
    const bySelector =
      '{name: https, port: 443, protocol: HTTPS, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {open: "yes"}}}}}';
    expect(nowhere(bySelector)).toBe(true);
    expect(nowhere(bySelector, namespace('shop', { open: 'yes' }))).toBe(false);
  });

  it('that does not take a route says why', () => {
    const why = (listener: string, kind = 'HTTPRoute') => {
      const engine = cluster(web, front, gateway(listener), route(kind, `${parent}\n${rules}`));
      expect(() => askOf(engine, outside, 'gtw/public:443')).toThrow(`no route is attached to Gateway edge/public`);
      try {
        askOf(engine, outside, `${kind}/site:443`);
      } catch (error) {
        return (error as Error).message.replace(`${kind} shop/site is attached to no listener of a Gateway: `, '');
      }
      return undefined;
    };
    const listener = (spec: string) => `{name: main, port: 443, protocol: HTTPS, allowedRoutes: {${spec}}}`;
    const of = 'listener main of Gateway edge/public';
    expect(why(listener(''))).toBe(`${of} takes routes of namespace edge only (allowedRoutes.namespaces.from: Same)`);
    expect(why(listener('namespaces: {from: Selector, selector: {matchLabels: {open: "yes"}}}'))).toBe(
      `${of} takes routes of namespaces with open=yes only, and namespace shop, which is not in the input, has not`,
    );
    expect(why(listener('namespaces: {from: All}'), 'TCPRoute')).toBe(
      `${of} is for HTTPS, and so takes HTTPRoute and GRPCRoute only, and no TCPRoute`,
    );
    expect(why(listener('namespaces: {from: All}, kinds: [{kind: GRPCRoute}]'))).toBe(
      `${of} says in allowedRoutes.kinds that it takes GRPCRoute only, and no HTTPRoute`,
    );
    expect(why(listener('namespaces: {from: Selector}'))).toContain('takes routes of namespaces with');
  });

  it('tells its listeners apart by name and port', () => {
    const two = gateway(`${https}, {name: admin, port: 8443, protocol: HTTPS, ${all}}`);
    const admin = route('HTTPRoute', `parentRefs: [{name: public, namespace: edge, sectionName: admin}]\n${rules}`);
    const engine = cluster(web, front, two, admin);
    expect(verdict(engine, outside, 'gtw/public:8443')).toBe('allowed');
    expect(ask(engine, outside, 'gtw/public:443')).toBeUndefined();
    expect(() => ask(engine, outside, 'httproute/site:443')).toThrow('it has 8443/TCP (admin)');
    expect(() => ask(engine, outside, 'gtw/public:80')).toThrow('it has 443/TCP (https), 8443/TCP (admin)');
  });

  it('leads to another namespace only where a ReferenceGrant lets it', () => {
    const far = route('HTTPRoute', `${parent}\nrules: [{backendRefs: [{name: front, namespace: data, port: 80}]}]`);
    const data = [
      pod('data/web', { ips: ['10.0.3.1'], ports: ['http:9090'] }),
      service('data/front', 'selector: {app: web}\nports: [{port: 80, targetPort: http}]'),
    ];
    const grant = (kind: string, to = '{group: "", kind: Service}') =>
      object(
        'gateway.networking.k8s.io/v1beta1',
        'ReferenceGrant',
        'data/ways',
        `from: [{group: gateway.networking.k8s.io, kind: ${kind}, namespace: shop}]\nto: [${to}]`,
      );
    const leads = (...documents: readonly string[]) =>
      ask(cluster(...data, gateway(https), far, ...documents), outside, 'gtw/public:443') !== undefined;
    expect(leads()).toBe(false);
    expect(leads(grant('HTTPRoute'))).toBe(true);
    expect(leads(grant('HTTPRoute', '{group: "", kind: Service, name: front}'))).toBe(true);
    expect(leads(grant('HTTPRoute', '{group: "", kind: Service, name: other}'))).toBe(false);
    expect(leads(grant('GRPCRoute'))).toBe(false);
  });

  it('of which a route is another kind or version leads there too', () => {
    for (const [kind, version, protocol] of [
      ['GRPCRoute', 'v1', 'HTTPS'],
      ['TLSRoute', 'v1alpha2', 'TLS'],
      ['TCPRoute', 'v1alpha2', 'TCP'],
      ['TCPRoute', 'v1alpha2', 'TLS'],
      ['HTTPRoute', 'v1beta1', 'HTTP'],
      ['TCPRoute', 'v1alpha2', 'example.com/any'],
    ] as const) {
      const listener = gateway(`{name: main, port: 443, protocol: ${protocol}, ${all}}`);
      const engine = cluster(web, front, listener, route(kind, `${parent}\n${rules}`, version));
      expect(verdict(engine, outside, `${kind}/site:443`)).toBe('allowed');
    }
    const dns = gateway(`{name: dns, port: 53, protocol: UDP, ${all}}`);
    const udp = service('shop/front', 'selector: {app: web}\nports: [{port: 80, targetPort: 5353, protocol: UDP}]');
    const engine = cluster(
      web,
      udp,
      dns,
      route('UDPRoute', `${parent}\n${rules}`, 'v1alpha2'),
      guard('{ports: [{port: 5353, protocol: UDP}]}'),
    );
    expect(verdict(engine, outside, 'gtw/public:53/UDP')).toBe('allowed');
  });

  it('sends nothing to a backend of no weight', () => {
    const weighted = route('HTTPRoute', `${parent}\nrules: [{backendRefs: [{name: front, port: 80, weight: 0}]}]`);
    expect(ask(cluster(web, front, gateway(https), weighted), outside, 'gtw/public:443')).toBeUndefined();
  });

  it('that is not in the input is taken to admit its routes at any port', () => {
    const engine = cluster(web, front, route('HTTPRoute', `${parent}\n${rules}`));
    expect(verdict(engine, outside, 'httproute/site:8443')).toBe('allowed');
  });
});

describe('a Route of OpenShift', () => {
  const route = (spec: string) =>
    object('route.openshift.io/v1', 'Route', 'shop/site', `to: {kind: Service, name: front}\n${spec}`);
  const router = pod('openshift-ingress/router', {
    labels: { 'ingresscontroller.operator.openshift.io/deployment-ingresscontroller': 'default' },
    hostNetwork: true,
    node: 'n1',
    ips: ['192.0.2.1'],
  });

  it('leads from the router to the pods', () => {
    const open = guard(
      '{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: openshift-ingress}}}]}',
    );
    const shop = [web, front, router, node('n1', '192.0.2.1'), route('port: {targetPort: main}'), open];
    expect(ask(cluster(...shop), outside, 'route/site:443')).toMatchObject({
      verdict: 'implementation-defined',
      dependsOn: ['whether the dataplane sees a hostNetwork pod as a pod or as its node'],
    });
  });

  it('names the port of the Service, or that of the pods', () => {
    const ports = (spec: string) => {
      const many = service(
        'shop/front',
        'selector: {app: web}\nports: [{name: a, port: 80, targetPort: 8080}, {name: b, port: 90, targetPort: 9090}]',
      );
      return ask(cluster(web, many, route(spec)), outside, 'route/site:80')?.pairs.flatMap(({ to, port }) =>
        to.kind === 'pod' ? [port] : [],
      );
    };
    expect(ports('port: {targetPort: b}')).toEqual([9090]);
    expect(ports('port: {targetPort: 9090}')).toEqual([9090]);
    expect(ports('')).toEqual([8080, 9090]);
  });
});

describe('a name that is that of a kind', () => {
  it('may be a namespace', () => {
    const engine = cluster(pod('gateway/web'), pod('shop/client'));
    expect(verdict(engine, 'client', 'gateway/web:80')).toBe('allowed');
    expect(() => ask(engine, 'client', 'gateway/none:80')).toThrow('no Gateway "none"');
  });
});
