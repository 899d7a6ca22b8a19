import type { Protocol } from '../../model/connection-set.ts';
import type { ConnectivityMap, MapEndpoint, NearConnection } from '../../policy/index.ts';
import { endpointNames } from '../map/endpoint-names.ts';
import { type ApiVersion, apiVersion, type InputDocument, type NearMissDocument, nearMissDocument } from './common.ts';
import { type PortsDocument, portsDocument } from './ports.ts';

/** The answer of `netwhy map -o json`: each connection holds from every member of one group to every other of another. */
export interface ConnectivityMapDocument {
  readonly apiVersion: ApiVersion;
  readonly kind: 'ConnectivityMap';
  readonly input: InputDocument;
  readonly endpoints: readonly MapEndpointDocument[];
  readonly groups: readonly MapGroupDocument[];
  readonly connections: readonly MapConnectionDocument[];
  /** What rules all but let through, with --near-misses. */
  readonly nearMisses?: readonly NearConnectionDocument[];
}

/** A connection that is denied by little. */
export interface NearConnectionDocument {
  /** The id of the endpoint; `to` that of the server. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** The closest rule at each end that denies it: all of them have to change. */
  readonly rules: readonly NearMissDocument[];
}

/** One end of connections on a map. */
export interface MapEndpointDocument {
  /** What groups call it: `shop/web`, `shop/job/web` where names clash, `node/worker-1`, addresses. */
  readonly id: string;
  readonly kind: MapEndpoint['kind'];
  /** The kind of the object: of a workload, or of a way in. */
  readonly workload?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** A set of endpoints, by their ids. An endpoint may be in several. */
export interface MapGroupDocument {
  readonly id: string;
  readonly members: readonly string[];
}

/** What may be connected to, from every member of one group to every member of another but itself. */
export interface MapConnectionDocument {
  /** The id of the group of clients; `to` that of the servers. */
  readonly from: string;
  readonly to: string;
  readonly ports: 'all' | PortsDocument;
  /** Present where the answer depends on the dataplane. */
  readonly verdict?: 'implementation-defined';
  /** Present where only some of the workloads' pods may. */
  readonly pods?: 'some';
  /**
   * The address family over which this is so, where it is not so over all that the ends have in common: the other may have a
   * connection of its own.
   */
  readonly family?: 4 | 6;
  /** Present where a way in lets only some of the addresses outside in. */
  readonly clients?: 'some';
}

/** The document of a map of `netwhy map`; `near` is what was denied by little, where that was asked for. */
export function connectivityMapDocument(
  map: ConnectivityMap,
  input: InputDocument,
  near?: readonly NearConnection[],
): ConnectivityMapDocument {
  const names = endpointNames(map.endpoints);
  const groupId = (index: number) => map.groups[index]?.id ?? '';
  return {
    apiVersion,
    kind: 'ConnectivityMap',
    input,
    endpoints: map.endpoints.map((endpoint, index) => endpointDocument(endpoint, names[index] ?? '')),
    groups: map.groups.map(({ id, members }) => ({ id, members: members.map((member) => names[member] ?? '') })),
    connections: map.connections.map(({ from, to, ports, certainty, family }) => ({
      from: groupId(from),
      to: groupId(to),
      ports: portsDocument(ports),
      ...(certainty === 'implementation-defined' && { verdict: certainty }),
      ...(certainty === 'some-pods' && { pods: 'some' as const }),
      ...(family !== undefined && { family }),
      ...(certainty === 'some-clients' && { clients: 'some' as const }),
    })),
    ...(near !== undefined && {
      nearMisses: near.map(({ from, to, port, protocol, misses }) => ({
        from: names[from] ?? '',
        to: names[to] ?? '',
        port,
        protocol,
        rules: misses.map(nearMissDocument),
      })),
    }),
  };
}

function endpointDocument(endpoint: MapEndpoint, id: string): MapEndpointDocument {
  const { kind } = endpoint;
  switch (kind) {
    case 'workload':
      return { id, kind, workload: endpoint.workload.kind, ...nameFields(endpoint.workload) };
    case 'way-in':
      return { id, kind, workload: endpoint.object.kind, ...nameFields(endpoint.object) };
    case 'pod':
      return { id, kind, ...nameFields(endpoint) };
    case 'node':
    case 'domain':
      return { id, kind, name: endpoint.name };
    case 'range':
    case 'potential':
      return { id, kind };
  }
}

function nameFields({ namespace, name }: { readonly namespace: string; readonly name: string }) {
  return { namespace, name };
}
