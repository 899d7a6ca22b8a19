import { groupBy } from '../model/group-by.ts';
import type { RulePart } from './evaluate/tiers.ts';
import type { Policy } from './policy.ts';

/** The rules that decide at one end. */
interface Decided {
  readonly deniedBy: readonly RulePart[];
  readonly passedBy: readonly RulePart[];
  readonly allowedBy: readonly RulePart[];
}

/** A rule of a policy. */
export type PolicyRule = Pick<RulePart, 'policy' | 'rule'>;

/**
 * Rules that decide a connection, of policies that have one tier and one priority and do not all decide alike: nothing says
 * which of them counts (network-policy-api, `priority`).
 */
function tiesOf<T extends PolicyRule>(deciding: readonly T[]): readonly (readonly T[])[] {
  const prioritised = deciding.filter(({ policy }) => policy.tier !== 'network');
  const groups = groupBy(prioritised, ({ policy }) => `${policy.tier} ${policy.priority}`);
  return [...groups.values()].filter(
    (group) =>
      group.some(({ policy }) => policy !== group[0]?.policy) &&
      group.some(({ rule }) => rule.action !== group[0]?.rule.action),
  );
}

/** Gives for a rule the first of its tie that is another policy's and decides otherwise. */
export function rivalsIn<T extends PolicyRule>(deciding: readonly T[]): (of: PolicyRule) => T | undefined {
  const candidates = tiesOf(deciding).flatMap(representatives);
  return ({ policy, rule }) =>
    candidates.find(
      (other) =>
        other.policy.tier === policy.tier &&
        other.policy.priority === policy.priority &&
        nameOf(other.policy) !== nameOf(policy) &&
        other.rule.action !== rule.action,
    );
}

/** Of each action the rules of two policies, so that there is one that is not of the policy in question. */
function representatives<T extends PolicyRule>(tie: readonly T[]): readonly T[] {
  return [...groupBy(tie, ({ rule }) => rule.action).values()].flatMap((alike) => {
    const [first] = alike;
    const second = alike.find(({ policy }) => policy !== first?.policy);
    return [first, second].filter((one) => one !== undefined);
  });
}

/** The rules of all policies that decide at one end. */
export function decidingParts({ deniedBy, passedBy, allowedBy }: Decided): readonly RulePart[] {
  return [...deniedBy, ...passedBy, ...allowedBy];
}

const namedPolicies = 4;

/** What the answer depends on where policies tie: a clause for each tie, `which of …`. */
export function describeTies(sides: readonly Decided[]): readonly string[] {
  const clauses = sides.flatMap((side) =>
    tiesOf(decidingParts(side)).map((tie) => {
      const names = [...new Set(tie.map(({ policy }) => nameOf(policy)))].sort();
      const others = names.length > namedPolicies ? [`${names.length - namedPolicies} others`] : [];
      const list = [...names.slice(0, namedPolicies), ...others].join(' and ');
      return `which of ${list} comes first: all have priority ${tie[0]?.policy.priority}`;
    }),
  );
  return [...new Set(clauses)];
}

function nameOf({ kind, name }: Policy): string {
  return `${kind} ${name}`;
}
