import { type ConnectionSet, noConnections, portRange, unionConnections } from '../../../src/model/connection-set.ts';
import { fullName, type Pod, type Protocol, protocols } from '../../../src/model/index.ts';
import {
  type ConnectivityMap,
  type Endpoint,
  mapOf,
  type PolicyEngine,
  type Rule,
  verdictsOf,
} from '../../../src/policy/index.ts';
import { type ConnectionList, connectionListOf, formatRange, type Row } from './connection-list.ts';

/** A workload or a range of addresses, under the name that the tool gives it, with one endpoint that stands for all. */
export interface NamedPeer {
  readonly name: string;
  readonly endpoint: Endpoint;
}

/** The client for whom the tool lists what Ingresses and Routes let in. */
export const ingressController = '{ingress-controller}';

/** What the engine lets through between all workloads, and between them and the IPv4 addresses outside. */
export function workloadConnections(engine: PolicyEngine): ConnectionList {
  const map = mapOf(engine, { by: 'pod' });
  const names = endpointNames(engine, map);
  const rows = new Map<string, Row>();
  for (const { from, to, ports, certainty } of map.connections) {
    // What Ingresses and Routes let in is compared by itself.
    if (map.groups[from]?.members.every((member) => map.endpoints[member]?.kind === 'way-in')) continue;
    if (certainty !== 'allowed') throw new Error(`a connection is ${certainty}`);
    for (const client of namesOf(map, names, from)) {
      for (const server of namesOf(map, names, to)) {
        if (server === client) continue;
        const known = rows.get(`${client} → ${server}`)?.connections ?? noConnections;
        const connections = unionConnections([known, { ...ports, other: false }]);
        rows.set(`${client} → ${server}`, { from: client, to: server, connections });
      }
    }
  }
  return connectionListOf([...rows.values()]);
}

/** The name of each endpoint of a map; undefined for pods for which another one of their workload stands. */
function endpointNames(engine: PolicyEngine, { endpoints }: ConnectivityMap): readonly (string | undefined)[] {
  const pods = new Map(
    workloadPeers(engine).flatMap(({ name, endpoint }) =>
      endpoint.kind === 'pod' ? [[fullName(endpoint.pod), name] as const] : [],
    ),
  );
  return endpoints.map((endpoint) => {
    if (endpoint.kind === 'pod') return pods.get(fullName(endpoint));
    const ranges = endpoint.kind === 'range' ? endpoint.ranges.filter(({ family }) => family === 4) : [];
    return ranges.length === 0 ? undefined : ranges.map(({ start, end }) => formatRange([start, end])).join();
  });
}

function namesOf(
  { groups }: ConnectivityMap,
  names: readonly (string | undefined)[],
  group: number,
): readonly string[] {
  return groups[group]?.members.flatMap((member) => names[member] ?? []) ?? [];
}

/**
 * All that may pass from one endpoint to another: the ports are cut where anything in the input starts or ends, and one
 * of each piece is asked about.
 */
export function connectionsBetween(engine: PolicyEngine, from: Endpoint, to: Endpoint): ConnectionSet {
  const parts = protocols.flatMap((protocol) =>
    portPieces(engine, protocol)
      .filter(([port]) => isAllowed(engine, from, to, protocol, port))
      .map(([first, last]) => portRange(protocol, first, last)),
  );
  return parts.length === 0 ? noConnections : unionConnections(parts);
}

function isAllowed(engine: PolicyEngine, from: Endpoint, to: Endpoint, protocol: Protocol, port: number): boolean {
  const [verdict] = verdictsOf(engine, { from, to, protocol, port });
  if (verdict?.verdict === 'implementation-defined') throw new Error(`undecided: ${verdict.dependsOn.join(', ')}`);
  return verdict?.verdict === 'allowed';
}

/** Workloads as the tool has them: the direct owner of pods, or a pod that has none. A Node owns no workload. */
export function workloadPeers(engine: PolicyEngine): readonly NamedPeer[] {
  const peers = new Map<string, NamedPeer>();
  for (const pod of engine.cluster.livePods) {
    const name = workloadName(pod);
    if (!peers.has(name)) peers.set(name, { name, endpoint: { kind: 'pod', pod } });
  }
  return [...peers.values()];
}

/**
 * The workloads all of whose pods have ended, which the tool lists like others. Such a pod has no network, and its
 * address may be another's (kubernetes.io, "Pod Lifecycle").
 */
export function endedWorkloads(engine: PolicyEngine): readonly string[] {
  const live = new Set(workloadPeers(engine).map((peer) => peer.name));
  return [...new Set(engine.cluster.pods.map(workloadName))].filter((name) => !live.has(name));
}

export function workloadName({ namespace, name, controller }: Pod): string {
  const owner = controller === undefined || controller.kind === 'Node' ? { kind: 'Pod', name } : controller;
  return `${namespace}/${owner.name}[${owner.kind || 'Pod'}]`;
}

const pieces = new WeakMap<PolicyEngine, Map<Protocol, readonly (readonly [number, number])[]>>();

function portPieces(engine: PolicyEngine, protocol: Protocol): readonly (readonly [number, number])[] {
  const known = pieces.get(engine)?.get(protocol);
  if (known !== undefined) return known;
  const numbers = rulesOf(engine)
    .flatMap((rule) => rule.ports ?? [])
    .flatMap(({ port, endPort }) => (typeof port === 'number' ? [port, (endPort ?? port) + 1] : []));
  const named = engine.cluster.livePods
    .flatMap((pod) => pod.containers)
    .flatMap((container) => container.ports)
    .flatMap(({ port }) => [port, port + 1]);
  const starts = sorted([1, ...numbers, ...named]).filter((port) => port >= 1 && port <= 65535);
  const found = starts.map((start, index) => [start, (starts[index + 1] ?? 65536) - 1] as const);
  pieces.set(engine, (pieces.get(engine) ?? new Map()).set(protocol, found));
  return found;
}

function rulesOf(engine: PolicyEngine): readonly Rule[] {
  return engine.policies.flatMap((policy) => [...(policy.ingress ?? []), ...(policy.egress ?? [])]);
}

function sorted<T extends number | bigint>(numbers: readonly T[]): readonly T[] {
  return [...new Set(numbers)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
