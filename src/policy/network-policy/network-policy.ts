import type { AddressRange } from '../../model/address.ts';
import type { Protocol } from '../../model/connection-set.ts';
import type { Selector } from '../../model/labels.ts';
import type { Metadata } from '../../model/metadata.ts';
import type { Path } from '../../model/source.ts';

/** Both directions, in the order in which answers are given. */
export const directions = ['ingress', 'egress'] as const;
/** Which way a policy looks from the pods it selects: at connections to them or from them. */
export type Direction = (typeof directions)[number];

/** networking.k8s.io/v1 NetworkPolicy, with the defaults of the API server filled in. */
export interface NetworkPolicy extends Metadata {
  readonly kind: 'NetworkPolicy';
  /** `podSelector`: the pods of the policy's namespace to which it applies. */
  readonly subject: Selector;
  /**
   * Undefined: the policy does not isolate in this direction. Empty: it isolates and allows nothing. `egress` alike.
   */
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/** One entry of `ingress` or `egress`: what matches both a peer and a port is allowed. */
export interface Rule {
  /** Where it stands in the object: `['spec', 'ingress', 0]`. */
  readonly path: Path;
  /** Undefined: everybody, in and outside of the cluster. */
  readonly peers?: readonly Peer[];
  /** Undefined: every port of every protocol. */
  readonly ports?: readonly PortRule[];
}

/** One entry of a rule's `from` or `to`. */
export type Peer = PodPeer | BlockPeer;

/**
 * A peer that selects pods by labels. A missing selector is not an empty one (networking.k8s.io/v1 NetworkPolicyPeer).
 */
export interface PodPeer {
  readonly kind: 'pods';
  readonly path: Path;
  /** Which namespaces, by their labels; undefined: the policy's own. */
  readonly namespaces?: Selector;
  /** Which pods of these namespaces; undefined: all of them. */
  readonly pods?: Selector;
}

/** A peer that names addresses: an `ipBlock`. */
export interface BlockPeer {
  readonly kind: 'block';
  readonly path: Path;
  /** The CIDR as it was written. */
  readonly cidr: string;
  readonly range: AddressRange;
  /** Parts of the range that do not match. */
  readonly except: readonly AddressRange[];
}

/** One entry of a rule's `ports`. */
export interface PortRule {
  readonly path: Path;
  readonly protocol: Protocol;
  /** A number, a container port's name, or undefined for all ports of the protocol. */
  readonly port?: number | string;
  /** The last port, inclusive, where the entry is a range that starts at `port`. */
  readonly endPort?: number;
}
