import { compare } from '../../../model/compare.ts';
import { fullName } from '../../../model/metadata.ts';
import { rulePath } from '../../rule-path.ts';
import type { RelatedPart } from '../finding.ts';
import type { Deciding, Redundant } from '../redundancies.ts';
import { foundIn, type LintRule } from '../rule.ts';

export const sparePolicy: LintRule = {
  code: 'NW301',
  title: 'The policy changes nothing',
  severity: 'warning',
  find: (context) =>
    context.hasPods
      ? context.redundancies.policies.map((spare) =>
          foundIn(spare.policy, ['metadata', 'name'], `without it everything stays as it is${why(spare)}`, {
            detail: '',
            ...certainty(spare),
          }),
        )
      : [],
};

export const spareRule: LintRule = {
  code: 'NW302',
  title: 'The rule lets nothing through that other rules do not',
  severity: 'warning',
  find: (context) =>
    context.hasPods
      ? context.redundancies.rules.map((spare) =>
          foundIn(
            spare.policy,
            spare.part.path,
            `it lets nothing through that is not let through anyway${why(spare)}`,
            {
              detail: spare.by.map(nameOf).join(),
              ...certainty(spare),
            },
          ),
        )
      : [],
};

export const unreachedRule: LintRule = {
  code: 'NW303',
  title: 'The rule is never reached',
  severity: 'warning',
  find: (context) =>
    context.redundancies.unreached.map(({ policy, rule, by }) =>
      foundIn(policy, rule.path, `all that it matches is decided before it${list(by, ' by ')}`, {
        detail: by.map(nameOf).join(),
        related: by.map(related),
      }),
    ),
};

/** What holds by the texts of the rules stays so; what holds for the pods there are may change with them. */
function certainty({ isGeneral, by }: Redundant<unknown>) {
  return { severity: isGeneral ? 'warning' : 'info', related: byName(by).map(related) } as const;
}

function byName(by: readonly Deciding[]): readonly Deciding[] {
  return [...by].sort((a, b) => compare(nameOf(a), nameOf(b)));
}

function why({ isGeneral, by }: Redundant<unknown>): string {
  return `${list(byName(by), ': see ')}${isGeneral ? ', whatever pods there are' : ', for the pods there are now'}`;
}

function list(by: readonly Deciding[], before: string): string {
  return by.length === 0 ? '' : `${before}${by.map(nameOf).join(', ')}`;
}

function nameOf({ policy, rule }: Deciding): string {
  return rule === undefined ? fullName(policy) : rulePath(policy, rule.path);
}

function related(deciding: Deciding): RelatedPart {
  const { policy, rule } = deciding;
  return {
    source: policy.source,
    path: rule?.path ?? ['metadata', 'name'],
    message: `${nameOf(deciding)} does ${policy.tier === 'network' ? 'the same' : 'so first'}`,
  };
}
