import { parseCidr } from '../../model/address.ts';
import {
  allConnections,
  allPorts,
  type ConnectionSet,
  portRange,
  unionConnections,
} from '../../model/connection-set.ts';
import type { ConnectivityMap, MapConnection, MapEndpoint } from '../../policy/index.ts';

/** The forms that the networks of real clusters have, more or less. */
export const shapes = ['open', 'segmented', 'hub-and-spoke', 'chain', 'closed'] as const;
export type Shape = (typeof shapes)[number];

const teams = ['shop', 'billing', 'ledger', 'mail', 'search', 'media', 'auth', 'stock', 'reports', 'geo'];
const roles = ['web', 'api', 'worker', 'db', 'cache', 'queue', 'cron', 'proxy', 'admin', 'sync'];

/** A map of so many workloads, up to ten in a namespace, with the world outside; the same at each call. */
export function sampleMap(shape: Shape, workloads: number): ConnectivityMap {
  const builder = new MapBuilder();
  const perNamespace = Math.min(10, Math.max(2, Math.round(Math.sqrt(workloads))));
  const namespaces = range(Math.ceil(workloads / perNamespace)).map((namespace) =>
    range(Math.min(perNamespace, workloads - namespace * perNamespace)).map((role) =>
      builder.add(workload(namespaceName(namespace), roles[role] ?? `role-${role}`)),
    ),
  );
  const outside = builder.add({ kind: 'range', ranges: [cidr('0.0.0.0/0')] });
  drawings[shape](builder, namespaces, outside);
  return builder.map();
}

/** Collects endpoints, and connections between lists of them. */
export class MapBuilder {
  private readonly endpoints: MapEndpoint[] = [];
  private readonly groups = new Map<string, readonly number[]>();
  private readonly connections: MapConnection[] = [];

  add(endpoint: MapEndpoint): number {
    return this.endpoints.push(endpoint) - 1;
  }

  connect(
    from: readonly number[],
    to: readonly number[],
    ports: ConnectionSet,
    certainty: MapConnection['certainty'] = 'allowed',
    family?: MapConnection['family'],
  ): this {
    const over = family !== undefined && { family };
    this.connections.push({ from: this.group(from), to: this.group(to), ports, certainty, ...over });
    return this;
  }

  /** Endpoints stay in the order in which they were added, which tests may want to know. */
  map(): ConnectivityMap {
    const groups = [...this.groups.values()].map((members, index) => ({ id: `g${index}`, members }));
    return { endpoints: this.endpoints, groups, connections: this.connections };
  }

  private group(members: readonly number[]): number {
    const sorted = [...new Set(members)].sort((a, b) => a - b);
    this.groups.set(sorted.join(), sorted);
    return [...this.groups.keys()].indexOf(sorted.join());
  }
}

export function workload(namespace: string, name: string, kind = 'Deployment'): MapEndpoint {
  return { kind: 'workload', workload: { kind, namespace, name } };
}

export function tcp(...ports: readonly number[]): ConnectionSet {
  return unionConnections(ports.map((port) => portRange('TCP', port)));
}

export function cidr(text: string) {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`${text} is no CIDR`);
  return parsed;
}

/** A small map with an endpoint of every kind and a connection of every certainty. */
export function everyKind(): ConnectivityMap {
  const builder = new MapBuilder();
  const [api, db, web] = ['api', 'db', 'web'].map((name) => builder.add(workload('shop', name)));
  const job = builder.add(workload('tools', 'web', 'Job'));
  const service = builder.add(workload('tools', 'web'));
  const nodes = ['a', 'b'].map((name) => builder.add({ kind: 'node', name }));
  const near = builder.add({ kind: 'range', ranges: [cidr('10.0.0.0/8'), cidr('192.168.0.0/16')] });
  const far = builder.add({ kind: 'range', ranges: [cidr('0.0.0.0/0'), cidr('::/0')] });
  const label = (key: string, value: string) => ({ requirements: [{ key, operator: 'In' as const, values: [value] }] });
  const pods = { kind: 'potential', namespaces: label('team', 'x'), pods: label('app', 'new') } as const;
  const potential = builder.add(pods);
  const object = { kind: 'Ingress', namespace: 'shop', name: 'front' };
  const wayIn = builder.add({ kind: 'way-in', object });
  const [a = 0, d = 0, w = 0] = [api, db, web];
  builder
    .connect([wayIn], [w], tcp(8080))
    .connect([w], [a], tcp(8080, 8081))
    .connect([far], [w], tcp(443), 'some-pods');
  builder.connect([a], [d], portRange('TCP', 5000, 5999)).connect([d], [near], allConnections);
  builder.connect(nodes, [a, d], tcp(10250), 'implementation-defined').connect([potential], [a], tcp(8080));
  builder.connect([job, service], [job, service], allPorts('UDP')).connect([service], [a], tcp(8080));
  return builder.map();
}

/** Two workloads of both address families, of which one more is open over IPv4 than over IPv6. */
export function dualStack(): ConnectivityMap {
  const builder = new MapBuilder();
  const [web, db] = ['web', 'db'].map((name) => builder.add(workload('shop', name))) as [number, number];
  builder.connect([web], [db], tcp(80)).connect([web], [db], tcp(443), 'allowed', 4);
  return builder.connect([web], [db], tcp(443), 'some-pods', 6).map();
}

type Drawing = (builder: MapBuilder, namespaces: readonly (readonly number[])[], outside: number) => void;

const drawings: Record<Shape, Drawing> = {
  open(builder, namespaces, outside) {
    const all = namespaces.flat();
    builder.connect(all, all, allConnections).connect(all, [outside], allConnections);
    builder.connect([outside], all, allConnections);
  },
  /** Each namespace by itself: web → api → db, a way in, and a call to the next team or two. */
  segmented(builder, namespaces, outside) {
    for (const [index, [web = 0, api = 0, worker = api, db = worker]] of namespaces.entries()) {
      builder.connect([outside], [web], tcp(443)).connect([web], [api], tcp(8080));
      builder.connect([api, worker], [db], tcp(5432));
      const next = namespaces[(index * 7 + 3) % namespaces.length];
      if (next?.[1] !== undefined && next[1] !== api) builder.connect([worker], [next[1]], tcp(8080, 9090));
    }
  },
  /** A monitoring namespace that reaches all, and DNS that all reach; namespaces are open inside. */
  'hub-and-spoke'(builder, namespaces, outside) {
    const [hub = [], ...spokes] = namespaces;
    const all = namespaces.flat();
    builder.connect(hub.slice(0, 1), spokes.flat(), tcp(9090)).connect(all, hub.slice(1, 2), dns);
    for (const spoke of spokes) builder.connect(spoke, spoke, allConnections);
    builder.connect(
      [outside],
      spokes.map(([web]) => web ?? 0),
      tcp(80, 443),
    );
  },
  chain(builder, namespaces) {
    const all = namespaces.flat();
    for (const [index, from] of all.entries()) {
      const to = all[index + 1];
      if (to !== undefined) builder.connect([from], [to], tcp(8080));
    }
  },
  closed() {},
};

const dns = unionConnections([portRange('TCP', 53), portRange('UDP', 53)]);

function namespaceName(index: number): string {
  const team = teams[index % teams.length] ?? '';
  return index < teams.length ? team : `${team}-${Math.floor(index / teams.length)}`;
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}
