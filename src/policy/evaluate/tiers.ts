import { append } from '../../model/append.ts';
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
  for (let first = 0; first < policies.length; ) {
    const open = remaining(decision, asked);
    if (isEmptyConnections(open)) break;
    const tied = tiedAt(policies, first);
    const decisions = tied.map((policy) => decidePolicy(side, policy, open));
    decision = merge(decision, settleTie(decisions, side.settings.equalPriorities));
    first += tied.length;
  }
  return decision;
}

/** Asks the NetworkPolicies, of which each can only add to what is allowed: their order does not matter. */
export function decideNetworkPolicies(side: SideQuestion, policies: readonly Policy[], asked: ConnectionSet): Decision {
  const parts: RulePart[] = [];
  for (const policy of policies) {
    for (const rule of policy[side.direction] ?? []) append(parts, ruleParts(side, policy, rule, asked));
  }
  const allow = unionConnections(parts.map((part) => part.decides));
  return { ...undecided, allow, parts };
}

/** What none of the sets of a decision holds. */
export function remaining({ allow, deny, pass }: Decision, asked: ConnectionSet): ConnectionSet {
  return subtractConnections(subtractConnections(subtractConnections(asked, allow), deny), pass);
}

/** What a rule decides of what is asked, a part for each of its peers that matches. */
export function ruleParts(side: SideQuestion, policy: Policy, rule: Rule, asked: ConnectionSet): readonly RulePart[] {
  if (rule.peers === undefined) return partsOf({ policy, rule }, letThrough(side, undefined, rule.ports), asked);
  const parts: RulePart[] = [];
  for (const peer of peersThatMayTake(rule.peers, otherEnd(side), side.question.via?.addresses ?? [])) {
    if (!matchesPeer(side, policy, peer)) continue;
    append(parts, partsOf({ policy, rule, peer }, letThrough(side, peer, rule.ports), asked));
  }
  return parts;
}

function partsOf(part: Omit<RulePart, 'decides'>, matched: ConnectionSet, asked: ConnectionSet): readonly RulePart[] {
  const decides = intersectConnections(matched, asked);
  return isEmptyConnections(decides) ? [] : [{ decides, ...part }];
}

function decidePolicy(side: SideQuestion, policy: Policy, asked: ConnectionSet): Decision {
  let decision = undecided;
  for (const rule of policy[side.direction] ?? []) {
    const parts = ruleParts(side, policy, rule, remaining(decision, asked));
    // As with most rules: they are about others.
    if (parts.length === 0) continue;
    const decides = unionConnections(parts.map((part) => part.decides));
    decision = merge(decision, { ...undecided, [rule.action]: decides, parts });
  }
  return decision;
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
    return merge(settled, { ...undecided, [action]: own, parts });
  }, undecided);
}

function merge(a: Decision, b: Decision): Decision {
  if (b.parts.length === 0) return a;
  if (a.parts.length === 0) return b;
  return {
    allow: unionConnections([a.allow, b.allow]),
    deny: unionConnections([a.deny, b.deny]),
    pass: unionConnections([a.pass, b.pass]),
    parts: [...a.parts, ...b.parts],
  };
}

/** The policies that have the priority of the one at an index, which is the first of them. */
function tiedAt(policies: readonly Policy[], index: number): readonly Policy[] {
  const priority = policies[index]?.priority;
  let end = index + 1;
  while (policies[end]?.priority === priority && end < policies.length) end++;
  return policies.slice(index, end);
}
