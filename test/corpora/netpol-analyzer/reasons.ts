import { protocols } from '../../../src/model/index.ts';
import { fullName } from '../../../src/model/metadata.ts';
import {
  type Direction,
  type Endpoint,
  type Policy,
  type PolicyEngine,
  type RulePart,
  verdictsOf,
} from '../../../src/policy/index.ts';
import type { Explanation, SideReasons } from './read-explanations.ts';

/** Where the engine's reasons differ from an explanation, for one port of each range that it is about. */
export function differencesOfReasons(
  engine: PolicyEngine,
  from: Endpoint,
  to: Endpoint,
  explanation: Explanation,
): readonly string[] {
  return protocols.flatMap((protocol) =>
    explanation.connections[protocol].flatMap(([port]) => {
      const [verdict] = verdictsOf(engine, { from, to, protocol, port });
      if (verdict === undefined) return [`no verdict for ${protocol} ${port}`];
      return (['egress', 'ingress'] as const).flatMap((direction) => {
        const side = explanation.sides[direction];
        const got = JSON.stringify(reasonsOf(verdict[direction], direction));
        const wanted = side === undefined ? got : JSON.stringify(side);
        const pair = `${explanation.from} → ${explanation.to}`;
        return got === wanted ? [] : [`${pair} ${protocol} ${port}, ${direction}: ${got} for ${wanted}`];
      });
    }),
  );
}

type DirectionVerdict = ReturnType<typeof verdictsOf>[number][Direction];

function reasonsOf(verdict: DirectionVerdict, direction: Direction): SideReasons {
  const { allowedBy, deniedBy, passedBy, isolatedBy } = verdict;
  const isDefaultDeny = verdict.verdict === 'denied' && deniedBy.length === 0;
  const facts = [
    ...allowedBy.filter((part) => !isLaterRule(part, allowedBy)).map((part) => `allows ${ruleName(part, direction)}`),
    ...deniedBy.map((part) => `denies ${ruleName(part, direction)}`),
    ...passedBy.map((part) => `passes ${ruleName(part, direction)}`),
    ...(isDefaultDeny ? isolatedBy.map((policy) => `isolates ${policyName(policy)}`) : []),
  ];
  return { allowed: verdict.verdict === 'allowed', facts: [...new Set(facts)].sort() };
}

/** Of a NetworkPolicy the tool names the first rule that lets a port through, and no other. */
function isLaterRule({ policy, rule }: RulePart, parts: readonly RulePart[]): boolean {
  return policy.tier === 'network' && parts.find((part) => part.policy === policy)?.rule !== rule;
}

/** Rules of a NetworkPolicy count from 1; those of the other kinds go by their names. */
function ruleName({ policy, rule }: RulePart, direction: Direction): string {
  return `${policyName(policy)} ${rule.name ?? `#${(policy[direction] ?? []).indexOf(rule) + 1}`}`;
}

function policyName(policy: Policy): string {
  return `${policy.kind} ${fullName(policy)}`;
}
