import {
  allConnections,
  type ConnectionSet,
  formatConnections,
  intersectConnections,
  isEmptyConnections,
  subtractConnections,
  unionConnections,
} from '../../../model/connection-set.ts';
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
    for (const [a, b, before] of tiedPairs(group)) {
      const key = `${a.kind}/${a.name} ${b.kind}/${b.name}`;
      if (found.has(key)) continue;
      const disputed = group.cells
        .map((cell) => disputedBy(cell, a, b, before))
        .find((set) => !isEmptyConnections(set));
      if (disputed !== undefined) found.set(key, foundConflict(a, b, group, disputed));
    }
  }
  return [...found.values()];
}

/** Two policies of one priority, and those that are asked before them. */
type TiedPair = readonly [Policy, Policy, readonly Policy[]];

function tiedPairs({ policies }: SubjectGroup): readonly TiedPair[] {
  // A NetworkPolicy leaves nothing to the baseline.
  const baseline = policies.network.length > 0 ? [] : policies.baseline;
  return [policies.admin, baseline].flatMap((tier) =>
    tier.flatMap((a, index) =>
      tier
        .slice(index + 1)
        .filter((b) => b.priority === a.priority)
        .map((b): TiedPair => [a, b, tier.filter(({ priority }) => priority < a.priority)]),
    ),
  );
}

function disputedBy({ question }: Cell, a: Policy, b: Policy, before: readonly Policy[]): ConnectionSet {
  const decided = decideTier(question, before, allConnections);
  const open = [decided.allow, decided.deny, decided.pass].reduce(subtractConnections, allConnections);
  const [one, other] = [decideTier(question, [a], open), decideTier(question, [b], open)];
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
