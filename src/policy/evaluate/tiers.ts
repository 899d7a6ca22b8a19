import {
  type ConnectionSet,
  intersectConnections,
  isEmptyConnections,
  noConnections,
  subtractConnections,
  unionConnections,
} from '../../model/connection-set.ts';
import type { Action, Peer, Policy, Rule } from '../policy.ts';
import { letThrough, matchesPeer } from './matching.ts';
import { peersThatMayTake } from './peer-index.ts';
import { otherEnd, type SideQuestion } from './question.ts';

/** What one rule decides, by one of its peers that matches. */
export interface RulePart {
  readonly policy: Policy;
  readonly rule: Rule;
  /** The peer that matches; undefined for a rule without peers, which is for everybody. */
  readonly peer?: Peer;
  /** What the rule allows, denies or passes on, of that which no policy before it has decided. */
  readonly decides: ConnectionSet;
}

/** How one tier, or one policy of it, divides connections. What is in none of the sets is left as it was. */
export interface Decision {
  readonly allow: ConnectionSet;
  readonly deny: ConnectionSet;
  /** Decided to be no matter of this tier. */
  readonly pass: ConnectionSet;
  readonly parts: readonly RulePart[];
}

const undecided: Decision = { allow: noConnections, deny: noConnections, pass: noConnections, parts: [] };

/**
 * Asks the policies of the admin or the baseline tier: by priority, the lowest first, and within a policy its rules in
 * their order; the first that matches decides (network-policy-api, `priority` and `ingress`).
 */
export function decideTier(side: SideQuestion, policies: readonly Policy[], asked: ConnectionSet): Decision {
  let decision = undecided;
  for (const tied of groupByPriority(policies)) {
    const open = remaining(decision, asked);
    if (isEmptyConnections(open)) break;
    const decisions = tied.map((policy) => decidePolicy(side, policy, open));
    decision = merge([decision, settleTie(decisions, side.settings.equalPriorities)]);
  }
  return decision;
}

/** Asks the NetworkPolicies, of which each can only add to what is allowed: their order does not matter. */
export function decideNetworkPolicies(side: SideQuestion, policies: readonly Policy[], asked: ConnectionSet): Decision {
  const parts = policies.flatMap((policy) =>
    (policy[side.direction] ?? []).flatMap((rule) => ruleParts(side, policy, rule, asked)),
  );
  const allow = unionConnections(parts.map((part) => part.decides));
  return { ...undecided, allow, parts };
}

/** What none of the sets of a decision holds. */
export function remaining({ allow, deny, pass }: Decision, asked: ConnectionSet): ConnectionSet {
  return [allow, deny, pass].reduce(subtractConnections, asked);
}

/** What a rule decides of what is asked, a part for each of its peers that matches. */
export function ruleParts(side: SideQuestion, policy: Policy, rule: Rule, asked: ConnectionSet): readonly RulePart[] {
  if (rule.peers === undefined) return partsOf({ policy, rule }, letThrough(side, undefined, rule.ports), asked);
  const dialled = side.question.via?.addresses ?? [];
  return peersThatMayTake(rule.peers, otherEnd(side), dialled)
    .filter((peer) => matchesPeer(side, policy, peer))
    .flatMap((peer) => partsOf({ policy, rule, peer }, letThrough(side, peer, rule.ports), asked));
}

function partsOf(part: Omit<RulePart, 'decides'>, matched: ConnectionSet, asked: ConnectionSet): readonly RulePart[] {
  const decides = intersectConnections(matched, asked);
  return isEmptyConnections(decides) ? [] : [{ decides, ...part }];
}

function decidePolicy(side: SideQuestion, policy: Policy, asked: ConnectionSet): Decision {
  return (policy[side.direction] ?? []).reduce((decision, rule) => {
    const parts = ruleParts(side, policy, rule, remaining(decision, asked));
    // As with most rules: they are about others.
    if (parts.length === 0) return decision;
    const decides = unionConnections(parts.map((part) => part.decides));
    return merge([decision, { ...undecided, [rule.action]: decides, parts }]);
  }, undecided);
}

/**
 * Policies of one priority may be asked in any order: the first of them that matches decides. Passing on is never
 * opener than allowing, nor more closed than denying, so that these two orders give the ends of what may happen.
 */
function settleTie(decisions: readonly Decision[], prefer: 'allow first' | 'deny first'): Decision {
  const [only] = decisions;
  if (only !== undefined && decisions.length === 1) return only;
  const order: readonly Action[] = prefer === 'allow first' ? ['allow', 'pass', 'deny'] : ['deny', 'pass', 'allow'];
  return order.reduce((settled, action) => {
    const before = [settled.allow, settled.pass, settled.deny];
    const own = before.reduce(subtractConnections, unionConnections(decisions.map((decision) => decision[action])));
    const parts = decisions
      .flatMap((decision) => decision.parts)
      .filter(({ rule }) => rule.action === action)
      .flatMap(({ decides, ...part }) => partsOf(part, decides, own));
    return merge([settled, { ...undecided, [action]: own, parts }]);
  }, undecided);
}

function merge(decisions: readonly Decision[]): Decision {
  const [only = undecided, ...others] = decisions.filter((decision) => decision.parts.length > 0);
  if (others.length === 0) return only;
  return {
    allow: unionConnections(decisions.map((decision) => decision.allow)),
    deny: unionConnections(decisions.map((decision) => decision.deny)),
    pass: unionConnections(decisions.map((decision) => decision.pass)),
    parts: decisions.flatMap((decision) => decision.parts),
  };
}

function groupByPriority(policies: readonly Policy[]): readonly (readonly Policy[])[] {
  const groups: Policy[][] = [];
  for (const policy of policies) {
    const last = groups.at(-1);
    if (last?.[0]?.priority === policy.priority) last.push(policy);
    else groups.push([policy]);
  }
  return groups;
}
