import { Address4, Address6 } from 'ip-address';

// The checklist of NetworkPolicy semantics once more, as slow and plain as it can be said: it decides one connection of one
// address family between two pods. The numbers are the points of the checklist. It shares no code with the engine.

export type Protocol = 'TCP' | 'UDP' | 'SCTP';
export type Family = 4 | 6;
type Labels = Readonly<Record<string, string>>;

export interface NamespaceRecord {
  readonly name: string;
  /** Null where there is no manifest of it. */
  readonly labels: Labels | null;
}

export interface PodRecord {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly ip4: string | null;
  readonly ip6: string | null;
  readonly ports: readonly { readonly name: string; readonly containerPort: number; readonly protocol: Protocol }[];
}

type Maybe<T> = T | null | undefined;

export interface SelectorRecord {
  readonly matchLabels?: Maybe<Labels>;
  readonly matchExpressions?: Maybe<
    readonly { readonly key: string; readonly operator: string; readonly values?: Maybe<readonly string[]> }[]
  >;
}

export interface PortRecord {
  readonly protocol?: Maybe<Protocol>;
  readonly port?: Maybe<number | string>;
  readonly endPort?: Maybe<number>;
}

export interface PeerRecord {
  readonly podSelector?: Maybe<SelectorRecord>;
  readonly namespaceSelector?: Maybe<SelectorRecord>;
  readonly ipBlock?: Maybe<{ readonly cidr: string; readonly except?: Maybe<readonly string[]> }>;
}

export interface IngressRecord {
  readonly from?: Maybe<readonly PeerRecord[]>;
  readonly ports?: Maybe<readonly PortRecord[]>;
}

export interface EgressRecord {
  readonly to?: Maybe<readonly PeerRecord[]>;
  readonly ports?: Maybe<readonly PortRecord[]>;
}

export interface PolicyRecord {
  readonly namespace: string;
  readonly spec: {
    readonly podSelector?: Maybe<SelectorRecord>;
    readonly policyTypes?: Maybe<readonly ('Ingress' | 'Egress')[]>;
    readonly ingress?: Maybe<readonly IngressRecord[]>;
    readonly egress?: Maybe<readonly EgressRecord[]>;
  };
}

export interface ClusterRecord {
  readonly namespaces: readonly NamespaceRecord[];
  readonly pods: readonly PodRecord[];
  readonly policies: readonly PolicyRecord[];
}

export interface Attempt {
  readonly from: PodRecord;
  readonly to: PodRecord;
  /** Null where neither pod has an address. */
  readonly family: Family | null;
  readonly protocol: Protocol;
  readonly port: number;
}

/** 27: each family that both pods have is a path; a pod without an address goes along with any. */
export function pathsOf(from: PodRecord, to: PodRecord): readonly (Family | null)[] {
  const families = (pod: PodRecord) => ([4, 6] as const).filter((family) => addressOf(pod, family) !== null);
  const [a, b] = [families(from), families(to)];
  if (a.length === 0) return b.length === 0 ? [null] : b;
  if (b.length === 0) return a;
  const common = a.filter((family) => b.includes(family));
  return common.length === 0 ? [null] : common;
}

export function ingressAllows(cluster: ClusterRecord, attempt: Attempt): boolean {
  const { from, to } = attempt;
  // 29
  if (isSame(from, to)) return true;
  const isolating = cluster.policies.filter((policy) => isolatesIngress(policy) && selectsSubject(policy, to));
  // 2
  if (isolating.length === 0) return true;
  // 4
  return isolating.some((policy) =>
    (policy.spec.ingress ?? []).some(
      (rule) => peersMatch(cluster, policy, rule.from, from, attempt.family) && portsMatch(rule.ports, attempt),
    ),
  );
}

export function egressAllows(cluster: ClusterRecord, attempt: Attempt): boolean {
  const { from, to } = attempt;
  if (isSame(from, to)) return true;
  const isolating = cluster.policies.filter((policy) => isolatesEgress(policy) && selectsSubject(policy, from));
  if (isolating.length === 0) return true;
  return isolating.some((policy) =>
    (policy.spec.egress ?? []).some(
      (rule) => peersMatch(cluster, policy, rule.to, to, attempt.family) && portsMatch(rule.ports, attempt),
    ),
  );
}

function isSame(a: PodRecord, b: PodRecord): boolean {
  return a.namespace === b.namespace && a.name === b.name;
}

/** 3 */
function isolatesIngress({ spec: { policyTypes } }: PolicyRecord): boolean {
  return (policyTypes ?? []).length === 0 || (policyTypes ?? []).includes('Ingress');
}

/** 3 */
function isolatesEgress({ spec: { policyTypes, egress } }: PolicyRecord): boolean {
  return (policyTypes ?? []).length === 0 ? (egress ?? []).length > 0 : (policyTypes ?? []).includes('Egress');
}

/** 1, 34 */
function selectsSubject({ namespace, spec }: PolicyRecord, pod: PodRecord): boolean {
  return namespace === pod.namespace && selects(spec.podSelector ?? {}, pod.labels);
}

/** 6 */
function peersMatch(
  cluster: ClusterRecord,
  policy: PolicyRecord,
  peers: Maybe<readonly PeerRecord[]>,
  pod: PodRecord,
  family: Family | null,
): boolean {
  if (peers == null || peers.length === 0) return true;
  return peers.some((peer) => peerMatches(cluster, policy, peer, pod, family));
}

function peerMatches(
  cluster: ClusterRecord,
  policy: PolicyRecord,
  { podSelector, namespaceSelector, ipBlock }: PeerRecord,
  pod: PodRecord,
  family: Family | null,
): boolean {
  if (ipBlock != null) {
    // 13, 24, 26, 27
    const address = family === null ? null : addressOf(pod, family);
    if (address === null) return false;
    return isIn(address, ipBlock.cidr) && !(ipBlock.except ?? []).some((hole) => isIn(address, hole));
  }
  // 7, 8
  const isInNamespace =
    namespaceSelector == null
      ? pod.namespace === policy.namespace
      : selects(namespaceSelector, namespaceLabels(cluster, pod.namespace));
  return isInNamespace && (podSelector == null || selects(podSelector, pod.labels));
}

/** 11, 12 */
function namespaceLabels(cluster: ClusterRecord, name: string): Labels {
  const labels = cluster.namespaces.find((namespace) => namespace.name === name)?.labels;
  return { ...labels, 'kubernetes.io/metadata.name': name };
}

/** 9 */
function selects({ matchLabels, matchExpressions }: SelectorRecord, labels: Labels): boolean {
  const labelOf = (key: string) => (Object.hasOwn(labels, key) ? labels[key] : undefined);
  const areEqual = Object.entries(matchLabels ?? {}).every(([key, value]) => labelOf(key) === value);
  const doMatch = (matchExpressions ?? []).every(({ key, operator, values }) => {
    const value = labelOf(key);
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    const isListed = value !== undefined && (values ?? []).includes(value);
    return operator === 'In' ? isListed : !isListed;
  });
  return areEqual && doMatch;
}

/** 15 */
function portsMatch(ports: Maybe<readonly PortRecord[]>, attempt: Attempt): boolean {
  return ports == null || ports.length === 0 || ports.some((item) => portMatches(item, attempt));
}

function portMatches({ protocol, port, endPort }: PortRecord, attempt: Attempt): boolean {
  // 20
  if ((protocol ?? 'TCP') !== attempt.protocol) return false;
  // 16
  if (port == null) return true;
  // 17, 19
  if (typeof port === 'number') return attempt.port >= port && attempt.port <= (endPort ?? port);
  // 18
  return attempt.to.ports.some(
    (declared) =>
      declared.name === port && declared.protocol === attempt.protocol && declared.containerPort === attempt.port,
  );
}

function addressOf(pod: PodRecord, family: Family): string | null {
  return family === 4 ? pod.ip4 : pod.ip6;
}

function isIn(address: string, block: string): boolean {
  if (address.includes(':') !== block.includes(':')) return false;
  return address.includes(':')
    ? new Address6(address).isInSubnet(new Address6(block))
    : new Address4(address).isInSubnet(new Address4(block));
}
