import { groupBy } from '../../model/group-by.ts';
import type { Endpoint } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import { evaluateSide, type Side } from '../evaluate/evaluate.ts';
import { inOrder, type PolicySource, type SideQuestion, type TieredPolicies } from '../evaluate/question.ts';
import type { ClassSet } from '../map/class-index.ts';
import { markSelected } from '../map/marks.ts';
import { sideAnswers, standIn } from '../map/side-answer.ts';
import type { Sides } from '../map/sides.ts';
import { type Direction, directions, type Policy } from '../policy.ts';
import type { DataplaneSettings } from '../profile.ts';

/** Pods of which the same policies decide in one direction, and which are alike to them. */
export interface SubjectGroup {
  readonly direction: Direction;
  readonly policies: TieredPolicies;
  /** The classes of these pods. */
  readonly classes: ClassSet;
  /** What the policies say to each kind of other end, in each world. */
  readonly cells: readonly Cell[];
}

/** One question that tells the policies of a group apart: all ends of which they say the same are asked about once. */
export interface Cell {
  readonly question: SideQuestion;
  readonly side: Side;
}

/** What the groups are made of: an engine, the classes of its map, and every way to settle what the dataplane leaves open. */
export interface Grouped {
  readonly engine: PolicyEngine;
  readonly sides: Sides;
  readonly worlds: readonly DataplaneSettings[];
}

/** The groups of both directions that any policy selects. */
export function subjectGroupsOf(context: Grouped): readonly SubjectGroup[] {
  const { ingressRow, egressRow } = context.sides;
  return directions.flatMap((direction) => {
    const rows = direction === 'ingress' ? ingressRow : egressRow;
    const groups = groupBy([...rows.keys()], (number) => rows[number] ?? 0);
    return [...groups.values()].flatMap((classes) => groupOf(context, direction, classes) ?? []);
  });
}

function groupOf(context: Grouped, direction: Direction, classes: ClassSet): SubjectGroup | undefined {
  const { engine } = context;
  const [first = 0] = classes;
  const endpoint = context.sides.index.classes[first]?.endpoint;
  if (endpoint?.kind !== 'pod') return undefined;
  const policies = engine.applying(endpoint.pod, direction);
  const all = inOrder(policies);
  if (all.length === 0) return undefined;
  const end = standIn(endpoint);
  const cells = kindsOfOthers(context, direction, first, all).flatMap((other) =>
    cellsBetween(context, direction, policies, end, other),
  );
  return { direction, policies, classes, cells };
}

/** What a question would be answered if only some of the policies applied. */
export function sideWithout({ question }: Cell, policies: TieredPolicies, without: (policy: Policy) => boolean): Side {
  const left = (tier: readonly Policy[]) => tier.filter((policy) => !without(policy));
  const { admin, network, baseline } = policies;
  const source = applying(question.source, {
    admin: left(admin),
    network: left(network),
    baseline: left(baseline),
  });
  return evaluateSide(source, question.question, question.direction, question.settings);
}

/** One endpoint for each kind of other end that the policies tell apart. */
function kindsOfOthers(
  { sides }: Grouped,
  direction: Direction,
  subject: number,
  policies: readonly Policy[],
): readonly Endpoint[] {
  const { index } = sides;
  const rows = sides[direction];
  const marks = markSelected(index, rows.others, policies, direction);
  const kinds = new Map<string, number>();
  const add = (other: number, mark: number) => {
    const key = `${rows.others.of[other]}:${mark}`;
    if (!kinds.has(key)) kinds.set(key, other);
  };
  for (const other of marks.selected) add(other, marks.of[other] ?? 0);
  for (const base of rows.others.members) {
    const unmarked = base.find((other) => marks.of[other] === 0);
    if (unmarked !== undefined) add(unmarked, 0);
  }
  return [...kinds.values()]
    .filter((other) => rows.canMeet(subject, other))
    .flatMap((other) => index.classes[other]?.endpoint ?? []);
}

function cellsBetween(
  { engine, worlds }: Grouped,
  direction: Direction,
  policies: TieredPolicies,
  end: Endpoint,
  other: Endpoint,
): readonly Cell[] {
  const source = applying(engine, policies);
  return worlds.flatMap((settings) =>
    sideAnswers(source, direction, end, other, settings).map(({ question, side }) => ({
      question: { source, question, direction, settings },
      side,
    })),
  );
}

/** An engine in which these policies apply to whatever pod is asked about. */
function applying(source: PolicySource, policies: TieredPolicies): PolicySource {
  const { cluster, domainNames, hasEqualPriorities, hasDomainNames, hasWholeBlocks } = source;
  return { cluster, domainNames, hasEqualPriorities, hasDomainNames, hasWholeBlocks, applying: () => policies };
}
