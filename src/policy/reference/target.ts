import type { Protocol } from '../../model/connection-set.ts';
import type { Pod } from '../../model/pod.ts';
import type { Service } from '../../model/service.ts';
import type { WorkloadRef } from '../../model/workload.ts';
import type { RangeEndpoint, ServicePath } from '../endpoint.ts';
import type { Entry } from './entry.ts';
import type { Server } from './server.ts';

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
   * The address of the Service that the client dials; missing for a headless Service, whose name gives pods' addresses,
   * and for a node port.
   */
  readonly via?: ServicePath;
  /** The node of which a port is dialled, by any of its addresses. */
  readonly nodePort?: { readonly endpoints: readonly RangeEndpoint[]; readonly port: number };
  /** Where the connection arrives at the Service; missing for a headless one. */
  readonly entry?: Entry;
  /** What takes the connection, and opens its own to the servers: an ingress controller. */
  readonly proxy?: IngressProxy;
  /** A name outside of the cluster; the servers are all the addresses that it may have. */
  readonly domain?: string;
}

/** What takes connections from outside and opens its own to the servers: two connections, each with its policies. */
export interface IngressProxy {
  /** The Ingress, Gateway or route that tells it where to. */
  readonly object: WorkloadRef;
  /** Its own port, which the client dials. */
  readonly port: number;
  /** Its pods; empty where the input does not hold them. */
  readonly pods: readonly Pod[];
  /** How clients get to it; missing where its pods are not known. */
  readonly front?: Target;
  /** Why there is no server, where there is none. */
  readonly nowhere: string;
}
