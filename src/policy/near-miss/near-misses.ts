import { append } from '../../model/append.ts';
import { allConnections, hasPort } from '../../model/connection-set.ts';
import { lazy } from '../../model/lazy.ts';
import { decideNetworkPolicies, type RulePart } from '../evaluate/tiers.ts';
import type { Direction, Peer, Policy, Rule } from '../policy.ts';
import { decidingParts, rivalsIn } from '../rivals.ts';
import { rulePath } from '../rule-path.ts';
import type { Verdict } from '../verdict.ts';
import { absentRule } from './absent-rule.ts';
import { type Attempt, isSureToLet } from './attempt.ts';
import { costs, type Gap } from './gap.ts';
import { misplacedFrom } from './misplaced-policy.ts';
import { peerGaps } from './peer-gaps.ts';
import { portGaps } from './port-gaps.ts';

/** A rule that does not let a connection through, and all that keeps it from doing so. */
export interface NearMiss {
  readonly direction: Direction;
  readonly policy: Policy;
  /** Undefined where the policy has no rule in this direction. */
  readonly rule?: Rule;
  /** The nearest of the rule's peers. */
  readonly peer?: Peer;
  /** All of them must be closed; the worst first. */
  readonly gaps: readonly [Gap, ...Gap[]];
  /** Lower is closer. */
  readonly cost: number;
}

const shown = 5;

/** What keeps the nearest part of one rule from letting the connection through; nothing where one of them lets it. */
export function ruleGaps(attempt: Attempt, policy: Policy, rule: Rule): readonly Gap[] {
  return ruleMisses(attempt, policy, rule).sort(byCost)[0]?.gaps ?? [];
}

/**
 * The rules of NetworkPolicies that came closest to letting a connection through, closest first, `shown` at most; any of
 * them would do. `isolatedBy` are the policies that isolate the end.
 */
export function networkMisses(attempt: Attempt, isolatedBy: readonly Policy[]): readonly NearMiss[] {
  const { engine, side } = attempt;
  const { direction, question } = side;
  const subject = direction === 'ingress' ? question.to : question.from;
  const own = subject.kind === 'pod' ? subject.pod.namespace : '';
  const elsewhere = [...engine.policiesIn(own), ...engine.idlePolicies.filter(({ namespace }) => namespace !== own)];
  return [
    ...isolatedBy.flatMap((policy) => (policy[direction] ?? []).flatMap((rule) => ruleMisses(attempt, policy, rule))),
    ...elsewhere.flatMap((policy) => misplacedMisses(attempt, policy)),
    ...isolatedBy.flatMap((policy) => nearMiss({ direction, policy }, [absentRule(attempt, policy)])),
  ]
    .sort(byCost)
    .slice(0, shown);
}

/** One for each peer of a rule; none where the rule lets the connection through. */
function ruleMisses(attempt: Attempt, policy: Policy, rule: Rule): NearMiss[] {
  const { direction } = attempt.side;
  if (rule.peers === undefined) return nearMiss({ direction, policy, rule }, portGaps(attempt, rule, undefined));
  // Only a block may meet a Service in place of the server: to the other peers all ports are the same.
  const ownPorts = lazy(() => portGaps(attempt, rule, undefined));
  const misses: NearMiss[] = [];
  for (const peer of rule.peers) {
    const ports = peer.kind === 'block' ? portGaps(attempt, rule, peer) : ownPorts();
    const gaps = [...peerGaps(attempt, policy, peer), ...ports];
    if (gaps.length === 0) return [];
    append(misses, nearMiss({ direction, policy, rule, peer }, gaps));
  }
  return misses;
}

/** The rules that would let the connection through if their policy selected the isolated pod. */
function misplacedMisses(attempt: Attempt, policy: Policy): readonly NearMiss[] {
  const { verdict, side } = attempt;
  const { direction, question } = side;
  const subject = direction === 'ingress' ? question.to : question.from;
  const misplaced = subject.kind === 'pod' ? misplacedFrom(policy, subject.pod) : undefined;
  if (misplaced === undefined || policy[direction] === undefined) return [];
  const { gaps, inPlace } = misplaced;
  if (!isSureToLet(attempt, inPlace)) return [];
  return decideNetworkPolicies(side, [inPlace], allConnections)
    .parts.filter(({ decides }) => hasPort(decides, verdict.protocol, verdict.port))
    .flatMap(({ rule, peer }) => nearMiss({ direction, policy, rule, ...(peer && { peer }) }, gaps));
}

/** A rule that denies: no rule after it can let the connection through. */
export function denialMisses(part: RulePart, verdict: Verdict, direction: Direction): readonly NearMiss[] {
  const { policy, rule, peer } = part;
  const rival = rivalsIn(decidingParts(verdict[direction]))(part);
  const unless =
    rival === undefined
      ? ''
      : `, unless ${rival.policy.kind} ${rulePath(rival.policy, rival.rule.path)} of the same priority, ${policy.priority}, comes first`;
  const gap: Gap = {
    kind: 'denied',
    path: [...rule.path, 'action'],
    missing:
      policy.tier === 'admin' ? 'an exception: a Pass rule before this one' : 'an exception: a rule before this one',
    why:
      policy.tier === 'admin'
        ? `this rule denies it, whatever NetworkPolicies say${unless}; an Allow before it would be final, and so overcome them too`
        : `this rule denies it${unless}`,
    cost: costs.near,
  };
  return nearMiss({ direction, policy, rule, ...(peer && { peer }) }, [gap]);
}

function nearMiss(part: Pick<NearMiss, 'direction' | 'policy' | 'rule' | 'peer'>, gaps: readonly Gap[]): NearMiss[] {
  const [worst, ...others] = [...gaps].sort((a, b) => b.cost - a.cost);
  if (worst === undefined) return [];
  return [{ gaps: [worst, ...others], cost: gaps.reduce((sum, gap) => sum + gap.cost, 0), ...part }];
}

function byCost(a: NearMiss, b: NearMiss): number {
  return a.cost - b.cost;
}
