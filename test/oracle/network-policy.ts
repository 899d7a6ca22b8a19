import { type Connection, hasParty, isOwnNode, type Party } from './connection.ts';
import type {
  ClusterObjects,
  Maybe,
  NetworkPolicyObject,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  PodObject,
} from './objects.ts';
import { namesPort } from './ports.ts';
import type { Reading } from './reading.ts';
import { selectsNamespaceOf, selectsPod } from './selectors.ts';

// NetworkPolicy v1, as slow and plain as it can be said. The numbers are the points of the checklist of semantics.

/** What the NetworkPolicies say in one direction; undefined where none of them isolates the pod. */
export function networkPoliciesLet(
  cluster: ClusterObjects,
  connection: Connection,
  direction: 'ingress' | 'egress',
  reading: Reading,
): boolean | undefined {
  const { from, to } = connection;
  const [subject, other] = direction === 'ingress' ? [to, from] : [from, to];
  // 35
  if (subject.kind !== 'pod') return undefined;
  // 32
  if (isLikeNode(subject, reading)) return undefined;
  // 2
  const isolating = cluster.networkPolicies.filter(
    (policy) => isolates(policy, direction) && selectsSubject(policy, subject.pod),
  );
  if (isolating.length === 0) return undefined;
  // 31
  if (isTrafficOfOwnNode(cluster, subject.pod, other, reading)) {
    if (direction === 'ingress' || reading.ownNode === 'exempt') return true;
  }
  // 4
  return isolating.some((policy) =>
    (policy.spec[direction] ?? []).some((rule) => {
      const peers = direction === 'ingress' ? rule.from : rule.to;
      return (
        peersMatch(cluster, policy, peers, connection, other, reading) && portsMatch(rule.ports, connection, reading)
      );
    }),
  );
}

/** 3 */
function isolates({ spec: { policyTypes, egress } }: NetworkPolicyObject, direction: 'ingress' | 'egress'): boolean {
  const types = policyTypes ?? [];
  if (direction === 'ingress') return types.length === 0 || types.includes('Ingress');
  return types.length === 0 ? (egress ?? []).length > 0 : types.includes('Egress');
}

/** 1, 34 */
function selectsSubject({ metadata, spec }: NetworkPolicyObject, pod: PodObject): boolean {
  return metadata.namespace === pod.metadata.namespace && selectsPod(spec.podSelector ?? {}, pod);
}

/** 32: whether a pod of the host network is one for NetworkPolicies is up to the dataplane. */
function isLikeNode(party: Party, reading: Reading): boolean {
  return party.kind === 'pod' && party.pod.spec.hostNetwork === true && reading.hostNetworkPods === 'node';
}

function isTrafficOfOwnNode(cluster: ClusterObjects, pod: PodObject, other: Party, reading: Reading): boolean {
  if (other.kind === 'address') return isOwnNode(other.address, pod, cluster);
  return isLikeNode(other, reading) && pod.spec.nodeName !== undefined && pod.spec.nodeName === other.pod.spec.nodeName;
}

/** 5, 6 */
function peersMatch(
  cluster: ClusterObjects,
  policy: NetworkPolicyObject,
  peers: Maybe<readonly NetworkPolicyPeer[]>,
  connection: Connection,
  other: Party,
  reading: Reading,
): boolean {
  if (peers == null || peers.length === 0) return true;
  return peers.some((peer) => peerMatches(cluster, policy, peer, connection, other, reading));
}

function peerMatches(
  cluster: ClusterObjects,
  policy: NetworkPolicyObject,
  { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
  connection: Connection,
  other: Party,
  reading: Reading,
): boolean {
  if (ipBlock != null) {
    // 13, 24, 26, 27
    return hasParty(ipBlock, other, connection, reading);
  }
  // 6, 10, 32
  if (other.kind !== 'pod' || isLikeNode(other, reading)) return false;
  // 7, 8
  const isInNamespace =
    namespaceSelector == null
      ? other.pod.metadata.namespace === policy.metadata.namespace
      : selectsNamespaceOf(namespaceSelector, other.pod, cluster);
  return isInNamespace && (podSelector == null || selectsPod(podSelector, other.pod));
}

/** 15 */
function portsMatch(ports: Maybe<readonly NetworkPolicyPort[]>, connection: Connection, reading: Reading): boolean {
  return ports == null || ports.length === 0 || ports.some((item) => portMatches(item, connection, reading));
}

function portMatches(item: NetworkPolicyPort, connection: Connection, reading: Reading): boolean {
  const { port, endPort } = item;
  // 15, 20
  if ((item.protocol ?? 'TCP') !== connection.protocol) return false;
  // 16
  if (port == null) return true;
  // 17, 19
  if (typeof port === 'number') return connection.port >= port && connection.port <= (endPort ?? port);
  // 18
  return !isLikeNode(connection.to, reading) && namesPort(port, connection);
}
