import type { Address, Family } from '../../model/address.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { Protocol } from '../../model/connection-set.ts';
import type { Pod } from '../../model/pod.ts';
import type { DomainNames } from '../domain-names.ts';
import { type Endpoint, type NodePortPath, type Party, partyOf, type ServicePath } from '../endpoint.ts';
import type { Direction, Policy } from '../policy.ts';
import type { DataplaneSettings } from '../profile.ts';

/** A connection over one address family: who connects to whom, and the Service that the client dials, if any. */
export interface Question {
  readonly from: Party;
  readonly to: Party;
  readonly via?: DialledService;
  readonly dialledNode?: DialledNode;
}

/** The Service that a client dials, with its addresses of one family; it translates its port to `serverPort`. */
export interface DialledService extends ServicePath {
  readonly protocol: Protocol;
  readonly serverPort: number;
}

/** The node of which a client dials a port; the Service behind that translates it to `serverPort`. */
export interface DialledNode extends NodePortPath {
  readonly protocol: Protocol;
  readonly serverPort: number;
}

/** The policies of each tier that select a pod in one direction, in the order in which they are asked. */
export interface TieredPolicies {
  readonly admin: readonly Policy[];
  readonly network: readonly Policy[];
  readonly baseline: readonly Policy[];
}

/** The policies of all tiers, in the order in which they are asked. */
export function inOrder({ admin, network, baseline }: TieredPolicies): readonly Policy[] {
  return [...admin, ...network, ...baseline];
}

/** What the evaluation of a question needs to know of the engine. */
export interface PolicySource {
  readonly cluster: Cluster;
  /** The addresses that domain names are taken to have. */
  readonly domainNames: DomainNames;
  /** Whether two policies of the admin or the baseline tier have one priority. */
  readonly hasEqualPriorities: boolean;
  /** Whether a rule names a domain. */
  readonly hasDomainNames: boolean;
  /** Whether a rule names all addresses of a family. */
  readonly hasWholeBlocks: boolean;
  /** The policies that select a pod and have a word in a direction. */
  applying(pod: Pod, direction: Direction): TieredPolicies;
}

/** All that the rules at one end of a connection are matched with. */
export interface SideQuestion {
  readonly source: PolicySource;
  readonly question: Question;
  readonly direction: Direction;
  readonly settings: DataplaneSettings;
}

/** A connection of two endpoints, seen through one address family. */
export function questionOf(
  connection: {
    readonly from: Endpoint;
    readonly to: Endpoint;
    readonly protocol: Protocol;
    /** The server's own. */
    readonly port: number;
    readonly via?: ServicePath;
    readonly nodePort?: NodePortPath;
  },
  family: Family | undefined,
): Question {
  const { from, to, protocol, port, via, nodePort } = connection;
  const isOfFamily = (address: Address) => family === undefined || address.family === family;
  const dialled = via && { ...via, addresses: via.addresses.filter(isOfFamily), protocol, serverPort: port };
  return {
    from: partyOf(from, family),
    to: partyOf(to, family),
    ...(dialled !== undefined && { via: dialled }),
    ...(nodePort !== undefined && { dialledNode: { ...nodePort, protocol, serverPort: port } }),
  };
}

/** The end whose policies are asked. */
export function subjectOf({ question, direction }: SideQuestion): Party {
  return direction === 'ingress' ? question.to : question.from;
}

/** The end that the peers of a rule are about, as it is seen there. */
export function otherEnd(side: SideQuestion): Party {
  const { question, direction } = side;
  if (direction === 'ingress') return question.from;
  return nodeInPlace(side)?.endpoint ?? question.to;
}

/**
 * The node that egress rules see in place of the server behind its port. A node translates its own ports alone (kube-proxy,
 * KUBE-NODEPORTS for `--dst-type LOCAL`), so that those of other nodes leave the client's as they were dialled (calico
 * #9869), unless its dataplane knows the ports of all nodes (cilium `sock4_wildcard_lookup`).
 */
export function nodeInPlace({ question, direction, settings }: SideQuestion): DialledNode | undefined {
  const { dialledNode, from } = question;
  if (direction !== 'egress' || dialledNode === undefined || from.kind !== 'pod') return undefined;
  const isSeen = isOwnNodePort(question)
    ? settings.serviceTranslation === 'after policy'
    : settings.nodePortTranslation === 'at the node';
  return isSeen ? dialledNode : undefined;
}

/** Whether a pod dials a port of the node on which it runs. */
export function isOwnNodePort({ from, dialledNode }: Question): boolean {
  return from.kind === 'pod' && from.pod.node !== undefined && from.pod.node === dialledNode?.endpoint.node?.name;
}
