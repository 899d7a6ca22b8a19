import fc from 'fast-check';
import { clusters, manifestsOf } from '../../test/oracle/arbitrary.ts';
import type { JsonObject, Manifest } from '../model/manifest.ts';
import type { Change } from './engine.ts';

// Few names and labels, so that changes meet each other and what was there.

const namespaceName = fc.constantFrom('a', 'b', 'c');
const labels = fc.dictionary(fc.constantFrom('app', 'tier'), fc.constantFrom('x', 'y'), { maxKeys: 2 });
const address = fc.constantFrom('10.0.0.1', '10.0.0.9', '10.0.2.0', '10.0.3.0', '203.0.113.7');
const container = { name: 'main', ports: [{ name: 'http', containerPort: 80 }] };

/** Objects of one name for each of a few, by `text`. */
function named<T>(
  apiVersion: string,
  kind: string,
  body: fc.Arbitrary<T>,
  names: readonly [string, ...string[]],
): fc.Arbitrary<JsonObject> {
  return fc.tuple(namespaceName, fc.constantFrom(...names), body).map(([namespace, name, rest]) => {
    const { metadata, ...others } = rest as { readonly metadata?: object };
    return { apiVersion, kind, metadata: { ...metadata, namespace, name }, ...others };
  });
}

const deployments = named(
  'apps/v1',
  'Deployment',
  fc.tuple(labels, fc.constantFrom({ uid: 'u' }, {})).map(([labels, metadata]) => {
    return { metadata, spec: { template: { metadata: { labels }, spec: { containers: [container] } } } };
  }),
  ['d', 'e'],
);

/** Of the same name as a Deployment, so that their pods are of one name too. */
const statefulSets = named(
  'apps/v1',
  'StatefulSet',
  labels.map((labels) => ({ spec: { template: { metadata: { labels }, spec: { containers: [container] } } } })),
  ['d'],
);

const ownedPods = named(
  'v1',
  'Pod',
  fc.tuple(labels, fc.constantFrom({ uid: 'u' }, {})).map(([labels, uid]) => {
    const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'd', controller: true }];
    return { metadata: { ...uid, labels, ownerReferences }, spec: { containers: [container] } };
  }),
  ['d-0', 'd-x'],
);

/** Pods by which the dataplane shows. */
const agents = named(
  'v1',
  'Pod',
  fc.constantFrom('cilium', 'calico-node').map((app) => {
    return { metadata: { labels: { 'k8s-app': app } }, spec: { hostNetwork: true, containers: [] } };
  }),
  ['agent', 'agent-2'],
);

const services = named(
  'v1',
  'Service',
  fc.tuple(fc.option(labels, { nil: undefined }), address).map(([selector, clusterIP]) => {
    return { spec: { clusterIP, ...(selector !== undefined && { selector }), ports: [{ port: 80 }] } };
  }),
  ['s', 't'],
);

const slices = named(
  'discovery.k8s.io/v1',
  'EndpointSlice',
  fc.tuple(fc.constantFrom('s', 't'), address).map(([service, ip]) => ({
    metadata: { labels: { 'kubernetes.io/service-name': service } },
    ports: [{ name: '', port: 80 }],
    endpoints: [{ addresses: [ip] }],
  })),
  ['s-1', 's-2'],
);

const endpoints = named(
  'v1',
  'Endpoints',
  address.map((ip) => ({ subsets: [{ addresses: [{ ip }], ports: [{ port: 80 }] }] })),
  ['s', 't'],
);

const foreignPolicies = named(
  'cilium.io/v2',
  'CiliumNetworkPolicy',
  labels.map((matchLabels) => ({ spec: { endpointSelector: { matchLabels }, ingress: [{}] } })),
  ['foreign'],
);

const events = named(
  'v1',
  'Event',
  fc
    .tuple(namespaceName, fc.constantFrom('p0', 'p1'), fc.constantFrom('2026-01-01', '2026-01-02'))
    .map(([namespace, name, lastTimestamp]) => ({ involvedObject: { kind: 'Pod', namespace, name }, lastTimestamp })),
  ['one', 'two'],
);

const more = fc
  .array(fc.oneof(deployments, statefulSets, ownedPods, agents, services, slices, endpoints, foreignPolicies, events), {
    maxLength: 14,
  })
  .map((values) => values.map(manifestOf));

/** Changes of a pod in one respect alone: a field of its spec or its status. */
const respects = [
  { metadata: { labels: { app: 'x' } } },
  { spec: { containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 8080 }] }] } },
  { spec: { hostNetwork: true } },
  { spec: { nodeName: 'n1' } },
  { status: { hostIP: '10.0.3.0' } },
  { status: { phase: 'Succeeded' } },
] as const satisfies readonly JsonObject[];

/** A pod that differs from one of the pool in one respect; another object as it is. */
function variantOf(manifest: Manifest, respect: JsonObject): Manifest {
  const { value } = manifest;
  if (value['kind'] !== 'Pod') return manifest;
  const changed = Object.entries(respect).map(([part, fields]) => {
    return [part, { ...(value[part] as JsonObject), ...(fields as JsonObject) }];
  });
  return { ...manifest, value: { ...value, ...Object.fromEntries(changed) } as JsonObject };
}

/** Objects of all kinds, some of them different ones of the same name. */
export const manifestPools: fc.Arbitrary<readonly Manifest[]> = fc
  .tuple(clusters, clusters, more, fc.constantFrom(...respects))
  .map(([one, other, more, respect]) => {
    const first = manifestsOf(one);
    return [...first, ...manifestsOf(other), ...more, ...first.map((manifest) => variantOf(manifest, respect))];
  });

/** Picks a change of a pool: an object is put, or taken away. */
export const picks = fc.record({ index: fc.nat(), isRemoval: fc.boolean() });

export function changeOf(
  pool: readonly Manifest[],
  { index, isRemoval }: { index: number; isRemoval: boolean },
): Change {
  const manifest = pool[index % pool.length];
  if (manifest === undefined) throw new Error('the pool is empty');
  return isRemoval ? { type: 'remove', ref: refOf(manifest) } : { type: 'put', manifest };
}

/** The objects that are there after changes, in the order of their names. */
export function remaining(changes: readonly Change[]): readonly Manifest[] {
  const objects = new Map<string, Manifest>();
  for (const change of changes) {
    const { kind, namespace, name } = change.type === 'put' ? refOf(change.manifest) : change.ref;
    const key = `${kind}/${namespace}/${name}`;
    if (change.type === 'put') objects.set(key, change.manifest);
    else objects.delete(key);
  }
  return [...objects].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, manifest]) => manifest);
}

function refOf({ value }: Manifest) {
  const { namespace = '', name } = value['metadata'] as { readonly namespace?: string; readonly name: string };
  return { kind: value['kind'] as string, namespace, name };
}

function manifestOf(value: JsonObject): Manifest {
  return { value, source: { file: { path: 'generated', text: '' }, document: 0, start: 0, end: 0 } };
}
