import { describe, expect, it } from 'vitest';
import { manifestsOf } from '../../test/support/cluster.ts';
import { FieldError } from './fields.ts';
import { type ByNamespace, valuesOf } from './namespaced-map.ts';
import { ObjectStore } from './object-store.ts';

function store(...documents: readonly string[]): ObjectStore {
  const objects = new ObjectStore();
  for (const manifest of manifestsOf(...documents)) objects.put(manifest, 'default');
  return objects;
}

const put = (objects: ObjectStore, text: string) =>
  manifestsOf(text).map((manifest) => objects.put(manifest, 'default'));
/** The objects of a kind that have a namespace, as `namespace/name` or, for workloads, `namespace/Kind/name`. */
const keysOf = (map: ByNamespace<unknown>) =>
  [...map].flatMap(([namespace, part]) => [...part.keys()].map((key) => `${namespace}/${key}`));
const pod = (spec: string) => `{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: shop}, spec: ${spec}}`;

describe('an object', () => {
  it('takes the place of the one of its name', () => {
    const objects = store(pod('{nodeName: n1}'), pod('{nodeName: n2}'));
    expect(valuesOf(objects.objects().pods)).toMatchObject([{ namespace: 'shop', name: 'a', node: 'n2' }]);
  });

  it('that names no namespace, or an empty one, is in the default one', () => {
    const objects = store(
      '{apiVersion: v1, kind: Pod, metadata: {name: a}}',
      '{apiVersion: v1, kind: Service, metadata: {name: b, namespace: ""}}',
    );
    const { pods, services } = objects.objects();
    expect([...keysOf(pods), ...keysOf(services)]).toEqual(['default/a', 'default/b']);
  });

  it('of a cluster-wide kind has no namespace', () => {
    const objects = store(
      '{apiVersion: v1, kind: Node, metadata: {name: n1, namespace: x}}',
      '{apiVersion: v1, kind: Namespace, metadata: {name: shop}}',
    );
    const { nodes, namespaces } = objects.objects();
    expect(valuesOf(nodes)).toMatchObject([{ namespace: '', name: 'n1' }]);
    expect(keysOf(namespaces)).toEqual(['/shop']);
  });

  it('of the wrong shape is an error, and leaves what there was', () => {
    const objects = store(pod('{nodeName: n1}'));
    expect(() => put(objects, pod('{nodeName: 5}'))).toThrow(FieldError);
    expect(objects.objects().pods.get('shop')?.get('a')?.node).toBe('n1');
  });

  it('is gone when it is removed, and only it', () => {
    const objects = store(
      pod('{}'),
      '{apiVersion: v1, kind: Service, metadata: {name: a, namespace: shop}}',
      '{apiVersion: apps/v1, kind: Deployment, metadata: {name: a, namespace: shop}}',
      '{apiVersion: v1, kind: Node, metadata: {name: a}}',
    );
    expect(objects.remove({ kind: 'Pod', namespace: 'shop', name: 'a' })).toBe(true);
    expect(objects.remove({ kind: 'Pod', namespace: 'shop', name: 'a' })).toBe(false);
    expect(objects.remove({ kind: 'StatefulSet', namespace: 'shop', name: 'a' })).toBe(false);
    expect(objects.remove({ kind: 'constructor', namespace: '', name: 'a' })).toBe(false);
    const { pods, services, workloads, nodes } = objects.objects();
    expect([pods, services, workloads, nodes].map(keysOf)).toEqual([[], ['shop/a'], ['shop/Deployment/a'], ['/a']]);
    expect(objects.remove({ kind: 'Deployment', namespace: 'shop', name: 'a' })).toBe(true);
    expect(objects.remove({ kind: 'Node', namespace: '', name: 'a' })).toBe(true);
  });
});

describe('a kind is told by its group too', () => {
  it.each([
    ['v1', 'Pod', true],
    ['v1', 'ReplicationController', true],
    ['apps/v1', 'Deployment', true],
    ['extensions/v1beta1', 'Deployment', true],
    ['batch/v1beta1', 'CronJob', true],
    ['discovery.k8s.io/v1', 'EndpointSlice', true],
    ['events.k8s.io/v1', 'Event', true],
    ['v1', 'Event', true],
    ['serving.knative.dev/v1', 'Service', false],
    ['example.com/v1', 'Pod', false],
    ['apps/v1', 'Pod', false],
    ['v1', 'Secret', false],
    ['v1', 'constructor', false],
    ['v1', '__proto__', false],
  ])('%s %s: %s', (apiVersion, kind, isTaken) => {
    expect(put(new ObjectStore(), `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: a}}`)).toEqual([
      isTaken,
    ]);
  });
});

describe('what is decoded', () => {
  it('a pod’s addresses, from podIPs, and from podIP where an old API server fills that alone', () => {
    const addresses = (status: string) =>
      valuesOf(store(`{apiVersion: v1, kind: Pod, metadata: {name: a}, status: ${status}}`).objects().pods)[0]
        ?.addresses;
    const v4 = { family: 4, value: 0x0a000001n };
    expect(addresses('{podIP: 10.0.0.1}')).toEqual([v4]);
    expect(addresses('{podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}, {ip: "::1"}]}')).toEqual([
      v4,
      { family: 6, value: 1n },
    ]);
    expect(addresses('{podIPs: [{ip: ""}]}')).toEqual([]);
    expect(addresses('{}')).toEqual([]);
  });

  it('a Service', () => {
    const objects = store(`
apiVersion: v1
kind: Service
metadata: {name: a}
spec:
  clusterIP: 10.96.0.1
  clusterIPs: [10.96.0.1, "fd00::1"]
  selector: {app: web}
  ports: [{port: 80}, {name: dns, port: 53, protocol: UDP, targetPort: dns}]`);
    expect(objects.objects().services.get('default')?.get('a')).toMatchObject({
      type: 'ClusterIP',
      headless: false,
      clusterAddresses: [{ family: 4 }, { family: 6 }],
      ports: [
        { port: 80, targetPort: 80, protocol: 'TCP' },
        { name: 'dns', port: 53, targetPort: 'dns', protocol: 'UDP' },
      ],
    });
    const bare = store('{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {clusterIP: None, selector: {}}}');
    expect(bare.objects().services.get('default')?.get('a')).toMatchObject({ headless: true, clusterAddresses: [] });
    expect(bare.objects().services.get('default')?.get('a')?.selector).toBeUndefined();
  });

  it('Endpoints, as a slice for each subset', () => {
    const objects = store(`
apiVersion: v1
kind: Endpoints
metadata: {name: web, namespace: shop}
subsets:
  - addresses: [{ip: 10.0.0.1, targetRef: {kind: Pod, name: web-0}}]
    notReadyAddresses: [{ip: 10.0.0.2}]
    ports: [{name: http, port: 8080}]
  - addresses: [{ip: 10.0.0.3}]`);
    expect(objects.objects().endpoints.get('shop')?.get('web')).toMatchObject([
      {
        service: 'web',
        endpoints: [{ pod: 'web-0', ready: true }, { ready: false }],
        ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
      },
      { service: 'web', endpoints: [{ ready: true }], ports: [] },
    ]);
  });

  it('a namespace, which always has its name as a label', () => {
    const labels = '{team: a, kubernetes.io/metadata.name: other}';
    const objects = store(`{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: ${labels}}}`);
    expect(objects.objects().namespaces.get('')?.get('shop')).toMatchObject({
      known: true,
      labels: new Map([
        ['team', 'a'],
        ['kubernetes.io/metadata.name', 'shop'],
      ]),
    });
  });
});
