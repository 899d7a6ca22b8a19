import type { JsonObject } from '../../src/model/index.ts';

// The manifests as the API documents have them, as far as they decide about a connection. Nothing is decoded: null, missing
// and empty are told apart where they are read.

export type Protocol = 'TCP' | 'UDP' | 'SCTP';
export type Maybe<T> = T | null | undefined;
export type Labels = Readonly<Record<string, string>>;

export interface SelectorText {
  readonly matchLabels?: Maybe<Labels>;
  readonly matchExpressions?: Maybe<
    readonly { readonly key: string; readonly operator: string; readonly values?: Maybe<readonly string[]> }[]
  >;
}

export interface NamespaceObject {
  readonly kind: 'Namespace';
  readonly metadata: { readonly name: string; readonly labels?: Maybe<Labels> };
}

export interface NodeObject {
  readonly kind: 'Node';
  readonly metadata: { readonly name: string; readonly labels?: Maybe<Labels> };
  readonly status?: Maybe<{
    readonly addresses?: Maybe<readonly { readonly type: string; readonly address: string }[]>;
  }>;
}

export interface ContainerText {
  readonly name: string;
  readonly restartPolicy?: Maybe<string>;
  readonly ports?: Maybe<
    readonly { readonly name?: string; readonly containerPort: number; readonly protocol?: Maybe<Protocol> }[]
  >;
}

export interface PodObject {
  readonly kind: 'Pod';
  readonly metadata: { readonly namespace: string; readonly name: string; readonly labels?: Maybe<Labels> };
  readonly spec: {
    readonly containers: readonly ContainerText[];
    readonly initContainers?: Maybe<readonly ContainerText[]>;
    readonly hostNetwork?: boolean;
    readonly nodeName?: string;
  };
  readonly status?: Maybe<{
    readonly phase?: string;
    readonly podIPs?: Maybe<readonly { readonly ip: string }[]>;
    readonly hostIP?: string;
  }>;
}

export interface NetworkPolicyObject {
  readonly kind: 'NetworkPolicy';
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly spec: {
    readonly podSelector?: Maybe<SelectorText>;
    readonly policyTypes?: Maybe<readonly ('Ingress' | 'Egress')[]>;
    readonly ingress?: Maybe<readonly NetworkPolicyRule[]>;
    readonly egress?: Maybe<readonly NetworkPolicyRule[]>;
  };
}

export interface NetworkPolicyRule {
  readonly from?: Maybe<readonly NetworkPolicyPeer[]>;
  readonly to?: Maybe<readonly NetworkPolicyPeer[]>;
  readonly ports?: Maybe<readonly NetworkPolicyPort[]>;
}

export interface NetworkPolicyPeer {
  readonly podSelector?: Maybe<SelectorText>;
  readonly namespaceSelector?: Maybe<SelectorText>;
  readonly ipBlock?: Maybe<{ readonly cidr: string; readonly except?: Maybe<readonly string[]> }>;
}

export interface NetworkPolicyPort {
  readonly protocol?: Maybe<Protocol>;
  readonly port?: Maybe<number | string>;
  readonly endPort?: Maybe<number>;
}

/** AdminNetworkPolicy and BaselineAdminNetworkPolicy of v1alpha1, ClusterNetworkPolicy of v1alpha2. */
export interface AdminPolicyObject {
  readonly kind: 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy' | 'ClusterNetworkPolicy';
  readonly metadata: { readonly name: string };
  readonly spec: {
    /** ClusterNetworkPolicy alone. */
    readonly tier?: 'Admin' | 'Baseline';
    /** All but BaselineAdminNetworkPolicy. */
    readonly priority?: number;
    readonly subject: PodsText;
    readonly ingress?: Maybe<readonly AdminRule[]>;
    readonly egress?: Maybe<readonly AdminRule[]>;
  };
}

/** Exactly one of the two. */
export interface PodsText {
  readonly namespaces?: Maybe<SelectorText>;
  readonly pods?: Maybe<{
    readonly namespaceSelector?: Maybe<SelectorText>;
    readonly podSelector?: Maybe<SelectorText>;
  }>;
}

export interface AdminRule {
  /** `Allow` in v1alpha1, `Accept` in v1alpha2. */
  readonly action: 'Allow' | 'Accept' | 'Deny' | 'Pass';
  readonly name?: string;
  readonly from?: readonly AdminPeer[];
  readonly to?: readonly AdminPeer[];
  /** v1alpha1. */
  readonly ports?: Maybe<readonly AdminPort[]>;
  /** v1alpha2. */
  readonly protocols?: Maybe<readonly ClusterProtocol[]>;
}

/** Exactly one field; the last three for egress only, `domainNames` in v1alpha2 only. */
export interface AdminPeer extends PodsText {
  readonly nodes?: Maybe<SelectorText>;
  readonly networks?: Maybe<readonly string[]>;
  readonly domainNames?: Maybe<readonly string[]>;
}

/** Exactly one field. */
export interface AdminPort {
  readonly portNumber?: { readonly protocol?: Protocol | ''; readonly port: number };
  readonly portRange?: { readonly protocol?: Protocol | ''; readonly start: number; readonly end: number };
  readonly namedPort?: string;
}

/** Exactly one field. */
export interface ClusterProtocol {
  readonly tcp?: ClusterPort;
  readonly udp?: ClusterPort;
  readonly sctp?: ClusterPort;
  readonly destinationNamedPort?: string;
}

export interface ClusterPort {
  readonly destinationPort?: {
    readonly number?: number;
    readonly range?: { readonly start: number; readonly end: number };
  };
}

/** The objects of a cluster that decide about connections. */
export interface ClusterObjects {
  readonly namespaces: readonly NamespaceObject[];
  readonly nodes: readonly NodeObject[];
  readonly pods: readonly PodObject[];
  readonly networkPolicies: readonly NetworkPolicyObject[];
  readonly adminPolicies: readonly AdminPolicyObject[];
}

/** Sorts raw objects by their kind; an object of a kind that has no part is an error. */
export function clusterOf(values: readonly JsonObject[]): ClusterObjects {
  const ofKind = <T>(...kinds: readonly string[]) =>
    values.filter((value) => kinds.includes(value['kind'] as string)) as unknown as readonly T[];
  const cluster = {
    namespaces: ofKind<NamespaceObject>('Namespace'),
    nodes: ofKind<NodeObject>('Node'),
    pods: ofKind<PodObject>('Pod'),
    networkPolicies: ofKind<NetworkPolicyObject>('NetworkPolicy'),
    adminPolicies: ofKind<AdminPolicyObject>(
      'AdminNetworkPolicy',
      'BaselineAdminNetworkPolicy',
      'ClusterNetworkPolicy',
    ),
  };
  const taken: readonly unknown[] = Object.values(cluster).flat();
  const left = values.find((value) => !taken.includes(value));
  if (left !== undefined) throw new Error(`a ${JSON.stringify(left['kind'])} has no part in the oracle`);
  return cluster;
}
