import { lazy } from '../model/lazy.ts';
import type { PolicyEngine } from './engine.ts';
import type { RulePart } from './evaluate/tiers.ts';
import { attemptOf } from './near-miss/attempt.ts';
import type { Gap } from './near-miss/gap.ts';
import { ruleGaps } from './near-miss/near-misses.ts';
import { type Action, type Direction, directions, type Policy, type Rule } from './policy.ts';
import type { DirectionVerdict, Verdict } from './verdict.ts';

/** What one rule of a policy that selects an end does to a connection. */
export interface RuleEffect {
  readonly direction: Direction;
  readonly policy: Policy;
  readonly rule: Rule;
  /** `passes` leaves it to the tiers after; `too-late` would match, were it not decided before. */
  readonly effect: 'allows' | 'denies' | 'passes' | 'too-late' | 'does-not-match';
  /** What of the rule decides the connection, for a rule that does. */
  readonly part?: RulePart;
  /** What keeps the rule from matching, by the peer that comes closest; empty for a rule that matches. */
  readonly gaps: readonly Gap[];
}

const effectOf: Readonly<Record<Action, RuleEffect['effect']>> = { allow: 'allows', deny: 'denies', pass: 'passes' };

/** Every rule of every policy that selects one of the ends, ingress first, in the order in which they are asked. */
export function ruleEffects(engine: PolicyEngine, verdict: Verdict): readonly RuleEffect[] {
  return directions.flatMap((direction) => {
    const deciding = decidingParts(verdict[direction]);
    const attempt = lazy(() => attemptOf(engine, verdict, direction));
    return policiesAsked(engine, verdict, direction).flatMap((policy) =>
      (policy[direction] ?? []).map((rule): RuleEffect => {
        const part = deciding.get(rule);
        if (part !== undefined) return { direction, policy, rule, effect: effectOf[rule.action], part, gaps: [] };
        const gaps = ruleGaps(attempt(), policy, rule);
        return { direction, policy, rule, effect: gaps.length === 0 ? 'too-late' : 'does-not-match', gaps };
      }),
    );
  });
}

/** The first part of each rule that decides. */
function decidingParts({ allowedBy, deniedBy, passedBy }: DirectionVerdict): ReadonlyMap<Rule, RulePart> {
  const parts = [...allowedBy, ...deniedBy, ...passedBy];
  return new Map(parts.toReversed().map((part) => [part.rule, part]));
}

function policiesAsked(engine: PolicyEngine, verdict: Verdict, direction: Direction): readonly Policy[] {
  const subject = direction === 'ingress' ? verdict.to : verdict.from;
  if (subject.kind !== 'pod' || verdict[direction].exempt !== undefined) return [];
  const { admin, network, baseline } = engine.applying(subject.pod, direction);
  return [...admin, ...network, ...(network.length > 0 ? [] : baseline)];
}
