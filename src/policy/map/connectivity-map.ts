import type { AddressRange, Family } from '../../model/address.ts';
import type { ConnectionSet } from '../../model/connection-set.ts';
import type { Selector } from '../../model/labels.ts';
import type { WorkloadRef } from '../../model/workload.ts';

/** Who may connect to whom, as rectangles: each connection holds from all members of a group to all of another. */
export interface ConnectivityMap {
  /** Sorted: those of the cluster by namespace and name, then the nodes, the ranges, and what does not exist yet. */
  readonly endpoints: readonly MapEndpoint[];
  /** Sets of endpoints. They may overlap: an endpoint is in as many groups as say something about it. */
  readonly groups: readonly MapGroup[];
  /** By `from`, then by `to`, then by certainty, then by family. An endpoint with itself is left out. */
  readonly connections: readonly MapConnection[];
}

/** One end of connections on a map. */
export type MapEndpoint =
  | { readonly kind: 'workload'; readonly workload: WorkloadRef }
  | { readonly kind: 'pod'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'node'; readonly name: string }
  /** Addresses outside of the cluster that every policy treats alike. */
  | { readonly kind: 'range'; readonly ranges: readonly AddressRange[] }
  /** A domain name of a rule, of which the addresses are not known. */
  | { readonly kind: 'domain'; readonly name: string }
  /** Pods that do not exist yet: any that these selectors take, and that no pod of the cluster is like. */
  | { readonly kind: 'potential'; readonly namespaces: Selector; readonly pods: Selector }
  /** A way in from outside: an Ingress, a Gateway's route, a Service with node ports or a load balancer. */
  | { readonly kind: 'way-in'; readonly object: WorkloadRef };

/** A set of endpoints, by their index in `endpoints`, in ascending order. */
export interface MapGroup {
  /** Short and stable for the same map: `g0`, `g1`, … */
  readonly id: string;
  readonly members: readonly number[];
}

/** What may be connected to, from every member of one group to every member of another. */
export interface MapConnection {
  /** The index of the group of clients; `to` that of the servers. */
  readonly from: number;
  readonly to: number;
  /** The servers' own ports. */
  readonly ports: ConnectionSet;
  /**
   * `allowed`; `some-pods` where only some of the workloads' pods may; `some-clients` where a way in lets only some of the
   * addresses outside in; `implementation-defined` where it depends on the dataplane.
   */
  readonly certainty: 'allowed' | 'some-pods' | 'some-clients' | 'implementation-defined';
  /**
   * The address family over which this is so, where it is not so over all that a client and a server have in common. Over the
   * other, these ports are denied or in another connection.
   */
  readonly family?: Family;
}
