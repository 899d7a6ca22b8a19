import { fullName } from '../model/metadata.ts';
import {
  type Connectivity,
  type Direction,
  denyingPolicies,
  directions,
  formatEndpoint,
  obstaclesOf,
  type Policy,
  type PolicyEngine,
  type RulePart,
  rulePath,
} from '../policy/index.ts';
import type { Blocked, Evidence } from './diagnosis.ts';

/** What denies a connection, and which rules came closest to letting it through. */
export function blockedBy(engine: PolicyEngine, { decisive }: Connectivity): Blocked {
  const certain = directions.filter((direction) => decisive[direction].verdict === 'denied');
  // Each side may depend on the dataplane, and every dataplane deny at one of them.
  const denying = certain.length > 0 ? certain : directions.filter((side) => decisive[side].verdict !== 'allowed');
  const [only] = denying;
  return {
    verdict: decisive,
    direction: denying.length === 1 && only !== undefined ? only : 'both',
    policies: denying.flatMap((direction) => denyingPolicies(decisive[direction])),
    obstacles: obstaclesOf(engine, decisive),
  };
}

/** One line for each side: which policies isolate it, and what they do to the connection. */
export function policyEvidence({ decisive, assumptions, pairs }: Connectivity): readonly Evidence[] {
  const sides = directions.map((direction): Evidence => {
    const { verdict, isolatedBy, allowedBy, deniedBy, exempt } = decisive[direction];
    const names = denyingPolicies(decisive[direction]).map(fullName).join(', ');
    const [allowing] = allowedBy;
    const [denying] = deniedBy;
    if (verdict === 'denied') {
      const why = denying === undefined ? describeRuleCount(isolatedBy, direction) : describeDenyingRule(denying);
      const says = `${direction} is denied: ${why}`;
      return { kind: 'policy', says, for: 'blocked', source: names };
    }
    if (exempt !== undefined) {
      return { kind: 'policy', says: `${direction} is open: ${exempt}`, for: 'neutral', source: 'specification' };
    }
    if (allowing !== undefined) {
      return {
        kind: 'policy',
        says: `${direction} is allowed by ${fullName(allowing.policy)}`,
        for: 'not-policy',
        source: names,
      };
    }
    const says =
      verdict === 'allowed' ? `${direction} is open: no policy isolates it` : `${direction} depends on the dataplane`;
    return { kind: 'policy', says, for: verdict === 'allowed' ? 'not-policy' : 'neutral', source: names };
  });
  const taken = assumptions.map((says): Evidence => ({ kind: 'policy', says, for: 'neutral', source: 'input' }));
  return [...sides, ...someAllowed(pairs), ...taken];
}

function describeDenyingRule({ policy, rule }: RulePart): string {
  return `a rule of ${policy.kind} ${rulePath(policy, rule.path)} denies it`;
}

function describeRuleCount(policies: readonly Policy[], direction: Direction): string {
  const rules = policies.reduce((sum, policy) => sum + (policy[direction]?.length ?? 0), 0);
  const whose =
    policies.length === 1 ? 'the policy that isolates it' : `the ${policies.length} policies that isolate it`;
  if (rules === 0) return `${whose} let${policies.length === 1 ? 's' : ''} nothing through`;
  return rules === 1 ? `the one rule of ${whose} does not match` : `none of the ${rules} rules of ${whose} matches`;
}

/** A client that is let through to some of the servers fails now and then. */
function someAllowed(pairs: Connectivity['pairs']): readonly Evidence[] {
  const servers = new Set(pairs.map(({ to }) => formatEndpoint(to)));
  const allowed = new Set(pairs.filter(({ verdict }) => verdict === 'allowed').map(({ to }) => formatEndpoint(to)));
  if (allowed.size === 0 || allowed.size === servers.size) return [];
  const says = `${allowed.size} of the ${servers.size} servers behind it ${allowed.size === 1 ? 'is' : 'are'} allowed: it fails now and then`;
  return [{ kind: 'policy', says, for: 'neutral', source: [...allowed].join(', ') }];
}
