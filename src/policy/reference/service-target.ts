import { rangeOf } from '../../model/address.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { Protocol } from '../../model/connection-set.ts';
import type { EndpointSlice } from '../../model/endpoint-slice.ts';
import { fullName } from '../../model/metadata.ts';
import type { Service, ServicePort } from '../../model/service.ts';
import { type Endpoint, formatEndpoint, rangeEndpoint } from '../endpoint.ts';
import { domainTarget } from './address-target.ts';
import { type Entry, entryOf } from './entry.ts';
import { podServers } from './pod-target.ts';
import { UnknownObjectError } from './resolve.ts';
import { type Server, serversOfPod } from './server.ts';
import { serviceOfName } from './service-name.ts';
import type { Target } from './target.ts';

/** Finds the servers behind a port of a Service. Throws an UnknownObjectError for a port that it lacks. */
export function serviceTarget(cluster: Cluster, entry: Entry, port: number | string, protocol: Protocol): Target {
  const { service } = entry;
  if (service.type === 'ExternalName') return aliasTarget(cluster, service, port, protocol);
  // DNS gives the pods' addresses, and nothing translates the port that the client dials.
  if (service.headless && typeof port === 'number') {
    const servers = backendsOf(cluster, service).map((endpoint) => ({ endpoint, port }));
    return { protocol, servers, service, servicePort: port };
  }
  const servicePort = service.ports.find(
    (candidate) => candidate.protocol === protocol && (candidate.port === port || candidate.name === port),
  );
  if (servicePort === undefined) throw unknownServicePort(service, port, protocol);
  const servers = serversBehind(cluster, service, servicePort);
  const target: Target = { protocol, servers, service, servicePort: servicePort.port };
  if (service.headless) return target;
  const addresses = entry.address === undefined ? service.clusterAddresses : [entry.address];
  return { ...target, entry, via: { service: fullName(service), port: servicePort.port, addresses } };
}

/** More steps than anybody writes; resolvers give up sooner. */
const longestChain = 16;

/** An ExternalName is another name for what it names, which may be such a Service again. */
function aliasTarget(cluster: Cluster, alias: Service, port: number | string, protocol: Protocol): Target {
  let service = alias;
  for (let step = 0; step < longestChain; step++) {
    const name = service.externalName ?? '';
    if (name === '') break;
    const named = serviceOfName(cluster, name);
    if (named === undefined) return { ...domainTarget(name, port, protocol), service: alias };
    if (named.kind === 'pod') {
      return { protocol, servers: podServers([named.pod], port, protocol, fullName(named.pod)), service: alias };
    }
    service = named.service;
    if (service.type !== 'ExternalName') return serviceTarget(cluster, entryOf(service), port, protocol);
  }
  return { protocol, servers: [], service: alias };
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

/** The servers behind one port of a Service, with the ports that its proxy would translate it to. */
export function serversBehind(
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

function unknownServicePort(service: Service, port: number | string, protocol: Protocol): UnknownObjectError {
  const known = service.ports.map((candidate) => {
    const number = `${candidate.port}/${candidate.protocol}`;
    return candidate.name === undefined ? number : `${number} (${candidate.name})`;
  });
  const list = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
  return new UnknownObjectError(`Service ${fullName(service)} has no port ${port}/${protocol}; ${list}`);
}
