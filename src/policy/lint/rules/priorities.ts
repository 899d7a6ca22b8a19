import {
  allConnections,
  type ConnectionSet,
  formatConnections,
  intersectConnections,
  isEmptyConnections,
  subtractConnections,
  unionConnections,
} from '../../../model/connection-set.ts';
import { groupBy } from '../../../model/group-by.ts';
import { type Decision, decideTier } from '../../evaluate/tiers.ts';
import type { Policy } from '../../policy.ts';
import type { LintContext } from '../context.ts';
import { type Found, foundIn, type LintRule } from '../rule.ts';
import type { Cell, SubjectGroup } from '../subject-groups.ts';

export const conflict: LintRule = {
  code: 'NW305',
  title: 'Policies of one priority that say opposite things',
  severity: 'error',
  find: (context) => (context.engine.hasEqualPriorities ? conflicts(context) : []),
};

export const severalBaselines: LintRule = {
  code: 'NW306',
  title: 'More than one BaselineAdminNetworkPolicy',
  severity: 'error',
  find: (context) => {
    const [first, ...others] = context.input.manifests.filter(({ value }) => value['kind'] === kind);
    if (first === undefined || context.input.isLayered === true) return [];
    return others.map(({ source }) => ({
      object: { kind, namespace: '', name: 'default' },
      source,
      path: ['metadata', 'name'],
      message: 'a cluster has one BaselineAdminNetworkPolicy at most, named "default"',
      related: [{ source: first.source, path: ['metadata', 'name'], message: 'the first one' }],
    }));
  },
};

const kind = 'BaselineAdminNetworkPolicy';

/** Each pair of policies once, with the first connections of which they disagree. */
function conflicts({ subjectGroups }: LintContext): readonly Found[] {
  const found = new Map<string, Found>();
  for (const group of subjectGroups) {
    for (const tie of tiesOf(group)) {
      for (const cell of group.cells) {
        for (const [a, b, disputed] of disputesOf(cell, tie)) {
          const key = `${a.kind}/${a.name} ${b.kind}/${b.name}`;
          if (!found.has(key)) found.set(key, foundConflict(a, b, group, disputed));
        }
      }
    }
  }
  return [...found.values()];
}

/** Policies of one priority, and those that are asked before them. */
interface Tie {
  readonly policies: readonly Policy[];
  readonly before: readonly Policy[];
}

function tiesOf({ policies }: SubjectGroup): readonly Tie[] {
  // A NetworkPolicy leaves nothing to the baseline.
  const baseline = policies.network.length > 0 ? [] : policies.baseline;
  return [policies.admin, baseline].flatMap((tier) =>
    [...groupBy(tier, ({ priority }) => priority)]
      .filter(([, tied]) => tied.length > 1)
      .map(([priority, tied]) => ({ policies: tied, before: tier.filter((policy) => policy.priority < priority) })),
  );
}

type Dispute = readonly [Policy, Policy, ConnectionSet];

/** The pairs that say opposite things of what is left to them. */
function disputesOf({ question }: Cell, { policies, before }: Tie): readonly Dispute[] {
  const decided = decideTier(question, before, allConnections);
  const open = [decided.allow, decided.deny, decided.pass].reduce(subtractConnections, allConnections);
  const deciding = policies
    .map((policy) => ({ policy, decision: decideTier(question, [policy], open) }))
    .filter(({ decision }) => !isEmptyConnections(all(decision)));
  return deciding.flatMap(({ policy: a, decision: one }, index) =>
    deciding.slice(index + 1).flatMap(({ policy: b, decision: other }): readonly Dispute[] => {
      const disputed = disputedBy(one, other);
      return isEmptyConnections(disputed) ? [] : [[a, b, disputed]];
    }),
  );
}

function disputedBy(one: Decision, other: Decision): ConnectionSet {
  const agreed = (['allow', 'deny', 'pass'] as const).map((action) => intersectConnections(one[action], other[action]));
  return agreed.reduce(subtractConnections, intersectConnections(all(one), all(other)));
}

function all({ allow, deny, pass }: Decision): ConnectionSet {
  return unionConnections([allow, deny, pass]);
}

function foundConflict(a: Policy, b: Policy, { direction }: SubjectGroup, disputed: ConnectionSet): Found {
  const message = `${a.name} has the same priority, ${a.priority}, and says otherwise of ${direction} on ${formatConnections(disputed)}: which of the two counts is not defined`;
  return foundIn(b, b.kind === kind ? ['metadata', 'name'] : ['spec', 'priority'], message, {
    detail: `${a.kind}/${a.name}`,
    related: [{ source: a.source, path: ['spec', 'priority'], message: `the priority of ${a.name}` }],
  });
}
