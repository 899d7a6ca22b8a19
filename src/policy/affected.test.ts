import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outsideAddresses } from '../../test/oracle/arbitrary-cluster.ts';
import {
  cluster,
  manifestsOf,
  namespace,
  node,
  object,
  pod,
  policy,
  put,
  service,
} from '../../test/support/cluster.ts';
import { parseAddress, rangeOf } from '../model/address.ts';
import { fullName, type NamespacedName } from '../model/metadata.ts';
import { changeOf, manifestPools, picks } from './changing-clusters.test-support.ts';
import {
  type Applied,
  ask,
  type Endpoint,
  formatEndpoint,
  PolicyEngine,
  UnknownObjectError,
  verdictsOf,
} from './index.ts';

interface Told {
  readonly ends: readonly string[];
  readonly answer: string;
}

/** Every connection that has a pod at an end, with its answer. The addresses of pods are left out, as the pods are there. */
function connectionsOf(engine: PolicyEngine): ReadonlyMap<string, Told> {
  const pods = engine.cluster.livePods.map((pod): Endpoint => ({ kind: 'pod', pod }));
  const ends = [...pods, ...addressesOf(engine)];
  const nameOf = (end: Endpoint) => (end.kind === 'pod' ? fullName(end.pod) : `address ${end.range.start}`);
  const told = (from: Endpoint, to: Endpoint, port: number): readonly [string, Told] => {
    const names = [nameOf(from), nameOf(to)];
    const answers = verdictsOf(engine, { from, to, protocol: 'TCP', port }).map(
      ({ family, verdict, ingress, egress, dependsOn }) => [
        family,
        verdict,
        ingress.verdict,
        egress.verdict,
        dependsOn,
      ],
    );
    return [`${names.join(' → ')}:${port}`, { ends: names, answer: JSON.stringify(answers) }];
  };
  return new Map(
    ends.flatMap((from) =>
      ends
        .filter((to) => from.kind === 'pod' || to.kind === 'pod')
        .flatMap((to) => [80, 8080].map((port) => told(from, to, port))),
    ),
  );
}

/** Of nodes and outside of the cluster. */
function addressesOf({ cluster }: PolicyEngine): readonly Endpoint[] {
  return [...outsideAddresses, '10.0.2.0', '10.0.2.1'].flatMap((text): readonly Endpoint[] => {
    const owner = cluster.ownerOf(parseAddress(text)!);
    const range = rangeOf(parseAddress(text)!);
    if (owner?.kind === 'pod') return [];
    return [{ kind: 'range', range, ...(owner?.kind === 'node' && { node: owner.node }) }];
  });
}

/** What every pod is told of every Service: the answer for each server behind it. */
function servicesOf(engine: PolicyEngine): ReadonlyMap<string, Told> {
  const { livePods, services } = engine.cluster;
  return new Map(livePods.flatMap((client) => services.flatMap((service) => pairsBehind(engine, client, service))));
}

function pairsBehind(engine: PolicyEngine, client: NamespacedName, service: NamespacedName) {
  const nameAs = (kind: string, { namespace, name }: NamespacedName) => `${namespace}/${kind}/${name}`;
  try {
    const { pairs } = ask(engine, nameAs('pod', client), `${nameAs('service', service)}:80`);
    return pairs.map(({ to, family, verdict }): readonly [string, Told] => {
      const ends = [fullName(client), formatEndpoint(to), `Service ${fullName(service)}`];
      return [`${ends.join(' ')} ${family}`, { ends, answer: verdict }];
    });
  } catch (error) {
    if (!(error instanceof UnknownObjectError)) throw error;
    return [];
  }
}

/** What is told otherwise, or by one only; of an address that is a pod's now, the pod is there. */
function differing(before: ReadonlyMap<string, Told>, after: ReadonlyMap<string, Told>): readonly Told[] {
  const isOther = ([key, { ends }]: readonly [string, Told]) => {
    const [was, is] = [before.get(key), after.get(key)];
    const isOfAddress = ends.some((end) => end.startsWith('address '));
    return was?.answer !== is?.answer && !(isOfAddress && (was === undefined || is === undefined));
  };
  return [...before, ...after].filter(isOther).map(([, told]) => told);
}

/** The changes that fill an engine from a pool, and those after which it is asked. */
const transitions = fc.record({
  pool: manifestPools,
  initial: fc.array(picks, { maxLength: 12 }),
  last: fc.array(picks, { minLength: 1, maxLength: 2 }),
});

describe('what is affected by a change', () => {
  it('is an end of every connection that is answered otherwise, or the Service that it is asked by', () => {
    fc.assert(
      fc.property(transitions, ({ pool, initial, last }) => {
        const engine = new PolicyEngine();
        engine.apply(pool.slice(0, pool.length >> 1).map((manifest) => ({ type: 'put', manifest })));
        engine.apply(initial.map((pick) => changeOf(pool, pick)));
        const before = [connectionsOf(engine), servicesOf(engine)] as const;
        const { affected } = engine.apply(last.map((pick) => changeOf(pool, pick)));
        const named = new Set([
          ...affected.pods.map(fullName),
          ...affected.services.map((service) => `Service ${fullName(service)}`),
        ]);
        const told = [...differing(before[0], connectionsOf(engine)), ...differing(before[1], servicesOf(engine))];
        expect(told.filter(({ ends }) => !ends.some((end) => named.has(end)))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  const base = () =>
    cluster(namespace('shop'), namespace('web'), pod('shop/a'), pod('shop/b'), pod('web/c'), node('n1', '192.0.2.1'));
  const podsOf = ({ affected }: Applied) => affected.pods.map(fullName);

  it('is the pod that is new, different or gone', () => {
    const engine = base();
    expect(podsOf(put(engine, pod('shop/new')))).toEqual(['shop/new']);
    expect(podsOf(put(engine, pod('shop/a', { labels: { app: 'z' } })))).toEqual(['shop/a']);
    expect(podsOf(engine.apply([{ type: 'remove', ref: { kind: 'Pod', namespace: 'web', name: 'c' } }]))).toEqual([
      'web/c',
    ]);
  });

  it.each([
    ['labels', { labels: { app: 'z' } }],
    ['an address', { ips: ['10.0.0.1'] }],
    ['named ports', { ports: ['http:80'] }],
    ['another node', { node: 'n1' }],
    ['another address of its node', { hostIP: '192.0.2.9' }],
    ['the network of its node', { hostNetwork: true }],
    ['come to its end', { phase: 'Succeeded' }],
  ])('is a pod that has got %s', (_, text) => {
    expect(podsOf(put(base(), pod('shop/a', text)))).toEqual(['shop/a']);
  });

  it('is not a pod or a node of which only the state is another', () => {
    const engine = base();
    const [ready] = manifestsOf(pod('shop/a'));
    const status = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };
    const manifest = { ...ready!, value: { ...ready!.value, status } };
    expect(podsOf(engine.apply([{ type: 'put', manifest }]))).toEqual([]);
    expect(podsOf(put(engine, node('n1', '192.0.2.1')))).toEqual([]);
  });

  it('is the pods that a policy selects, or did', () => {
    const engine = base();
    const guard = (app: string) => policy('shop/guard', `podSelector: {matchLabels: {app: ${app}}}`);
    expect(podsOf(put(engine, guard('a')))).toEqual(['shop/a']);
    expect(podsOf(put(engine, guard('b')))).toEqual(['shop/a', 'shop/b']);
    const ref = { kind: 'NetworkPolicy', namespace: 'shop', name: 'guard' };
    expect(podsOf(engine.apply([{ type: 'remove', ref }]))).toEqual(['shop/b']);
    const wide = 'priority: 1\nsubject: {namespaces: {matchLabels: {kubernetes.io/metadata.name: web}}}';
    const admin = object('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', 'admin', wide);
    expect(podsOf(put(engine, admin))).toEqual(['web/c']);
  });

  it('is the pods of a namespace with other labels', () => {
    expect(podsOf(put(base(), namespace('shop', { team: 'x' })))).toEqual(['shop/a', 'shop/b']);
    expect(podsOf(put(base(), namespace('shop')))).toEqual([]);
  });

  it('is all pods where a node is new, or another dataplane shows', () => {
    expect(podsOf(put(base(), node('n2', '192.0.2.2')))).toEqual(['shop/a', 'shop/b', 'web/c']);
    const agent = pod('kube-system/cilium', { labels: { 'k8s-app': 'cilium' }, hostNetwork: true });
    expect(podsOf(put(base(), agent))).toEqual(['kube-system/cilium', 'shop/a', 'shop/b', 'web/c']);
  });

  it('is a Service, and no pod, where that changes', () => {
    const { affected } = put(base(), service('shop/s', 'selector: {app: a}\nports: [{port: 80}]'));
    expect([affected.pods, affected.services]).toEqual([[], [{ namespace: 'shop', name: 's' }]]);
  });

  it('is a Service of which the EndpointSlices change, the old one and the new one', () => {
    const slice = (name: string) =>
      `{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: one, namespace: shop, labels: {kubernetes.io/service-name: ${name}}}, endpoints: [{addresses: [203.0.113.7]}]}`;
    const engine = base();
    expect(put(engine, slice('s')).affected.services.map(fullName)).toEqual(['shop/s']);
    expect(put(engine, slice('t')).affected.services.map(fullName)).toEqual(['shop/s', 'shop/t']);
  });

  it('is told as it was at the change, also later', () => {
    const engine = base();
    const { affected } = put(engine, policy('shop/guard', 'podSelector: {}'));
    put(engine, pod('shop/later'));
    expect(affected.pods.map(fullName)).toEqual(['shop/a', 'shop/b']);
  });
});
