import type { Address } from '../../model/address.ts';
import type { Protocol } from '../../model/connection-set.ts';
import type { Labels } from '../../model/labels.ts';
import type { Path } from '../../model/source.ts';

/** What a flow log says about a connection, or a packet of it. */
export interface Flow {
  /** RFC 3339. */
  readonly time?: string;
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly protocol: Protocol;
  /** The server's own, after any Service. */
  readonly port: number;
  readonly seen: Sighting;
  /** How many flows the line stands for. */
  readonly count: number;
}

/**
 * How far it was seen to get: `delivered` to the server's pod, past the policies at both ends; `sent`, past those at the
 * client's; or denied by those at one end.
 */
export type Sighting = 'delivered' | 'sent' | 'denied-at-egress' | 'denied-at-ingress';

/** All that a flow log tells of one end; any of it may be missing. */
export interface FlowEnd {
  readonly namespace?: string;
  readonly pod?: string;
  /** The pod's, as far as the log has them. */
  readonly labels?: Labels;
  readonly workload?: { readonly kind: string; readonly name: string };
  readonly address?: Address;
  /** The end is a node: the one of this name, or the empty text where the address alone tells which. */
  readonly node?: string;
  /** What a command line would take for an endpoint. */
  readonly reference?: string;
}

/** What one line of a flow log is. */
export type FlowLine =
  | { readonly kind: 'flow'; readonly flow: Flow }
  | { readonly kind: 'passed-over'; readonly reason: PassedOverReason }
  /** `message` says what is wrong with the line, and `path` with which part of it; without one it is no JSON. */
  | { readonly kind: 'broken'; readonly message: string; readonly path?: Path };

/** Why a line is no connection to judge; the words are those of a report. */
export type PassedOverReason =
  | 'replies'
  | 'packets seen before policies decide'
  | 'packets that may be replies'
  | 'ICMP'
  | 'requests inside of connections (L7)'
  | 'drops for other reasons than policy'
  | 'health checks of the dataplane'
  | 'not IP'
  | 'no flows'
  | 'lines longer than 1 MiB';
