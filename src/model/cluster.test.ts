import { describe, expect, it } from 'vitest';
import { manifestsOf, namespace, node, object, pod, service } from '../../test/support/cluster.ts';
import { parseAddress } from './address.ts';
import { Cluster } from './cluster.ts';
import { fullName } from './metadata.ts';
import { ObjectStore } from './object-store.ts';
import { namedPorts } from './pod.ts';

function clusterOf(...documents: readonly string[]): Cluster {
  const store = new ObjectStore();
  for (const manifest of manifestsOf(...documents)) store.put(manifest, 'default');
  return new Cluster(store);
}

/** A document with more metadata. */
function withMetadata(document: string, more: object): string {
  const value = JSON.parse(document) as { metadata: object };
  return JSON.stringify({ ...value, metadata: { ...value.metadata, ...more } });
}

function owned(document: string, kind: string, name: string): string {
  return withMetadata(document, { ownerReferences: [{ apiVersion: 'x/v1', kind, name, controller: true }] });
}

function workload(kind: string, name: string, spec: object = {}, metadata: object = {}): string {
  const apiVersion = kind.endsWith('Job') ? 'batch/v1' : 'apps/v1';
  const [namespace, own] = name.split('/');
  const template = { metadata: { labels: { app: own } }, spec: { containers: [{ name: 'main' }] } };
  const full = kind === 'CronJob' ? { jobTemplate: { spec: { template } }, ...spec } : { template, ...spec };
  return JSON.stringify({ apiVersion, kind, metadata: { namespace, name: own, ...metadata }, spec: full });
}

const names = (objects: readonly { readonly namespace: string; readonly name: string }[]) => objects.map(fullName);

describe('the workload of a pod', () => {
  /** The workload of the only pod, as `Kind name`. */
  function topmost(...documents: readonly string[]): string {
    const cluster = clusterOf(...documents);
    const { kind, name } = cluster.workloadOf(cluster.pods[0]!);
    return `${kind} ${name}`;
  }
  const hashed = (labels: Record<string, string> = { 'pod-template-hash': '5d8f' }) =>
    pod('shop/web-5d8f-x', { labels });

  it('is the pod itself without a controller', () => {
    expect(topmost(pod('shop/web'))).toBe('Pod web');
    const watched = withMetadata(pod('shop/web'), {
      ownerReferences: [{ kind: 'Node', name: 'n1', apiVersion: 'v1' }],
    });
    expect(topmost(watched)).toBe('Pod web');
  });

  it('is the topmost controller that is known', () => {
    const replicaSet = owned(workload('ReplicaSet', 'shop/web-5d8f'), 'Deployment', 'web');
    const ownedPod = owned(hashed(), 'ReplicaSet', 'web-5d8f');
    expect(topmost(ownedPod, replicaSet, workload('Deployment', 'shop/web'))).toBe('Deployment web');
    expect(topmost(ownedPod, owned(workload('ReplicaSet', 'shop/web-5d8f'), 'Rollout', 'web'))).toBe('Rollout web');
    const job = owned(workload('Job', 'shop/backup-1'), 'CronJob', 'backup');
    expect(topmost(owned(pod('shop/backup-1-x'), 'Job', 'backup-1'), job)).toBe('CronJob backup');
    expect(topmost(owned(pod('shop/db-0'), 'StatefulSet', 'db'))).toBe('StatefulSet db');
    expect(topmost(owned(pod('shop/x'), 'Workflow', 'nightly'))).toBe('Workflow nightly');
  });

  it('is read from the ReplicaSet’s name where that is not in the input', () => {
    expect(topmost(owned(hashed(), 'ReplicaSet', 'web-5d8f'))).toBe('Deployment web');
    expect(topmost(owned(hashed({}), 'ReplicaSet', 'web-5d8f'))).toBe('ReplicaSet web-5d8f');
    expect(topmost(owned(hashed(), 'ReplicaSet', 'web'))).toBe('ReplicaSet web');
  });

  it('is read from the Job’s name: scheduled minutes are a CronJob’s, a date is somebody’s own', () => {
    const ofJob = (name: string) => topmost(owned(pod('shop/x'), 'Job', name));
    expect(ofJob('backup-28403520')).toBe('CronJob backup');
    expect(ofJob('backup-20240105')).toBe('Job backup-20240105');
    expect(ofJob('backup-1')).toBe('Job backup-1');
    expect(ofJob('28403520')).toBe('Job 28403520');
  });

  it('is found where objects own themselves', () => {
    expect(
      topmost(owned(pod('shop/a'), 'ReplicaSet', 'r'), owned(workload('ReplicaSet', 'shop/r'), 'ReplicaSet', 'r')),
    ).toBe('ReplicaSet r');
  });
});

describe('a workload without pods', () => {
  it('becomes pods, as its controller would make them', () => {
    const cluster = clusterOf(
      workload('Deployment', 'shop/web'),
      workload('DaemonSet', 'shop/agent'),
      workload('CronJob', 'shop/backup'),
      workload('Job', 'shop/once'),
    );
    expect(names(cluster.pods)).toEqual(['shop/agent-0', 'shop/agent-1', 'shop/backup-0', 'shop/once-0', 'shop/web-0']);
    expect(cluster.pods.every((pod) => pod.fromTemplate)).toBe(true);
    expect(cluster.workloads.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'DaemonSet agent',
      'CronJob backup',
      'Job once',
      'Deployment web',
    ]);
    expect(names(cluster.podsOf({ kind: 'DaemonSet', namespace: 'shop', name: 'agent' }))).toEqual([
      'shop/agent-0',
      'shop/agent-1',
    ]);
  });

  it('has two at most, since no selector tells more apart, but each of a StatefulSet, which has its name as a label', () => {
    expect(clusterOf(workload('Deployment', 'shop/web', { replicas: 50 })).pods).toHaveLength(2);
    const { pods } = clusterOf(workload('StatefulSet', 'shop/db', { replicas: 3 }));
    expect(pods.map((pod) => pod.labels.get('statefulset.kubernetes.io/pod-name'))).toEqual(['db-0', 'db-1', 'db-2']);
    expect(pods.map((pod) => pod.labels.get('app'))).toEqual(['db', 'db', 'db']);
  });

  it('has one where it is scaled to none: it is asked about as if it ran', () => {
    expect(names(clusterOf(workload('Deployment', 'shop/web', { replicas: 0 })).pods)).toEqual(['shop/web-0']);
  });

  it('that another controls leaves that to it', () => {
    const documents = [
      workload('Deployment', 'shop/web'),
      owned(workload('ReplicaSet', 'shop/web-5d8f'), 'Deployment', 'web'),
    ];
    expect(names(clusterOf(...documents).pods)).toEqual(['shop/web-0']);
  });

  it('that has pods makes no more', () => {
    const real = owned(pod('shop/web-x', { labels: { 'pod-template-hash': '5d8f' } }), 'ReplicaSet', 'web-5d8f');
    expect(names(clusterOf(workload('Deployment', 'shop/web'), real).pods)).toEqual(['shop/web-x']);
  });

  it('that is live beside live pods has none, as the cluster itself says', () => {
    const live = { uid: 'u' };
    const livePod = withMetadata(pod('shop/other'), live);
    const liveWorkload = workload('Deployment', 'shop/web', {}, live);
    expect(names(clusterOf(liveWorkload, livePod).pods)).toEqual(['shop/other']);
    expect(names(clusterOf(workload('Deployment', 'shop/web'), livePod).pods)).toEqual(['shop/other', 'shop/web-0']);
    expect(names(clusterOf(liveWorkload, withMetadata(pod('else/other'), live)).pods)).toEqual([
      'else/other',
      'shop/web-0',
    ]);
  });

  it('makes none of a name that a pod has', () => {
    expect(
      clusterOf(workload('Deployment', 'shop/web'), pod('shop/web-0')).pods.map((pod) => pod.fromTemplate),
    ).toEqual([false]);
  });
});

describe('pods', () => {
  const cluster = clusterOf(
    pod('shop/b'),
    pod('shop/a', { phase: 'Failed' }),
    pod('other/c', { phase: 'Succeeded' }),
    pod('shop/d', { phase: 'Pending' }),
  );

  it('are in order of their names; those that have ended are none of the live ones', () => {
    expect(names(cluster.pods)).toEqual(['other/c', 'shop/a', 'shop/b', 'shop/d']);
    expect(names(cluster.livePods)).toEqual(['shop/b', 'shop/d']);
    expect(names(cluster.podsIn('shop'))).toEqual(['shop/b', 'shop/d']);
    expect(cluster.pod('shop', 'a')?.phase).toBe('Failed');
  });

  it('have their named ports in containers and sidecars, by name and protocol', () => {
    const sidecar = { name: 's', restartPolicy: 'Always', ports: [{ name: 'http', containerPort: 3 }] };
    const init = { name: 'i', ports: [{ name: 'http', containerPort: 4 }] };
    const [own] = clusterOf(pod('shop/a', { ports: ['http:1', 'http:2/UDP'], initContainers: [sidecar, init] })).pods;
    expect(
      own && [namedPorts(own, 'http', 'TCP'), namedPorts(own, 'http', 'UDP'), namedPorts(own, 'web', 'TCP')],
    ).toEqual([[1, 3], [2], []]);
  });
});

describe('namespaces', () => {
  it('are those of manifests and those that live pods mention', () => {
    const cluster = clusterOf(namespace('shop', { team: 'a' }), pod('web/a'), pod('gone/b', { phase: 'Failed' }));
    expect(cluster.namespaces.map(({ name, known }) => [name, known])).toEqual([
      ['shop', true],
      ['web', false],
    ]);
    expect(cluster.namespace('nowhere')).toMatchObject({
      known: false,
      labels: new Map([['kubernetes.io/metadata.name', 'nowhere']]),
    });
  });
});

describe('an address', () => {
  const ownerOf = (text: string, ...documents: readonly string[]) =>
    clusterOf(...documents).ownerOf(parseAddress(text)!);

  it('is a pod’s, a node’s, or a Service’s', () => {
    const documents = [
      pod('shop/a', { ips: ['10.0.0.1', 'fd00::1'] }),
      node('n1', '192.0.2.1'),
      service('shop/s', 'clusterIP: 10.96.0.1'),
    ];
    expect(ownerOf('10.0.0.1', ...documents)).toMatchObject({ kind: 'pod', pod: { name: 'a' } });
    expect(ownerOf('fd00:0::1', ...documents)).toMatchObject({ kind: 'pod', pod: { name: 'a' } });
    expect(ownerOf('192.0.2.1', ...documents)).toMatchObject({ kind: 'node', node: { name: 'n1' } });
    expect(ownerOf('10.96.0.1', ...documents)).toMatchObject({ kind: 'service', service: { name: 's' } });
    expect(ownerOf('10.0.0.2', ...documents)).toBeUndefined();
    expect(ownerOf('::ffff:10.0.0.1', ...documents)).toBeUndefined();
  });

  it('of a hostNetwork pod is its node’s, where that is known', () => {
    const agent = pod('shop/agent', { hostNetwork: true, ips: ['192.0.2.1'] });
    expect(ownerOf('192.0.2.1', agent, node('n1', '192.0.2.1'))).toMatchObject({ kind: 'node' });
    expect(ownerOf('192.0.2.1', agent)).toMatchObject({ kind: 'pod' });
  });

  it('of a pod that has ended is nobody’s, or the next one’s', () => {
    const ended = pod('shop/a', { phase: 'Succeeded', ips: ['10.0.0.1'] });
    expect(ownerOf('10.0.0.1', ended)).toBeUndefined();
    expect(ownerOf('10.0.0.1', ended, pod('shop/b', { ips: ['10.0.0.1'] }))).toMatchObject({ pod: { name: 'b' } });
  });
});

describe('a Service', () => {
  it('takes the live pods of its namespace that have all of its labels', () => {
    const cluster = clusterOf(
      service('shop/s', 'selector: {app: web, tier: front}'),
      pod('shop/a', { labels: { app: 'web', tier: 'front' } }),
      pod('shop/b', { labels: { app: 'web' } }),
      pod('shop/c', { labels: { app: 'web', tier: 'front' }, phase: 'Failed' }),
      pod('other/d', { labels: { app: 'web', tier: 'front' } }),
      service('shop/bare', 'ports: []'),
    );
    expect(names(cluster.selectedBy(cluster.service('shop', 's')!) ?? [])).toEqual(['shop/a']);
    expect(cluster.selectedBy(cluster.service('shop', 'bare')!)).toBeUndefined();
  });

  const endpoints = (ip: string) =>
    `{apiVersion: v1, kind: Endpoints, metadata: {name: s, namespace: shop}, subsets: [{addresses: [{ip: ${ip}}]}]}`;
  const slice = (name: string, ip: string) =>
    `{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: ${name}, namespace: shop, labels: {kubernetes.io/service-name: s}}, endpoints: [{addresses: ["${ip}"]}]}`;

  it('has its EndpointSlices, and its Endpoints, which mirror them, only where there are none', () => {
    const addresses = (...documents: readonly string[]) => {
      const cluster = clusterOf(service('shop/s', 'ports: []'), ...documents);
      const slices = cluster.slicesOf(cluster.service('shop', 's')!);
      return slices.flatMap((one) =>
        one.endpoints.flatMap((endpoint) => endpoint.addresses.map(({ value }) => Number(value))),
      );
    };
    expect(addresses(endpoints('0.0.0.1'))).toEqual([1]);
    expect(addresses(endpoints('0.0.0.1'), slice('s-a', '0.0.0.2'), slice('s-b', '0.0.0.3'))).toEqual([2, 3]);
    expect(addresses()).toEqual([]);
  });
});

describe('events', () => {
  it('are those about an object, oldest first, of either API', () => {
    const events = [
      'metadata: {name: b, namespace: shop}\ninvolvedObject: {kind: Pod, namespace: shop, name: web}\nreason: Second\nlastTimestamp: 2026-01-02T00:00:00Z',
      'metadata: {name: c, namespace: shop}\ninvolvedObject: {kind: Pod, namespace: shop, name: other}\nreason: Other',
    ].map((text) => `apiVersion: v1\nkind: Event\n${text}`);
    const regarding =
      'metadata: {name: a, namespace: shop}\nregarding: {kind: Pod, namespace: shop, name: web}\nreason: First\nseries: {count: 7, lastObservedTime: 2026-01-01T00:00:00Z}';
    const cluster = clusterOf(...events, `apiVersion: events.k8s.io/v1\nkind: Event\n${regarding}`);
    expect(cluster.eventsAbout('Pod', 'shop', 'web').map(({ reason, count }) => [reason, count])).toEqual([
      ['First', 7],
      ['Second', 1],
    ]);
  });
});

describe('objects of kinds that have no part in connections', () => {
  it('are no part of a cluster', () => {
    const store = new ObjectStore();
    const [secret] = manifestsOf(object('v1', 'Secret', 'shop/s', 'a: b'));
    expect(store.put(secret!, 'default')).toBe(false);
  });
});
