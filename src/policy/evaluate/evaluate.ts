import { rangeContains } from '../../model/address.ts';
import {
  allConnections,
  type ConnectionSet,
  intersectConnections,
  noConnections,
  unionConnections,
} from '../../model/connection-set.ts';
import type { Pod } from '../../model/pod.ts';
import { isSamePod, type Party, type RangeParty } from '../endpoint.ts';
import type { Direction, Policy } from '../policy.ts';
import type { DataplaneSettings } from '../profile.ts';
import { isOnHostNetwork } from './matching.ts';
import {
  otherEnd,
  type PolicySource,
  type Question,
  type SideQuestion,
  subjectOf,
  type TieredPolicies,
} from './question.ts';
import { type Decision, decideNetworkPolicies, decideTier, type RulePart, remaining } from './tiers.ts';

/** The answer of one end's policies. */
export interface Side {
  /**
   * The NetworkPolicies that isolate the end in this direction, and have a word in it: without any, what no other policy
   * denies is allowed.
   */
  readonly isolatedBy: readonly Policy[];
  /** What single rules decide, in the order in which they are asked. */
  readonly parts: readonly RulePart[];
  readonly allowed: ConnectionSet;
  readonly exempt?: Exemption;
}

/** Why policies do not apply at all. */
export interface Exemption {
  readonly reason: string;
  /** Set where policies of other kinds than NetworkPolicy apply nevertheless. */
  readonly fromNetworkPoliciesOnly?: true;
}

const nobody: TieredPolicies = { admin: [], network: [], baseline: [] };

/** Asks the policies of one end: the admin tier, the NetworkPolicies, and where none isolates the pod the baseline. */
export function evaluateSide(
  source: PolicySource,
  question: Question,
  direction: Direction,
  settings: DataplaneSettings,
): Side {
  const side: SideQuestion = { source, question, direction, settings };
  const exempt = exemption(side);
  if (exempt !== undefined && !exempt.fromNetworkPoliciesOnly) {
    return { isolatedBy: [], parts: [], allowed: allConnections, exempt };
  }
  const subject = subjectOf(side);
  const policies = subject.kind === 'pod' ? source.applying(subject.pod, direction) : nobody;
  const asked = exempt === undefined ? policies : withoutNetwork(policies);
  const answer = evaluateTiers(side, asked);
  return exempt === undefined ? answer : { ...answer, exempt };
}

function evaluateTiers(side: SideQuestion, { admin, network, baseline }: TieredPolicies): Omit<Side, 'exempt'> {
  const first = decideTier(side, admin, allConnections);
  const left = unionConnections([first.pass, remaining(first, allConnections)]);
  const second = network.length > 0 ? decideNetworkPolicies(side, network, left) : decideBaseline(side, baseline, left);
  return {
    isolatedBy: network,
    parts: [...first.parts, ...second.parts],
    allowed: unionConnections([first.allow, second.allow]),
  };
}

/** An end that NetworkPolicies isolate is none of the baseline's, even where the dataplane exempts it from them. */
function withoutNetwork({ admin, network, baseline }: TieredPolicies): TieredPolicies {
  return { admin, network: [], baseline: network.length > 0 ? [] : baseline };
}

/** What the baseline does not deny is allowed. */
function decideBaseline(side: SideQuestion, baseline: readonly Policy[], asked: ConnectionSet): Decision {
  const decision = decideTier(side, baseline, asked);
  const allow = unionConnections([decision.allow, decision.pass, remaining(decision, asked)]);
  return { ...decision, allow: intersectConnections(allow, asked), pass: noConnections };
}

/** Traffic that no policy touches: semantics of "Pod isolation", and its holes as the dataplane settles them. */
function exemption(side: SideQuestion): Exemption | undefined {
  const { question, direction, settings } = side;
  const subject = subjectOf(side);
  const other = otherEnd(side);
  if (subject.kind !== 'pod') return { reason: 'it is no pod, and policies guard pods only' };
  if (isSamePod(subject, other)) {
    if (question.via === undefined && question.dialledNode === undefined) {
      return { reason: 'a pod always reaches itself' };
    }
    // Policies of the admin kinds do apply (network-policy-api, "API overview", issue 343).
    if (settings.hairpin === 'exempt') {
      return { reason: 'the dataplane lets a pod reach itself through a Service', fromNetworkPoliciesOnly: true };
    }
  }
  if (isOnHostNetwork(subject, settings)) {
    return { reason: 'policies do not select a pod of the host network', fromNetworkPoliciesOnly: true };
  }
  if (!isOnNodeOf(subject.pod, other, settings)) return undefined;
  if (direction === 'ingress') return { reason: 'the node on which a pod runs always reaches it' };
  // That admin kinds guard a pod's own node too is held by their conformance tests (network-policy-api, egress node peers).
  return settings.ownNode === 'exempt'
    ? { reason: 'the dataplane lets a pod reach its own node', fromNetworkPoliciesOnly: true }
    : undefined;
}

/** Whether the other end's traffic is that of the node on which a pod runs. */
function isOnNodeOf(pod: Pod, other: Party, settings: DataplaneSettings): boolean {
  if (other.kind === 'range') return isNodeOf(other, pod);
  return isOnHostNetwork(other, settings) && other.pod.node !== undefined && other.pod.node === pod.node;
}

/** By the Node object, or by the address that a pod gives for its host where there is none. */
export function isNodeOf({ node, range }: RangeParty, pod: Pod): boolean {
  if (node !== undefined) return node.name === pod.node;
  const { hostAddress } = pod;
  return hostAddress !== undefined && range.end - range.start === 1n && rangeContains(range, hostAddress);
}
