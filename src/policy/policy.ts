import type { AddressRange } from '../model/address.ts';
import type { Protocol } from '../model/connection-set.ts';
import type { Selector } from '../model/labels.ts';
import type { Metadata } from '../model/metadata.ts';
import type { Path } from '../model/source.ts';

/** Both directions, in the order in which answers are given. */
export const directions = ['ingress', 'egress'] as const;
/** Which way a policy looks from the pods it selects: at connections to them or from them. */
export type Direction = (typeof directions)[number];

/** The kinds of policy that the engine evaluates. */
export type PolicyKind = 'NetworkPolicy' | 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy' | 'ClusterNetworkPolicy';

/** The tiers in which policies are asked, the first that decides wins (network-policy-api, KEP 2091). */
export const tiers = ['admin', 'network', 'baseline'] as const;
/** When a policy is asked: before the NetworkPolicies, as one of them, or after them. */
export type Tier = (typeof tiers)[number];

/** A policy of any kind that is evaluated, in one form, with the defaults of the API server filled in. */
export interface Policy extends Metadata {
  readonly kind: PolicyKind;
  readonly tier: Tier;
  /** Within a tier the lower comes first; 0 for kinds that have none. */
  readonly priority: number;
  /** The pods that the policy is about. */
  readonly subject: PodSelection;
  /**
   * A NetworkPolicy: undefined does not isolate in this direction, empty isolates and allows nothing. The other kinds:
   * undefined where there is no rule. `egress` alike.
   */
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/** Pods by the labels of their namespaces and their own. */
export interface PodSelection {
  /** Which namespaces; undefined: the policy's own. */
  readonly namespaces?: Selector;
  /** Which pods of these namespaces; undefined: all of them. */
  readonly pods?: Selector;
}

/** What a rule does with the connections it matches; `pass` leaves them to the tiers after its own. */
export type Action = 'allow' | 'deny' | 'pass';

/** One entry of `ingress` or `egress`: it is for what matches both a peer and a port. */
export interface Rule {
  /** Where it stands in the object: `['spec', 'ingress', 0]`. */
  readonly path: Path;
  /** Always `allow` in a NetworkPolicy. */
  readonly action: Action;
  /** The name that the rule was given. */
  readonly name?: string;
  /** Undefined: everybody, in and outside of the cluster. */
  readonly peers?: readonly Peer[];
  /** Undefined: every port of every protocol. */
  readonly ports?: readonly PortRule[];
}

/** One entry of a rule's `from` or `to`. */
export type Peer = PodPeer | BlockPeer | NodePeer | DomainPeer;

/**
 * A peer that selects pods by labels. A missing selector is not an empty one (networking.k8s.io/v1 NetworkPolicyPeer).
 */
export interface PodPeer extends PodSelection {
  readonly kind: 'pods';
  readonly path: Path;
}

/** A peer that names addresses: an `ipBlock`, or one entry of `networks`. */
export interface BlockPeer {
  readonly kind: 'block';
  readonly path: Path;
  /** The CIDR as it was written. */
  readonly cidr: string;
  readonly range: AddressRange;
  /** Parts of the range that do not match; `networks` have none. */
  readonly except: readonly AddressRange[];
}

/** A peer that selects nodes by labels, egress only: their addresses, and so their hostNetwork pods (KEP 2091). */
export interface NodePeer {
  readonly kind: 'nodes';
  readonly path: Path;
  readonly nodes: Selector;
}

/** A peer that names a domain, egress and `allow` only (network-policy-api NPEP-133). */
export interface DomainPeer {
  readonly kind: 'domain';
  readonly path: Path;
  /** `example.com`, or `*.example.com` for every name below it but not itself; without a trailing dot, lower case. */
  readonly pattern: string;
}

/** One entry of a rule's `ports` or `protocols`. */
export interface PortRule {
  readonly path: Path;
  /** Undefined for a named port that the admin kinds look up in whatever protocol the container gives it. */
  readonly protocol?: Protocol;
  /** A number, a container port's name, or undefined for all ports of the protocol. */
  readonly port?: number | string;
  /** The last port, inclusive, where the entry is a range that starts at `port`. */
  readonly endPort?: number;
}
