import { describe, expect, it } from 'vitest';
import { cluster, namespace, node, object, pod, service } from '../../../test/support/cluster.ts';
import {
  closest,
  type PolicyEngine,
  parseReference,
  resolveReference,
  serviceOfName,
  UnknownObjectError,
} from '../index.ts';

const deployment = (name: string) =>
  object('apps/v1', 'Deployment', name, 'template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c}]}}');

/** What a text means: its kind, and its name or address. */
function meaning(engine: PolicyEngine, text: string, inNamespace?: string): string {
  const found = resolveReference(engine.cluster, parseReference(text), inNamespace);
  switch (found.kind) {
    case 'pod':
      return `pod ${found.pod.namespace}/${found.pod.name}`;
    case 'workload':
      return `${found.workload.kind} ${found.workload.namespace}/${found.workload.name}`;
    case 'service':
      return `service ${found.service.namespace}/${found.service.name}`;
    case 'way-in':
      return `${found.object.kind} ${found.object.object.namespace}/${found.object.object.name}`;
    case 'node':
    case 'domain':
      return `${found.kind} ${found.name}`;
    case 'range':
      return found.endpoint.kind === 'range' && found.endpoint.node !== undefined ? `node address` : 'range';
  }
}

describe('a name means, in this order', () => {
  const all = [pod('shop/web'), deployment('shop/web'), service('shop/web', 'ports: [{port: 80}]')];

  it('a pod, then a workload, then a Service', () => {
    expect(meaning(cluster(...all), 'web')).toBe('pod shop/web');
    expect(meaning(cluster(...all.slice(1)), 'web')).toBe('Deployment shop/web');
    expect(meaning(cluster(...all.slice(2)), 'web')).toBe('service shop/web');
  });

  it('what a written kind says', () => {
    const engine = cluster(...all, node('web', '192.0.2.1'));
    expect(meaning(engine, 'deploy/web')).toBe('Deployment shop/web');
    expect(meaning(engine, 'shop/svc/web')).toBe('service shop/web');
    expect(meaning(engine, 'pod/web')).toBe('pod shop/web');
    expect(meaning(engine, 'node/web')).toBe('node web');
  });

  it('with dots, a Service as the cluster’s DNS has it, before a pod of that name', () => {
    const engine = cluster(pod('other/web.shop'), ...all);
    expect(meaning(engine, 'web.shop')).toBe('service shop/web');
    expect(meaning(engine, 'pod/web.shop')).toBe('pod other/web.shop');
  });

  it('at last, with dots, a domain name', () => {
    const engine = cluster(...all);
    expect(meaning(engine, 'example.com')).toBe('domain example.com');
    expect(meaning(engine, 'web.other')).toBe('domain web.other');
    expect(meaning(engine, 'pod.example.com')).toBe('domain pod.example.com');
  });

  it('an address: of a pod, a node, a Service, or nobody', () => {
    const engine = cluster(
      pod('shop/a', { ips: ['10.0.0.1', 'fd00::1'] }),
      service('shop/b', 'clusterIP: 10.96.0.1\nports: [{port: 80}]'),
      node('n1', '192.0.2.1'),
    );
    expect(meaning(engine, '10.0.0.1')).toBe('pod shop/a');
    expect(meaning(engine, 'fd00:0:0::1')).toBe('pod shop/a');
    expect(meaning(engine, '10.96.0.1')).toBe('service shop/b');
    expect(meaning(engine, '192.0.2.1')).toBe('node address');
    expect(meaning(engine, '10.0.0.2')).toBe('range');
    expect(meaning(engine, '10.0.0.1/32')).toBe('pod shop/a');
    expect(meaning(engine, '10.0.0.0/24')).toBe('range');
  });

  it('a pod that has ended, which is asked about as if it ran', () => {
    expect(meaning(cluster(pod('shop/job-x', { phase: 'Failed' })), 'job-x')).toBe('pod shop/job-x');
  });
});

describe('a namespace', () => {
  const engine = cluster(pod('shop/web'), pod('other/web'), pod('other/db'));

  it('narrows names that name none', () => {
    expect(meaning(engine, 'web', 'shop')).toBe('pod shop/web');
    expect(meaning(engine, 'other/web', 'shop')).toBe('pod other/web');
    expect(() => meaning(engine, 'db', 'shop')).toThrow('no pod, workload or Service "db" in namespace shop');
  });

  it('is needed where two objects of one rank have the name', () => {
    expect(() => meaning(engine, 'web')).toThrow('"web" is ambiguous: it may be other/pod/web or shop/pod/web');
    const kinds = cluster(deployment('shop/web'), object('apps/v1', 'StatefulSet', 'shop/web', 'template: {}'));
    expect(() => meaning(kinds, 'web')).toThrow('shop/deployment/web or shop/statefulset/web');
  });
});

describe('an unknown name is an error with what there is', () => {
  const engine = cluster(
    namespace('shop'),
    deployment('shop/checkout'),
    pod('shop/cart'),
    service('shop/payments', 'ports: [{port: 80}]'),
    node('worker-1', '192.0.2.1'),
  );
  const message = (text: string, inNamespace?: string) => {
    try {
      return meaning(engine, text, inNamespace);
    } catch (error) {
      expect(error).toBeInstanceOf(UnknownObjectError);
      return (error as Error).message;
    }
  };

  it('a slip of the finger', () => {
    expect(message('chekout')).toBe('no pod, workload or Service "chekout"; there is shop/checkout');
    expect(message('shop/payment')).toBe(
      'no pod, workload or Service "payment" in namespace shop; there is shop/payments',
    );
  });

  it('of the kind that was asked for', () => {
    expect(message('svc/checkout')).toBe('no Service "checkout"; there is shop/payments');
    expect(message('pod/crat')).toBe('no Pod "crat"; there is shop/cart');
    expect(message('pod/checkout')).toBe('no Pod "checkout"; there is shop/checkout-0');
    expect(message('node/worker', 'shop')).toBe('no Node "worker"; there is worker-1');
  });

  it('a namespace', () => {
    expect(message('shpo/cart')).toBe('no namespace "shpo"; there is shop');
  });
});

describe('closest names', () => {
  it('are at most three, the nearest first', () => {
    expect(closest('abcd', ['abce', 'abcd1', 'abxy', 'zzzz', 'abcdefgh'])).toEqual(['abcd1', 'abce', 'abxy']);
  });

  it('are all of a short list where none is near, and none of a long one', () => {
    expect(closest('zzzzzz', ['a', 'b'])).toEqual(['a', 'b']);
    expect(
      closest(
        'zzzzzz',
        Array.from({ length: 9 }, (_, index) => `name-${index}`),
      ),
    ).toEqual([]);
  });
});

describe('a name of the cluster’s DNS', () => {
  const { cluster: objects } = cluster(
    service('shop/web', 'clusterIP: None\nselector: {app: web}'),
    pod('shop/web-0'),
    service('svc/web', 'ports: [{port: 80}]'),
    service('shop/svc', 'ports: [{port: 80}]'),
  );
  const found = (name: string, inNamespace?: string) => {
    const named = serviceOfName(objects, name, inNamespace);
    if (named === undefined) return undefined;
    const { namespace, name: own } = named.kind === 'pod' ? named.pod : named.service;
    return `${named.kind} ${namespace}/${own}`;
  };

  it.each([
    'web.shop',
    'web.shop.svc',
    'web.shop.svc.cluster.local',
    'web.shop.svc.cluster.local.',
    'WEB.shop.svc.my.domain',
  ])('%s', (name) => {
    expect(found(name)).toBe('service shop/web');
  });

  it('is a Service of the own namespace without one', () => {
    expect(found('web', 'shop')).toBe('service shop/web');
    expect(found('web')).toBeUndefined();
  });

  it('may be a pod of a headless Service', () => {
    expect(found('web-0.web.shop.svc.cluster.local')).toBe('pod shop/web-0');
    expect(found('web-0.web.shop')).toBe('pod shop/web-0');
    expect(found('web-1.web.shop')).toBeUndefined();
  });

  it('may have svc for the name of a Service or a namespace', () => {
    expect(found('web.svc')).toBe('service svc/web');
    expect(found('web.svc.svc.cluster.local')).toBe('service svc/web');
    expect(found('svc.shop.svc.cluster.local')).toBe('service shop/svc');
  });
});
