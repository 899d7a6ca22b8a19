import type { AddressRange } from '../../model/address.ts';
import type { Protocol } from '../../model/connection-set.ts';
import type { Selector } from '../../model/labels.ts';
import type { Metadata } from '../../model/metadata.ts';
import type { Path } from '../../model/source.ts';

export const directions = ['ingress', 'egress'] as const;
export type Direction = (typeof directions)[number];

/** networking.k8s.io/v1 NetworkPolicy, with the defaults of the API server filled in. */
export interface NetworkPolicy extends Metadata {
  readonly kind: 'NetworkPolicy';
  readonly subject: Selector;
  /** Undefined: does not isolate in this direction. Empty: isolates and allows nothing. */
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

export interface Rule {
  /** From the object: `['spec', 'ingress', 0]`. */
  readonly path: Path;
  /** Undefined: everybody, in and outside of the cluster. */
  readonly peers?: readonly Peer[];
  /** Undefined: every port of every protocol. */
  readonly ports?: readonly PortRule[];
}

export type Peer = PodPeer | BlockPeer;

/** Pods by label. A selector that is missing is not an empty one: see semantics of `NetworkPolicyPeer`. */
export interface PodPeer {
  readonly kind: 'pods';
  readonly path: Path;
  /** Undefined: the policy's own namespace. */
  readonly namespaces?: Selector;
  /** Undefined: all pods of these namespaces. */
  readonly pods?: Selector;
}

export interface BlockPeer {
  readonly kind: 'block';
  readonly path: Path;
  /** As it was written. */
  readonly cidr: string;
  readonly range: AddressRange;
  readonly except: readonly AddressRange[];
}

export interface PortRule {
  readonly path: Path;
  readonly protocol: Protocol;
  /** A number, a container port's name, or undefined for all ports of the protocol. */
  readonly port?: number | string;
  /** Inclusive. */
  readonly endPort?: number;
}
