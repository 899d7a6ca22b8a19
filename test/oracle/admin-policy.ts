import { addressesOfNode, type Connection, hasParty, type Party } from './connection.ts';
import type {
  AdminPeer,
  AdminPolicyObject,
  AdminPort,
  AdminRule,
  ClusterObjects,
  ClusterPort,
  ClusterProtocol,
  PodsText,
  Protocol,
} from './objects.ts';
import { namesPort } from './ports.ts';
import type { Reading } from './reading.ts';
import { selects, selectsNamespaceOf, selectsPod } from './selectors.ts';

// AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy, as slow and plain as they can be said. The
// numbers are the points of the checklist of semantics.

export type Tier = 'admin' | 'baseline';

/** What a tier may decide; `none` where nothing matches. */
export type Decision = 'allow' | 'deny' | 'pass' | 'none';

/** The addresses of names, as far as DNS is known; undefined where it is not. */
export type DnsRecords = ReadonlyMap<string, readonly string[]> | undefined;

/** All decisions that are possible, more than one where the specification or the lack of DNS leaves them open. */
export function decisionsOf(
  cluster: ClusterObjects,
  tier: Tier,
  connection: Connection,
  direction: 'ingress' | 'egress',
  reading: Reading,
  dns: DnsRecords,
): ReadonlySet<Decision> {
  const policies = cluster.adminPolicies.filter((policy) => tierOf(policy) === tier);
  if (new Set(policies.map(generationOf)).size > 1) throw new Error('no specification orders the two APIs');
  const priorities = [...new Set(policies.map(priorityOf))].sort((a, b) => a - b);
  const decisions = new Set<Decision>();
  // 40
  for (const priority of priorities) {
    const equals = policies.filter((policy) => priorityOf(policy) === priority);
    const each = equals.map((policy) => decisionsOfPolicy(cluster, policy, connection, direction, reading, dns));
    // 40: any of several policies that match at one priority may be the one that decides.
    for (const decision of each.flatMap((possible) => [...possible])) {
      if (decision !== 'none') decisions.add(decision);
    }
    if (!each.every((possible) => possible.has('none'))) return decisions;
  }
  // 39
  return decisions.add('none');
}

/** 40: the first rule that matches; one that may match leaves the rules after it possible. */
function decisionsOfPolicy(
  cluster: ClusterObjects,
  policy: AdminPolicyObject,
  connection: Connection,
  direction: 'ingress' | 'egress',
  reading: Reading,
  dns: DnsRecords,
): ReadonlySet<Decision> {
  const decisions = new Set<Decision>();
  const [subject, other] =
    direction === 'ingress' ? [connection.to, connection.from] : [connection.from, connection.to];
  // 42
  if (!selectsParty(cluster, policy.spec.subject, subject)) return decisions.add('none');
  for (const rule of policy.spec[direction] ?? []) {
    if (!portsMatch(rule, connection)) continue;
    const peers = (direction === 'ingress' ? rule.from : rule.to) ?? [];
    const matches = peers.map((peer) => peerMatches(cluster, peer, connection, other, reading, dns));
    if (matches.includes('yes')) return decisions.add(decisionOf(rule));
    if (matches.includes('unknown')) decisions.add(decisionOf(rule));
  }
  return decisions.add('none');
}

/** 48 */
function tierOf({ kind, spec }: AdminPolicyObject): Tier {
  if (kind === 'ClusterNetworkPolicy') return spec.tier === 'Admin' ? 'admin' : 'baseline';
  return kind === 'AdminNetworkPolicy' ? 'admin' : 'baseline';
}

function generationOf({ kind }: AdminPolicyObject): 'v1alpha1' | 'v1alpha2' {
  return kind === 'ClusterNetworkPolicy' ? 'v1alpha2' : 'v1alpha1';
}

/** 46: there is only one BaselineAdminNetworkPolicy, and so it has no priority. */
function priorityOf({ spec }: AdminPolicyObject): number {
  return spec.priority ?? 0;
}

/** 41, 48 */
function decisionOf({ action }: AdminRule): Decision {
  if (action === 'Deny') return 'deny';
  return action === 'Pass' ? 'pass' : 'allow';
}

/** 32, 42, 43: pods of the host network are neither subjects nor peers by selectors. */
function selectsParty(cluster: ClusterObjects, { namespaces, pods }: PodsText, party: Party): boolean {
  if (party.kind !== 'pod' || party.pod.spec.hostNetwork === true) return false;
  if (namespaces != null) return selectsNamespaceOf(namespaces, party.pod, cluster);
  if (pods == null) throw new Error('neither namespaces nor pods');
  return (
    selectsNamespaceOf(pods.namespaceSelector ?? {}, party.pod, cluster) &&
    selectsPod(pods.podSelector ?? {}, party.pod)
  );
}

type Match = 'yes' | 'no' | 'unknown';

/** 43: a peer without any field of these is invalid. */
function peerMatches(
  cluster: ClusterObjects,
  peer: AdminPeer,
  connection: Connection,
  other: Party,
  reading: Reading,
  dns: DnsRecords,
): Match {
  const { nodes, networks, domainNames } = peer;
  const { address } = other;
  if (nodes != null) {
    // 45
    const selected = cluster.nodes.filter(({ metadata }) => selects(nodes, metadata.labels));
    return address !== undefined && selected.flatMap(addressesOfNode).includes(address) ? 'yes' : 'no';
  }
  // 45
  if (networks != null) {
    return networks.some((cidr) => hasParty({ cidr }, other, connection, reading)) ? 'yes' : 'no';
  }
  if (domainNames != null) {
    // 52
    if (address === undefined) return 'no';
    // Of pods and nodes it is assumed that no rule names them.
    if (dns === undefined) return other.kind === 'pod' || isOfNode(cluster, address) ? 'no' : 'unknown';
    const named = [...dns].filter(([name]) => domainNames.some((pattern) => isOfDomain(name, pattern)));
    return named.some(([, addresses]) => addresses.includes(address)) ? 'yes' : 'no';
  }
  return selectsParty(cluster, peer, other) ? 'yes' : 'no';
}

function isOfNode(cluster: ClusterObjects, address: string): boolean {
  return cluster.nodes.flatMap(addressesOfNode).includes(address);
}

/** 52: `*.` stands for one label or more. */
function isOfDomain(name: string, pattern: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/\.$/, '');
  const wanted = plain(pattern);
  return wanted.startsWith('*.') ? plain(name).endsWith(wanted.slice(1)) : plain(name) === wanted;
}

/** 44, 49: without ports or protocols a rule is for everything. */
function portsMatch({ ports, protocols }: AdminRule, connection: Connection): boolean {
  if (ports != null) return ports.some((port) => adminPortMatches(port, connection));
  if (protocols != null) return protocols.some((protocol) => clusterProtocolMatches(protocol, connection));
  return true;
}

/** 44: a name is looked up in whatever protocol the container gives it. */
function adminPortMatches({ portNumber, portRange, namedPort }: AdminPort, connection: Connection): boolean {
  const { protocol, port } = connection;
  if (portNumber !== undefined) return protocolOf(portNumber) === protocol && portNumber.port === port;
  if (portRange !== undefined) {
    return protocolOf(portRange) === protocol && portRange.start <= port && port <= portRange.end;
  }
  return namedPort !== undefined && namesPort(namedPort, connection);
}

/** 44: without a protocol, or with an empty one, it is TCP. */
function protocolOf({ protocol }: { readonly protocol?: Protocol | '' }): Protocol {
  return protocol === undefined || protocol === '' ? 'TCP' : protocol;
}

/** 49 */
function clusterProtocolMatches(item: ClusterProtocol, connection: Connection): boolean {
  if (item.destinationNamedPort !== undefined) return namesPort(item.destinationNamedPort, connection);
  const byProtocol: Readonly<Record<Protocol, ClusterPort | undefined>> = {
    TCP: item.tcp,
    UDP: item.udp,
    SCTP: item.sctp,
  };
  const own = byProtocol[connection.protocol];
  if (own === undefined) return false;
  if (own.destinationPort === undefined) return true;
  const { number, range } = own.destinationPort;
  if (range !== undefined) return range.start <= connection.port && connection.port <= range.end;
  return number === connection.port;
}
