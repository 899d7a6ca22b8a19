import { type AddressRange, rangeOf } from '../../model/address.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { Protocol } from '../../model/connection-set.ts';
import type { EndpointSlice } from '../../model/endpoint-slice.ts';
import { formatSelector } from '../../model/labels.ts';
import { fullName } from '../../model/metadata.ts';
import { isTerminated, namedPorts, type Pod, servingContainers } from '../../model/pod.ts';
import type { Service, ServicePort } from '../../model/service.ts';
import { type Endpoint, formatEndpoint, rangeEndpoint, type ServicePath } from '../endpoint.ts';
import { type Resolved, UnknownObjectError } from './resolve.ts';
import { serviceOfName } from './service-name.ts';

/** One place where a connection can end. */
export interface Server {
  readonly endpoint: Endpoint;
  /** The server's own port, after a Service has translated its own. */
  readonly port: number;
}

/** All the places where a connection can end that goes to one name, address or Service. */
export interface Target {
  readonly protocol: Protocol;
  /** Empty where a Service leads nowhere. */
  readonly servers: readonly Server[];
  /** The Service that stands before the servers. */
  readonly service?: Service;
  /** The Service's own port, which the client dials. */
  readonly servicePort?: number;
  /**
   * The address of the Service that the client dials; missing for a headless Service, whose name gives pods' addresses.
   */
  readonly via?: ServicePath;
  /** A name outside of the cluster; the servers are all the addresses that it may have. */
  readonly domain?: string;
  /** The way in may put a node's address in place of the client's, as node ports do, so that ingress rules see that. */
  readonly hidesSource?: true;
}

/** Every address there is, for a name of which the addresses are unknown. */
const anywhere: readonly AddressRange[] = [
  { family: 4, start: 0n, end: 1n << 32n },
  { family: 6, start: 0n, end: 1n << 128n },
];

/** Finds the servers behind what a reference means. Throws an UnknownObjectError for a port that none of them has. */
export function targetOf(cluster: Cluster, to: Resolved, port: number | string, protocol: Protocol): Target {
  switch (to.kind) {
    case 'service':
      return serviceTarget(cluster, to.service, port, protocol);
    case 'pod':
      return { protocol, servers: podServers([to.pod], port, protocol, fullName(to.pod)) };
    case 'workload':
      return { protocol, servers: podServers(running(to.pods), port, protocol, fullName(to.workload)) };
    case 'node':
      return nodeTarget(cluster, to.endpoints, port, protocol) ?? addressTarget(to.endpoints, port, protocol, to.name);
    case 'range':
      return (
        nodeTarget(cluster, [to.endpoint], port, protocol) ?? addressTarget([to.endpoint], port, protocol, 'an address')
      );
    case 'domain':
      return domainTarget(to.name, port, protocol);
  }
}

/** The pods that have not ended; all where all have, so that a workload is asked about as if it ran. */
export function running(pods: readonly Pod[]): readonly Pod[] {
  const live = pods.filter((pod) => !isTerminated(pod));
  return live.length > 0 ? live : pods;
}

function addressTarget(
  endpoints: readonly Endpoint[],
  port: number | string,
  protocol: Protocol,
  name: string,
): Target {
  return { protocol, servers: addressServers(endpoints, port, name) };
}

/** The Service behind a node port; undefined for other ports, which are the node's own. */
function nodeTarget(
  cluster: Cluster,
  endpoints: readonly Endpoint[],
  port: number | string,
  protocol: Protocol,
): Target | undefined {
  const isNode = endpoints.every((endpoint) => endpoint.kind === 'range' && endpoint.node !== undefined);
  const behind = isNode && typeof port === 'number' ? cluster.behindNodePort(port, protocol) : undefined;
  if (behind === undefined) return undefined;
  const { via: _, ...target } = serviceTarget(cluster, behind.service, behind.port, protocol);
  return { ...target, hidesSource: true };
}

function domainTarget(name: string, port: number | string, protocol: Protocol): Target {
  const endpoints = anywhere.map((range) => ({ kind: 'range' as const, range, domain: name }));
  return { protocol, servers: addressServers(endpoints, port, name), domain: name };
}

function serviceTarget(cluster: Cluster, service: Service, port: number | string, protocol: Protocol): Target {
  if (service.externalName !== undefined && service.type === 'ExternalName') {
    const named = serviceOfName(cluster, service.externalName);
    if (named === undefined) return { ...domainTarget(service.externalName, port, protocol), service };
    // One step only: a chain of ExternalNames may be a circle.
    if (named.kind === 'service' && named.service.type !== 'ExternalName') {
      return serviceTarget(cluster, named.service, port, protocol);
    }
    return { protocol, servers: [], service };
  }
  // DNS gives the pods' addresses, and nothing translates the port that the client dials.
  if (service.headless && typeof port === 'number') {
    const servers = backendsOf(cluster, service).map((endpoint) => ({ endpoint, port }));
    return { protocol, servers, service, servicePort: port };
  }
  const servicePort = service.ports.find(
    (candidate) => candidate.protocol === protocol && (candidate.port === port || candidate.name === port),
  );
  if (servicePort === undefined) throw unknownServicePort(service, port, protocol);
  return {
    protocol,
    servers: backends(cluster, service, servicePort),
    service,
    servicePort: servicePort.port,
    ...(!service.headless && {
      via: { service: fullName(service), port: servicePort.port, addresses: service.clusterAddresses },
    }),
  };
}

/** All the endpoints of a Service, whatever the port. */
export function backendsOf(cluster: Cluster, service: Service): readonly Endpoint[] {
  const pods = cluster.selectedBy(service);
  if (pods !== undefined) return pods.map((pod) => ({ kind: 'pod', pod }));
  return distinct(
    cluster.slicesOf(service).flatMap((slice) => endpointsOf(cluster, slice)),
    formatEndpoint,
  );
}

function backends(
  cluster: Cluster,
  service: Service,
  { name = '', targetPort, protocol }: ServicePort,
): readonly Server[] {
  const pods = cluster.selectedBy(service);
  // Of several container ports of one name the first is meant (kubernetes pkg/api/v1/pod FindPort).
  if (pods !== undefined) return pods.flatMap((pod) => serversOfPod(pod, targetPort, protocol).slice(0, 1));
  const servers = cluster
    .slicesOf(service)
    .flatMap((slice) =>
      slice.ports
        .filter((candidate) => candidate.protocol === protocol && candidate.name === name)
        .flatMap(({ port }) => endpointsOf(cluster, slice).map((endpoint) => ({ endpoint, port }))),
    );
  return distinct(servers, ({ endpoint, port }) => `${formatEndpoint(endpoint)}:${port}`);
}

function endpointsOf(cluster: Cluster, slice: EndpointSlice): readonly Endpoint[] {
  return slice.endpoints.flatMap((endpoint): readonly Endpoint[] => {
    const pod = endpoint.pod === undefined ? undefined : cluster.pod(slice.namespace, endpoint.pod);
    if (pod !== undefined) return [{ kind: 'pod', pod }];
    return endpoint.addresses.map((address) => {
      const owner = cluster.ownerOf(address);
      return owner?.kind === 'pod' ? owner : rangeEndpoint(cluster, rangeOf(address));
    });
  });
}

/** A pod with two addresses is in two slices. */
function distinct<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

function serversOfPod(pod: Pod, port: number | string, protocol: Protocol): readonly Server[] {
  const numbers = typeof port === 'number' ? [port] : namedPorts(pod, port, protocol);
  return numbers.map((number) => ({ endpoint: { kind: 'pod', pod }, port: number }));
}

function podServers(pods: readonly Pod[], port: number | string, protocol: Protocol, name: string): readonly Server[] {
  const servers = pods.flatMap((pod) => serversOfPod(pod, port, protocol));
  if (servers.length > 0 || pods.length === 0) return servers;
  const names = pods.flatMap(servingContainers).flatMap((container) => container.ports);
  const known = names.map((candidate) => `${candidate.name ?? candidate.port}/${candidate.protocol}`);
  const list = known.length === 0 ? 'it declares no port' : `it has ${[...new Set(known)].join(', ')}`;
  throw new UnknownObjectError(`${name} has no port named "${port}" for ${protocol}; ${list}`);
}

function addressServers(endpoints: readonly Endpoint[], port: number | string, name: string): readonly Server[] {
  if (typeof port === 'string') {
    throw new UnknownObjectError(`${name} has no named ports; give the number instead of "${port}"`);
  }
  return endpoints.map((endpoint) => ({ endpoint, port }));
}

function unknownServicePort(service: Service, port: number | string, protocol: Protocol): UnknownObjectError {
  const known = service.ports.map((candidate) => {
    const number = `${candidate.port}/${candidate.protocol}`;
    return candidate.name === undefined ? number : `${number} (${candidate.name})`;
  });
  const list = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
  return new UnknownObjectError(`Service ${fullName(service)} has no port ${port}/${protocol}; ${list}`);
}

/** Says why a target has no server, or none that the client has an address family in common with. */
export function describeNoServers(cluster: Cluster, { service, servers }: Target): string {
  if (servers.length > 0) return 'the ends have no address family in common';
  if (service === undefined) return 'no pods';
  if (service.selector === undefined) return `Service ${fullName(service)} has no selector and no endpoints`;
  const requirements = [...service.selector].map(([key, value]) => ({ key, operator: 'In' as const, values: [value] }));
  const selector = formatSelector({ requirements });
  const pods = cluster.selectedBy(service) ?? [];
  return pods.length === 0
    ? `Service ${fullName(service)} selects no pod (${selector})`
    : `no pod of Service ${fullName(service)} (${selector}) has the port that it names`;
}
