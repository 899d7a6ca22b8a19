import type { LintContext, PlacedRule } from '../context.ts';
import { type Found, foundIn, type LintRule } from '../rule.ts';
import { valueAt } from '../value-at.ts';

export const emptyPeerList: LintRule = {
  code: 'NW402',
  title: 'An empty list of peers is everybody',
  severity: 'warning',
  find: (context) => openRules(context).flatMap((placed) => (hasEmptyList(context, placed) ? [foundList(placed)] : [])),
};

export const openToAll: LintRule = {
  code: 'NW403',
  title: 'A rule that opens everything, to the world outside too',
  severity: 'info',
  find: (context) =>
    openRules(context)
      .filter((placed) => placed.rule.ports === undefined && !hasEmptyList(context, placed))
      .map(({ policy, direction, rule }) => {
        const who =
          direction === 'ingress'
            ? 'anybody in and outside of the cluster may connect'
            : 'they may connect to anything';
        return foundIn(policy, rule.path, `${who}, on every port: no other ${direction} rule of these pods matters`);
      }),
};

/** Rules that are for everybody. */
function openRules({ rules }: LintContext): readonly PlacedRule[] {
  return rules.filter(({ policy, rule }) => policy.tier === 'network' && rule.peers === undefined);
}

function hasEmptyList(context: LintContext, { policy, direction, rule }: PlacedRule): boolean {
  const list = valueAt(context.manifestAt(policy.source), [...rule.path, keyOf(direction)]);
  return Array.isArray(list);
}

function foundList({ policy, direction, rule }: PlacedRule): Found {
  const [key, verb] = [keyOf(direction), direction === 'ingress' ? 'from' : 'to'];
  const message = `\`${key}: []\` does not mean nobody: it opens the rule ${verb} everybody, in and outside of the cluster`;
  return foundIn(policy, [...rule.path, key], message);
}

function keyOf(direction: PlacedRule['direction']): 'from' | 'to' {
  return direction === 'ingress' ? 'from' : 'to';
}
