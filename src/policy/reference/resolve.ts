import { distance } from 'fastest-levenshtein';
import type { Address, AddressRange } from '../../model/address.ts';
import type { Cluster } from '../../model/cluster.ts';
import { fullName } from '../../model/metadata.ts';
import type { Pod } from '../../model/pod.ts';
import type { Service } from '../../model/service.ts';
import type { WorkloadRef } from '../../model/workload.ts';
import { type Endpoint, rangeEndpoint } from '../endpoint.ts';
import type { Reference } from './parse.ts';
import { isRoutingKind, type RoutingObject, routingObjects } from './routing-object.ts';
import { serviceOfName } from './service-name.ts';

/** What a reference means in a cluster. */
export type Resolved =
  | { readonly kind: 'range'; readonly range: AddressRange; readonly endpoint: Endpoint }
  | { readonly kind: 'pod'; readonly pod: Pod }
  | { readonly kind: 'node'; readonly name: string; readonly endpoints: readonly Endpoint[] }
  | { readonly kind: 'workload'; readonly workload: WorkloadRef; readonly pods: readonly Pod[] }
  /** `address` is the one of the Service's by which it is meant. */
  | { readonly kind: 'service'; readonly service: Service; readonly address?: Address }
  | { readonly kind: 'way-in'; readonly object: RoutingObject }
  | { readonly kind: 'domain'; readonly name: string };

/** Thrown for a name that nothing has, or more than one thing; the message says what there is. */
export class UnknownObjectError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnknownObjectError';
  }
}

/**
 * Looks a reference up. What it means is, in this order: an address or a range; an object of the kind that is written;
 * a Service's DNS name; a pod; a workload; a Service; a domain name. `namespace` is for references that name none;
 * without it all namespaces are searched. Throws an UnknownObjectError.
 */
export function resolveReference(cluster: Cluster, reference: Reference, namespace?: string): Resolved {
  if (reference.kind === 'range') return resolveRange(cluster, reference.range);
  const wanted = reference.namespace ?? namespace;
  const ranks = reference.objectKind === undefined ? anyKind : [writtenKind(reference.objectKind)];
  const found = firstOf(cluster, reference, ranks, wanted) ?? inNamespaceCalledLikeKind(cluster, reference);
  if (found !== undefined) return found;
  throw unknown(cluster, reference, wanted);
}

type Named = Extract<Reference, { readonly kind: 'name' }>;

function firstOf(
  cluster: Cluster,
  { name, text }: Named,
  ranks: readonly Rank[],
  namespace: string | undefined,
): Resolved | undefined {
  for (const rank of ranks) {
    const hits = rank(cluster, name, namespace);
    if (hits.length > 1) throw ambiguous(text, hits);
    if (hits[0] !== undefined) return hits[0];
  }
  return undefined;
}

/** `gateway/web` is Gateway web, or else what is called web in a namespace called gateway. */
function inNamespaceCalledLikeKind(cluster: Cluster, reference: Named): Resolved | undefined {
  if (reference.objectKind === undefined || reference.namespace !== undefined) return undefined;
  const namespace = reference.text.slice(0, reference.text.indexOf('/'));
  return cluster.hasNamespace(namespace) ? firstOf(cluster, reference, anyKind, namespace) : undefined;
}

type Rank = (cluster: Cluster, name: string, namespace: string | undefined) => readonly Resolved[];

const byServiceName: Rank = (cluster, name, namespace) => {
  if (!name.includes('.')) return [];
  const found = serviceOfName(cluster, name, namespace);
  return found === undefined ? [] : [found];
};

const byPod: Rank = (cluster, name, namespace) => {
  const named =
    namespace === undefined ? cluster.pods.filter((pod) => pod.name === name) : [cluster.pod(namespace, name)];
  return named.flatMap((pod) => (pod === undefined ? [] : [{ kind: 'pod', pod }]));
};

const byWorkload: Rank = (cluster, name, namespace) =>
  (namespace === undefined ? cluster.workloads : cluster.workloadsIn(namespace))
    .filter((workload) => workload.kind !== 'Pod' && workload.name === name)
    .map((workload) => ({ kind: 'workload', workload, pods: cluster.podsOf(workload) }));

const byService: Rank = (cluster, name, namespace) => {
  const named =
    namespace === undefined
      ? cluster.services.filter((service) => service.name === name)
      : [cluster.service(namespace, name)];
  return named.flatMap((service) => (service === undefined ? [] : [{ kind: 'service', service }]));
};

const byRouting =
  (kind: string): Rank =>
  (cluster, name, namespace) =>
    routingObjects(cluster)
      .filter((routed) => routed.kind === kind && routed.object.name === name && isIn(routed.object, namespace))
      .map((object) => ({ kind: 'way-in', object }));

const byDomain: Rank = (cluster, name, namespace) =>
  namespace === undefined && isDomainName(name) && !isClusterName(cluster, name) ? [{ kind: 'domain', name }] : [];

/** Whether a name is one that only the cluster's DNS could know: a Service that is not there is no name outside. */
function isClusterName(cluster: Cluster, name: string): boolean {
  const labels = name.toLowerCase().replace(/\.$/, '').split('.');
  if (labels.at(-1) === 'svc' || name.includes('.svc.cluster.local')) return true;
  return labels.length === 2 && cluster.hasNamespace(labels[1] ?? '');
}

const byNode: Rank = (cluster, name) => {
  const node = cluster.node(name);
  if (node === undefined) return [];
  const endpoints = node.addresses.map((address) => ({
    kind: 'range' as const,
    range: { family: address.family, start: address.value, end: address.value + 1n },
    node,
  }));
  return [{ kind: 'node', name, endpoints }];
};

const anyKind: readonly Rank[] = [byServiceName, byPod, byWorkload, byService, byDomain];

function writtenKind(kind: string): Rank {
  if (kind === 'Pod') return byPod;
  if (kind === 'Service') return byService;
  if (kind === 'Node') return byNode;
  if (isRoutingKind(kind)) return byRouting(kind);
  return (cluster, name, namespace) =>
    byWorkload(cluster, name, namespace).filter((hit) => hit.kind === 'workload' && hit.workload.kind === kind);
}

/** The pod, Service or node that has an address; the addresses themselves where nobody does, and for ranges. */
export function resolveRange(cluster: Cluster, range: AddressRange): Resolved {
  const isSingle = range.end - range.start === 1n;
  const owner = isSingle ? cluster.ownerOf({ family: range.family, value: range.start }) : undefined;
  if (owner?.kind === 'pod') {
    // Whoever dials one address takes the path of its family.
    const addresses = owner.pod.addresses.filter(({ family }) => family === range.family);
    const isWhole = addresses.length === owner.pod.addresses.length;
    return isWhole ? owner : { kind: 'pod', pod: { ...owner.pod, addresses } };
  }
  if (owner?.kind === 'service') return { ...owner, address: { family: range.family, value: range.start } };
  return { kind: 'range', range, endpoint: rangeEndpoint(cluster, range) };
}

function isIn(object: { readonly namespace: string }, namespace: string | undefined): boolean {
  return namespace === undefined || object.namespace === namespace;
}

function isDomainName(name: string): boolean {
  return name.length <= 253 && name.includes('.') && /^[a-z0-9_*-]+(\.[a-z0-9_-]+)+\.?$/i.test(name);
}

function ambiguous(text: string, hits: readonly Resolved[]): UnknownObjectError {
  return new UnknownObjectError(`"${text}" is ambiguous: it may be ${hits.map(describe).sort().join(' or ')}`);
}

function describe(hit: Resolved): string {
  switch (hit.kind) {
    case 'pod':
      return `${hit.pod.namespace}/pod/${hit.pod.name}`;
    case 'workload':
      return `${hit.workload.namespace}/${hit.workload.kind.toLowerCase()}/${hit.workload.name}`;
    case 'service':
      return `${hit.service.namespace}/service/${hit.service.name}`;
    case 'way-in':
      return `${hit.object.object.namespace}/${hit.object.kind.toLowerCase()}/${hit.object.object.name}`;
    case 'node':
    case 'domain':
      return hit.name;
    case 'range':
      return 'an address';
  }
}

function unknown(
  cluster: Cluster,
  reference: { readonly name: string; readonly objectKind?: string },
  namespace: string | undefined,
): UnknownObjectError {
  const isNode = reference.objectKind === 'Node';
  if (namespace !== undefined && !isNode && !cluster.hasNamespace(namespace)) {
    const names = cluster.namespaces.map((known) => known.name);
    return new UnknownObjectError(`no namespace "${namespace}"${suggest(closest(namespace, names))}`);
  }
  const what = reference.objectKind ?? 'pod, workload or Service';
  const where = namespace === undefined || isNode ? '' : ` in namespace ${namespace}`;
  const candidates = ofKind(cluster, reference.objectKind).filter((object) => isNode || isIn(object, namespace));
  const near = closest(reference.name, [...new Set(candidates.map((object) => object.name))]);
  const full = near.flatMap((name) => candidates.filter((object) => object.name === name).map(fullName));
  return new UnknownObjectError(`no ${what} "${reference.name}"${where}${suggest([...new Set(full)])}`);
}

function ofKind(
  cluster: Cluster,
  kind: string | undefined,
): readonly { readonly namespace: string; readonly name: string }[] {
  if (kind === undefined) return [...cluster.workloads, ...cluster.services];
  if (kind === 'Pod') return cluster.pods;
  if (kind === 'Service') return cluster.services;
  if (kind === 'Node') return cluster.nodes;
  if (isRoutingKind(kind)) return routingObjects(cluster).flatMap((one) => (one.kind === kind ? [one.object] : []));
  return cluster.workloads.filter((workload) => workload.kind === kind);
}

/** Known names that a mistyped one may mean, at most three; where none comes close, all of a list of up to eight. */
export function closest(name: string, known: readonly string[]): readonly string[] {
  const limit = Math.max(2, Math.floor(name.length / 3));
  const near = known
    .map((candidate) => ({ candidate, off: distance(name.slice(0, 253), candidate) }))
    .filter(({ candidate, off }) => off <= limit || candidate.startsWith(name) || name.startsWith(candidate))
    .sort((a, b) => a.off - b.off || (a.candidate < b.candidate ? -1 : 1))
    .map(({ candidate }) => candidate);
  return near.length > 0 ? near.slice(0, 3) : known.length <= 8 ? known : [];
}

function suggest(names: readonly string[]): string {
  return names.length === 0 ? '' : `; there is ${names.join(', ')}`;
}
