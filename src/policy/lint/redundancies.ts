import {
  allConnections,
  type ConnectionSet,
  equalConnections,
  isEmptyConnections,
  subtractConnections,
  unionConnections,
} from '../../model/connection-set.ts';
import { inOrder } from '../evaluate/question.ts';
import type { RulePart } from '../evaluate/tiers.ts';
import { ruleParts } from '../evaluate/tiers.ts';
import { type Direction, directions, type Policy, type Rule } from '../policy.ts';
import { isRuleWithin, isSubjectWithin } from './containment.ts';
import { type Cell, type SubjectGroup, sideWithout } from './subject-groups.ts';

/** What could be left out: the answers stay as they are, also without all the others of its kind and tier. */
export interface Redundancies {
  /** Policies that select pods and change nothing for them. */
  readonly policies: readonly Redundant<Policy>[];
  /** Rules of NetworkPolicies that let nothing through that no other rule does. */
  readonly rules: readonly Redundant<Rule>[];
  /** Rules that match connections, of which rules before them decide all. */
  readonly unreached: readonly Unreached[];
}

/** A policy or rule that could be left out. */
export interface Redundant<T> {
  readonly policy: Policy;
  readonly part: T;
  /** The policies, or the rules, that do what it does, where there are few. */
  readonly by: readonly Deciding[];
  /** Whether one of them does so by its text alone, and so in every cluster; else it is so for the pods there are. */
  readonly isGeneral: boolean;
}

/** A rule, or, without one, a policy. */
export interface Deciding {
  readonly policy: Policy;
  readonly rule?: Rule;
}

export interface Unreached {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly by: readonly Deciding[];
}

/** Which policies and rules of some groups' could be left out; `policies` are all there are. */
export function redundanciesOf(policies: readonly Policy[], groups: readonly SubjectGroup[]): Redundancies {
  const use = useOf(groups);
  const unreached = unreachedRules(policies, use);
  const shadowed = new Set(unreached.map(({ policy }) => policy));
  const spare = sparePolicies(policies, use, shadowed);
  const removed = new Set(spare.map(({ policy }) => policy));
  return { policies: spare, rules: spareRules(policies, use, removed), unreached };
}

/** Where policies and their rules have a word. */
interface Use {
  readonly groupsOf: ReadonlyMap<Policy, readonly SubjectGroup[]>;
  readonly cellsOf: ReadonlyMap<Rule, readonly Cell[]>;
}

function useOf(groups: readonly SubjectGroup[]): Use {
  const groupsOf = new Map<Policy, SubjectGroup[]>();
  const cellsOf = new Map<Rule, Cell[]>();
  for (const group of groups) {
    for (const policy of inOrder(group.policies)) addTo(groupsOf, policy, group);
    for (const cell of group.cells) {
      for (const rule of new Set(cell.side.parts.map((part) => part.rule))) addTo(cellsOf, rule, cell);
    }
  }
  return { groupsOf, cellsOf };
}

function addTo<K, T>(map: Map<K, T[]>, key: K, item: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [item]);
  else known.push(item);
}

function unreachedRules(policies: readonly Policy[], { groupsOf, cellsOf }: Use): readonly Unreached[] {
  return policies.flatMap((policy) =>
    directions.flatMap((direction) =>
      (policy[direction] ?? [])
        .filter((rule) => !cellsOf.has(rule))
        .flatMap((rule) => unreached(policy, rule, direction, groupsOf.get(policy) ?? [])),
    ),
  );
}

/** What a rule would decide if it came first, and who does instead. */
function unreached(
  policy: Policy,
  rule: Rule,
  direction: Direction,
  groups: readonly SubjectGroup[],
): readonly Unreached[] {
  const by = new Map<Rule, Deciding>();
  let isMatched = false;
  for (const { cells } of groups.filter((group) => group.direction === direction)) {
    for (const { question, side } of cells) {
      if (side.exempt !== undefined && !(side.exempt.fromNetworkPoliciesOnly && policy.tier !== 'network')) continue;
      const matched = matches(ruleParts(question, policy, rule, allConnections));
      if (isEmptyConnections(matched)) continue;
      isMatched = true;
      for (const part of side.parts) {
        if (by.size < maximumNamed && overlap(part.decides, matched)) by.set(part.rule, part);
      }
    }
  }
  return isMatched ? [{ policy, rule, by: [...by.values()] }] : [];
}

/** Of rules that do the same by the hundred, which are made by a program, a few are looked at one by one. */
const maximumCompared = 64;

/** More would not be read. */
const maximumNamed = 3;

function matches(parts: readonly RulePart[]): ConnectionSet {
  return unionConnections(parts.map((part) => part.decides));
}

function overlap(a: ConnectionSet, b: ConnectionSet): boolean {
  return !equalConnections(subtractConnections(a, b), a);
}

/** The last written first, so that of two that do the same the first one stays. */
function sparePolicies(
  policies: readonly Policy[],
  { groupsOf }: Use,
  shadowed: ReadonlySet<Policy>,
): readonly Redundant<Policy>[] {
  const removed = new Set<Policy>();
  const spare = policies.toReversed().flatMap((policy) => {
    const groups = groupsOf.get(policy) ?? [];
    if (groups.length === 0 || shadowed.has(policy)) return [];
    const general = generalCover(policy, groups, removed);
    if (general === undefined && isForPodsToCome(policy)) return [];
    const alone = (other: Policy) => other === policy;
    const besideOthers = (other: Policy) => other === policy || removed.has(other);
    if (!groups.every((group) => staysAs(group, policy, alone) && staysAs(group, policy, besideOthers))) return [];
    removed.add(policy);
    const others = new Set(
      groups.flatMap(({ policies: tiers }) => inOrder(tiers).filter((other) => !removed.has(other))),
    );
    const by = general === undefined ? [...others].filter((other) => other.tier === policy.tier) : [general];
    const named = by.length > maximumNamed ? [] : by.map((other) => ({ policy: other }));
    return [{ policy, part: policy, by: named, isGeneral: general !== undefined }];
  });
  return spare.reverse();
}

/** A "deny all" is there for the pods that no other policy thinks of, which need not exist yet. */
function isForPodsToCome({ tier, subject, ingress, egress }: Policy): boolean {
  const selectsAll = (subject.pods?.requirements.length ?? 0) === 0;
  return tier === 'network' && selectsAll && [ingress, egress].some((rules) => rules?.length === 0);
}

/** A NetworkPolicy that, by its text, does all that another does. */
function generalCover(
  policy: Policy,
  groups: readonly SubjectGroup[],
  removed: ReadonlySet<Policy>,
): Policy | undefined {
  const [group] = groups;
  if (policy.tier !== 'network') return undefined;
  return group?.policies.network.find(
    (other) => other !== policy && !removed.has(other) && isSubjectWithin(policy, other) && coversRules(policy, other),
  );
}

function coversRules(policy: Policy, other: Policy): boolean {
  return directions.every((direction) => {
    const rules = policy[direction];
    const wider = other[direction];
    if (rules === undefined) return true;
    return wider !== undefined && rules.every((rule) => wider.some((each) => isRuleWithin(rule, policy, each, other)));
  });
}

/** Whether the answers for a group stay as they are without a policy, and all others that are left out with it. */
function staysAs(group: SubjectGroup, policy: Policy, isOut: (other: Policy) => boolean): boolean {
  const isIsolated = group.policies.network.some((other) => !isOut(other));
  return group.cells.every((cell) => {
    const own = cell.side.parts.filter((part) => part.policy === policy);
    if (policy.tier === 'network' && isIsolated) return isCovered(matches(own), cell, (part) => isOut(part.policy));
    if (policy.tier !== 'network' && own.length === 0) return true;
    return equalConnections(sideWithout(cell, group.policies, isOut).allowed, cell.side.allowed);
  });
}

/** Whether other NetworkPolicies let through what some rules do. */
function isCovered(wanted: ConnectionSet, { side }: Cell, isOut: (part: RulePart) => boolean): boolean {
  if (isEmptyConnections(wanted)) return true;
  let left = wanted;
  for (const part of side.parts) {
    if (part.policy.tier !== 'network' || isOut(part)) continue;
    left = subtractConnections(left, part.decides);
    if (isEmptyConnections(left)) return true;
  }
  return false;
}

function spareRules(
  policies: readonly Policy[],
  { cellsOf }: Use,
  removedPolicies: ReadonlySet<Policy>,
): readonly Redundant<Rule>[] {
  const removed = new Set<Rule>();
  const isOut = (part: RulePart) => removed.has(part.rule) || removedPolicies.has(part.policy);
  const rulesOf = (policy: Policy) => directions.flatMap((direction) => policy[direction] ?? []);
  const spare = policies
    .filter((policy) => policy.tier === 'network' && !removedPolicies.has(policy))
    .toReversed()
    .flatMap((policy) =>
      rulesOf(policy)
        .toReversed()
        .flatMap((rule) => {
          const cells = cellsOf.get(rule) ?? [];
          const isSpare = cells.every((cell) => {
            const own = cell.side.parts.filter((part) => part.rule === rule);
            return isCovered(matches(own), cell, (part) => part.rule === rule || isOut(part));
          });
          if (cells.length === 0 || !isSpare) return [];
          removed.add(rule);
          return [spareRule(policy, rule, cells, isOut)];
        }),
    );
  return spare.reverse();
}

/** Which rules do what a rule does: one of them alone, if there is such a one. */
function spareRule(
  policy: Policy,
  rule: Rule,
  cells: readonly Cell[],
  isOut: (part: RulePart) => boolean,
): Redundant<Rule> {
  const others = new Map<Rule, Deciding>();
  for (const { side } of cells) {
    for (const part of side.parts) {
      if (part.policy.tier === 'network' && !isOut(part)) others.set(part.rule, part);
    }
  }
  const candidates = [...others.values()];
  const compared = candidates.slice(0, maximumCompared);
  const general = compared.find(
    ({ policy: owner, rule: other }) =>
      other !== undefined && isSubjectWithin(policy, owner) && isRuleWithin(rule, policy, other, owner),
  );
  const alone = general ?? compared.find((other) => coversAlone(other.rule, rule, cells));
  const by = alone === undefined ? (candidates.length > maximumNamed ? [] : candidates) : [alone];
  return { policy, part: rule, by, isGeneral: general !== undefined };
}

function coversAlone(other: Rule | undefined, rule: Rule, cells: readonly Cell[]): boolean {
  return cells.every(({ side }) => {
    const partsOf = (wanted: Rule | undefined) => side.parts.filter((part) => part.rule === wanted);
    return isEmptyConnections(subtractConnections(matches(partsOf(rule)), matches(partsOf(other))));
  });
}
