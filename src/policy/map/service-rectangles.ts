import { type Protocol, portRange } from '../../model/connection-set.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Pod } from '../../model/pod.ts';
import type { Service } from '../../model/service.ts';
import { connectivity } from '../connectivity.ts';
import type { Endpoint } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import type { Server } from '../reference/server.ts';
import { serversBehind } from '../reference/service-target.ts';
import { opensNodePorts } from '../reference/ways-in.ts';
import type { Answer } from '../verdict.ts';
import type { MapConnection } from './connectivity-map.ts';
import type { EndpointRectangle } from './endpoint-rectangles.ts';
import type { PlacedEndpoint } from './map-endpoints.ts';
import type { Sides } from './sides.ts';
import { placesOf, type WayInPart } from './way-in-rectangles.ts';

/**
 * What Services with node ports or a load balancer let in, asked for every kind of address outside as `connectivity` would be.
 * The endpoints are numbered from `first` on.
 */
export function serviceRectangles(
  engine: PolicyEngine,
  sides: Sides,
  placed: readonly PlacedEndpoint[],
  first: number,
): WayInPart {
  const services = engine.cluster.services.filter(opensNodePorts);
  const { classes } = sides.index;
  const outside = classes.flatMap(({ ranges, endpoint }) => (ranges.length > 0 ? [endpoint] : []));
  const classOf = new Map(classes.flatMap(({ pods }, number) => pods.map((pod): [Pod, number] => [pod, number])));
  const placeOf = placesOf(engine, placed);
  /** One of the servers of each workload that no policy tells apart. */
  const distinctServers = (servers: readonly Server[]) => {
    const keyOf = ({ endpoint, port }: Server) =>
      endpoint.kind === 'pod' ? `${classOf.get(endpoint.pod)} ${placeOf(endpoint.pod)} ${port}` : undefined;
    const found = new Map(servers.map((server) => [keyOf(server), server]));
    found.delete(undefined);
    return [...found.values()];
  };
  const rectangles = services.flatMap((service, at) =>
    service.ports.flatMap((port) => {
      const servers = distinctServers(serversBehind(engine.cluster, service, port));
      const answers = answersFor(engine, clientsOf(service, outside), service, servers, port.protocol);
      const places = groupBy(answers, ({ server }) =>
        server.endpoint.kind === 'pod' ? placeOf(server.endpoint.pod) : undefined,
      );
      return [...places].flatMap(([place, own]) =>
        place === undefined ? [] : rectanglesInto({ from: [first + at], to: [place] }, port.protocol, own),
      );
    }),
  );
  const endpoints = services.map(({ namespace, name }) => ({
    kind: 'way-in' as const,
    object: { kind: 'Service', namespace, name },
  }));
  return { endpoints, rectangles };
}

/** What the clients are told at one server. */
interface ServerAnswers {
  readonly server: Server;
  readonly answers: readonly Answer[];
}

/** A load balancer takes the addresses of its list, and others none. */
function clientsOf({ type, balancerSources }: Service, outside: readonly Endpoint[]): readonly Endpoint[] {
  if (type !== 'LoadBalancer' || balancerSources.length === 0) return outside;
  return balancerSources.map((range) => ({ kind: 'range', range }));
}

function answersFor(
  engine: PolicyEngine,
  clients: readonly Endpoint[],
  service: Service,
  servers: readonly Server[],
  protocol: Protocol,
): readonly ServerAnswers[] {
  const door = service.type === 'LoadBalancer' ? 'load-balancer' : 'node-port';
  const found = connectivity(engine, clients, { protocol, servers, service, entry: { service, door } });
  const byServer = groupBy(found?.pairs ?? [], ({ to }) => to);
  return servers.map((server) => ({
    server,
    answers: (byServer.get(server.endpoint) ?? [])
      .filter(({ port }) => port === server.port)
      .map(({ verdict }) => verdict),
  }));
}

type Certainty = MapConnection['certainty'];

/** A rectangle for each port of the servers of one workload. */
function rectanglesInto(
  pair: Pick<EndpointRectangle, 'from' | 'to'>,
  protocol: Protocol,
  all: readonly ServerAnswers[],
): readonly EndpointRectangle[] {
  return [...groupBy(all, ({ server }) => server.port)].flatMap(([port, own]) => {
    const certainty = together(own.map(({ answers }) => ofClients(answers)));
    return certainty === undefined ? [] : [{ ...pair, ports: portRange(protocol, port), certainty }];
  });
}

/** What one server lets in; undefined for nothing. */
function ofClients(answers: readonly Answer[]): Certainty | undefined {
  const seen = new Set(answers);
  if (seen.has('allowed')) return seen.size === 1 ? 'allowed' : 'some-clients';
  return seen.has('implementation-defined') ? 'implementation-defined' : undefined;
}

/** What servers of one workload let in that policies tell apart. */
function together(servers: readonly (Certainty | undefined)[]): Certainty | undefined {
  const [first, ...others] = new Set(servers);
  if (others.length === 0) return first;
  if (servers.includes('allowed')) return 'some-pods';
  return servers.includes('some-clients') ? 'some-clients' : 'implementation-defined';
}
