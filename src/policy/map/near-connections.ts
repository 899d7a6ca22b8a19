import type { Cluster } from '../../model/cluster.ts';
import type { Protocol } from '../../model/connection-set.ts';
import type { Selector } from '../../model/labels.ts';
import { fullName } from '../../model/metadata.ts';
import { type Pod, servingContainers } from '../../model/pod.ts';
import { classesOf, nodesMatterTo } from '../classes/pod-classes.ts';
import type { ServicePath } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import { costs } from '../near-miss/gap.ts';
import type { NearMiss } from '../near-miss/near-misses.ts';
import { obstaclesOf } from '../near-miss/obstacles.ts';
import { serversBehind } from '../reference/service-target.ts';
import { verdictsOf } from '../verdict.ts';
import type { MapEndpoint } from './connectivity-map.ts';

/** A connection that policies deny, though their rules nearly let it through. */
export interface NearConnection {
  /** The index of the client in the endpoints of the map; `to` that of the server. */
  readonly from: number;
  readonly to: number;
  /** The server's own. */
  readonly port: number;
  readonly protocol: Protocol;
  /** The closest rule at each end that denies it: all of them have to change. */
  readonly misses: readonly NearMiss[];
}

/** Thrown where asking about each pair of endpoints would take too long. */
export class TooManyPairsError extends Error {
  readonly pairs: number;

  constructor(pairs: number) {
    super(`${pairs} pairs are too many to look for near misses; the most is ${mostPairs}`);
    this.name = 'TooManyPairsError';
    this.pairs = pairs;
  }
}

/** A question about a pair takes some 50 to 100 µs. */
const mostPairs = 100_000;

/** Where a server is asked: at the ports that its Services lead to, and that its containers declare. */
interface Door {
  readonly port: number;
  readonly protocol: Protocol;
  readonly via?: ServicePath;
}

/**
 * What the rules at every end that denies it are but a slip away from letting through: a letter of a label, a namespaceSelector
 * that is not there, the Service's port in place of the pod's. `isWanted` says of which pairs of endpoints. Throws a
 * TooManyPairsError.
 */
export function nearConnections(
  engine: PolicyEngine,
  endpoints: readonly MapEndpoint[],
  isWanted: (from: MapEndpoint, to: MapEndpoint) => boolean,
): readonly NearConnection[] {
  const pods = endpoints.map((endpoint) => podsOf(engine.cluster, endpoint));
  const all = pods.flat();
  const classes = classesOf(engine, all, { nodes: nodesMatterTo(all), portNames: [] });
  const doors = doorsOf(engine.cluster, all);
  const far = new Set<string>();
  const missesOf = (from: Pod, to: Pod, door: Door) => {
    const { port, protocol, via } = door;
    const key = `${classes.get(from)}>${classes.get(to)}:${port}/${protocol} ${via?.service}:${via?.port}`;
    // What is near is told anew, as it names the pods; it is rare.
    const misses = far.has(key) ? undefined : nearMisses(engine, from, to, door);
    if (misses === undefined) far.add(key);
    return misses;
  };
  return wantedPairs(endpoints, pods, isWanted).flatMap(([from, to]) => {
    const found = new Map<string, NearConnection>();
    for (const client of pods[from] ?? []) {
      for (const server of pods[to] ?? []) {
        for (const door of doors.get(server) ?? []) {
          const key = `${door.port}/${door.protocol}`;
          const misses = found.has(key) ? undefined : missesOf(client, server, door);
          if (misses !== undefined) found.set(key, { from, to, port: door.port, protocol: door.protocol, misses });
        }
      }
    }
    return [...found.values()];
  });
}

function wantedPairs(
  endpoints: readonly MapEndpoint[],
  pods: readonly (readonly Pod[])[],
  isWanted: (from: MapEndpoint, to: MapEndpoint) => boolean,
): readonly (readonly [from: number, to: number])[] {
  const ends = [...endpoints.entries()].filter(([index]) => (pods[index]?.length ?? 0) > 0);
  const pairs = ends.flatMap(([from, client]) =>
    ends.flatMap(([to, server]) => (from !== to && isWanted(client, server) ? [[from, to] as const] : [])),
  );
  if (pairs.length > mostPairs) throw new TooManyPairsError(pairs.length);
  return pairs;
}

/** One pod of a workload stands for the others: a slip is one of the workload's. */
function podsOf(cluster: Cluster, endpoint: MapEndpoint): readonly Pod[] {
  if (endpoint.kind === 'pod') {
    const pod = cluster.pod(endpoint.namespace, endpoint.name);
    return pod === undefined ? [] : [pod];
  }
  const workload = endpoint.kind === 'workload' ? endpoint.workload : undefined;
  return workload === undefined ? [] : cluster.podsOf(workload).slice(0, 1);
}

function doorsOf(cluster: Cluster, pods: readonly Pod[]): ReadonlyMap<Pod, readonly Door[]> {
  const doors = new Map(pods.map((pod) => [pod, new Map<string, Door>()]));
  const add = (pod: Pod, door: Door) => {
    const own = doors.get(pod);
    const key = `${door.port}/${door.protocol}`;
    if (own?.has(key) === false) own.set(key, door);
  };
  for (const service of cluster.services) {
    for (const port of service.ports) {
      const addresses = service.clusterAddresses;
      const via = service.headless ? undefined : { service: fullName(service), port: port.port, addresses };
      for (const { endpoint, port: own } of serversBehind(cluster, service, port)) {
        if (endpoint.kind === 'pod') add(endpoint.pod, { port: own, protocol: port.protocol, ...(via && { via }) });
      }
    }
  }
  for (const pod of pods) {
    for (const { ports } of servingContainers(pod)) {
      for (const { port, protocol } of ports) add(pod, { port, protocol });
    }
  }
  return new Map([...doors].map(([pod, own]) => [pod, [...own.values()]]));
}

/** The closest rule of each obstacle, where all of them are close; undefined otherwise, and where nothing denies it. */
function nearMisses(engine: PolicyEngine, from: Pod, to: Pod, door: Door): readonly NearMiss[] | undefined {
  const ends = { from: { kind: 'pod', pod: from }, to: { kind: 'pod', pod: to } } as const;
  const denied = verdictsOf(engine, { ...ends, ...door }).find(({ verdict }) => verdict === 'denied');
  if (denied === undefined) return undefined;
  const closest = obstaclesOf(engine, denied).map(({ misses: [first] }) => first);
  return closest.length > 0 && closest.every(isSlip) ? closest : undefined;
}

/**
 * A rule that denies is meant to, however small the exception would be; and one for every pod of its own namespace is near to
 * all others, which it was hardly meant for.
 */
function isSlip({ cost, gaps, peer }: NearMiss): boolean {
  const isOwnNamespace = peer?.kind === 'pods' && peer.namespaces === undefined && isEverything(peer.pods);
  return (
    cost <= costs.near &&
    gaps.every(({ kind }) => kind !== 'denied' && !(kind === 'namespace-selector' && isOwnNamespace))
  );
}

function isEverything(selector: Selector | undefined): boolean {
  return selector === undefined || selector.requirements.length === 0;
}
