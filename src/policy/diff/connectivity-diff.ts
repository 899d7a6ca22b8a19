import type { Family } from '../../model/address.ts';
import type { ConnectionSet, Protocol } from '../../model/connection-set.ts';
import type { Endpoint } from '../endpoint.ts';
import type { MapConnection, MapEndpoint, MapGroup } from '../map/connectivity-map.ts';
import type { Verdict } from '../verdict.ts';

/** Which connections differ between two clusters, as rectangles: each change is from all of a group to all of another. */
export interface ConnectivityDiff {
  /** Those of either cluster, sorted: by namespace and name, then domain names, then ranges. */
  readonly endpoints: readonly DiffEndpoint[];
  /** Sets of endpoints. They may overlap. */
  readonly groups: readonly MapGroup[];
  /**
   * Those between endpoints of both clusters first, then of new ones, then of those that are gone; opened before closed
   * before unsure; then by group; then by family. A pod with itself is left out.
   */
  readonly changes: readonly ConnectionChange[];
}

/** Whether an endpoint is in both clusters, or only in that after or before the change. */
export type Presence = 'both' | 'new' | 'gone';

/** One end of connections, matched by kind, namespace and name; addresses are cut at the blocks of both clusters. */
export interface DiffEndpoint {
  readonly endpoint: MapEndpoint;
  readonly presence: Presence;
}

/**
 * What becomes of a connection: `unsure` where what the specification leaves open decides on one side, and not on the other.
 */
export type ChangeKind = 'opened' | 'closed' | 'unsure';

/** What a cluster says of a connection; `absent` where it does not have one of the ends. */
export type Standing = Exclude<MapConnection['certainty'], 'some-clients'> | 'denied' | 'absent';

/** What differs, from every member of one group to every member of another. */
export interface ConnectionChange {
  readonly change: ChangeKind;
  /** `new` or `gone` where one of the ends is. */
  readonly presence: Presence;
  /** The index of the group of clients; `to` that of the servers. */
  readonly from: number;
  readonly to: number;
  /** The servers' own ports that changed, and no others. */
  readonly ports: ConnectionSet;
  /**
   * The address family over which this changes, where it does not so over all that a client and a server have in common; `before`
   * and `after` are about it alone.
   */
  readonly family?: Family;
  readonly before: Standing;
  readonly after: Standing;
  /** One connection that changed; missing where only protocols did that no policy can name, such as ICMP. */
  readonly witness?: Witness;
}

/** One concrete connection, and what each cluster says of it. */
export interface Witness {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly protocol: Protocol;
  /** The server's own: one that it declares, if any of them changed. */
  readonly port: number;
  /** Over one address family. Missing where the cluster lacks an end, or they have no family in common. */
  readonly before?: Verdict;
  readonly after?: Verdict;
}
