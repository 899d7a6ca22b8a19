import type { PolicyEngine } from './engine.ts';
import type { AllowedPart } from './evaluate.ts';
import type { Gap } from './near-miss/gap.ts';
import { ruleGaps } from './near-miss/near-misses.ts';
import { type Direction, directions, type NetworkPolicy, type Rule } from './network-policy/network-policy.ts';
import type { Verdict } from './verdict.ts';

/** What one rule of an isolating policy does to a connection. */
export interface RuleEffect {
  readonly direction: Direction;
  readonly policy: NetworkPolicy;
  readonly rule: Rule;
  readonly effect: 'allows' | 'does-not-match';
  /** What of the rule lets the connection through, for a rule that does. */
  readonly part?: AllowedPart;
  /** What keeps the rule from matching, by the peer that comes closest; empty for a rule that matches. */
  readonly gaps: readonly Gap[];
}

/** Every rule of every policy that isolates one of the ends: ingress first, policies by name, rules as they stand. */
export function ruleEffects(engine: PolicyEngine, verdict: Verdict): readonly RuleEffect[] {
  return directions.flatMap((direction) =>
    verdict[direction].isolatedBy.flatMap((policy) =>
      (policy[direction] ?? []).map((rule) => {
        const part = verdict[direction].allowedBy.find((allowing) => allowing.rule === rule);
        if (part !== undefined) return { direction, policy, rule, effect: 'allows' as const, part, gaps: [] };
        const gaps = ruleGaps(engine, verdict, direction, policy, rule);
        return { direction, policy, rule, effect: 'does-not-match' as const, gaps };
      }),
    ),
  );
}
