import { groupBy, mergeRectangles, type SetPair } from '../map/merge.ts';
import type { OutcomeId } from '../map/outcomes.ts';
import type { Direction } from '../policy.ts';
import type { ComparedCluster, JointClass, JointClasses } from './joint-classes.ts';
import type { OutcomePair, Passages } from './passages.ts';
import type { Touched } from './touched-classes.ts';

/** All joint classes of one set to all of another, with one change. */
export interface ChangedRectangle extends SetPair, OutcomePair {}

/** Every pair of joint classes that changes, as few rectangles: each pair is in one of them. */
export function changedRectangles(
  joint: JointClasses,
  touched: Touched,
  passages: Passages,
): readonly ChangedRectangle[] {
  const rows = { ingress: rowNumbers(joint, 'ingress'), egress: rowNumbers(joint, 'egress') };
  const context: Context = { joint, touched, passages, rows };
  const all = [...joint.list.keys()];
  const servers = all.filter((number) => touched.ingress[number]);
  const clients = all.filter((number) => touched.egress[number]);
  const otherServers = all.filter((number) => !touched.ingress[number]);
  const into = rectanglesAt(context, 'ingress', servers, all).map(({ near, far, ...pair }) => {
    return { ...pair, from: far, to: near };
  });
  const outOf = rectanglesAt(context, 'egress', clients, otherServers).map(({ near, far, ...pair }) => {
    return { ...pair, from: near, to: far };
  });
  return mergeRectangles([...into, ...outOf], ({ before, after }) => `${before} ${after}`);
}

interface Context {
  readonly joint: JointClasses;
  readonly touched: Touched;
  readonly passages: Passages;
  /** By joint class: the same number for classes that have the same rows in both clusters. */
  readonly rows: Readonly<Record<Direction, readonly number[]>>;
}

interface FoundRectangle extends OutcomePair {
  /** Ascending, as `far`. */
  readonly near: readonly number[];
  readonly far: readonly number[];
}

/** Between touched classes and others, as seen from the touched: those of one row are asked together. */
function rectanglesAt(
  context: Context,
  direction: Direction,
  nears: readonly number[],
  fars: readonly number[],
): readonly FoundRectangle[] {
  const { rows, touched } = context;
  const groups = groupBy(nears, (near) => `${rows[direction][near]} ${touched.isOther[near]}`);
  return [...groups.values()].flatMap((near) => rectanglesOfRow(context, direction, near, fars));
}

/** `nears` have one row in each cluster; far classes are alike that have one outcome in it, and one row of their own. */
function rectanglesOfRow(
  context: Context,
  direction: Direction,
  nears: readonly number[],
  fars: readonly number[],
): readonly FoundRectangle[] {
  const { joint, touched, passages, rows } = context;
  const away = opposite(direction);
  const [first = -1] = nears;
  const groups = new Map<string, { readonly outcome: OutcomePair; readonly far: number[] }>();
  for (const far of fars) {
    const outcome = sideOutcome(joint, direction, first, far, 'row');
    const isUntouched = !touched.isOther[first] && !touched[away][far];
    if (passages.haveNothing(outcome) || (isUntouched && passages.areEqual(outcome))) continue;
    const key = `${outcome.before} ${outcome.after} ${rows[away][far]}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { outcome, far: [far] });
    else known.far.push(far);
  }
  return [...groups.values()].flatMap(({ outcome, far }) => {
    const [one = -1] = far;
    const byPair = new Map<string, { readonly pair: OutcomePair; readonly near: number[] }>();
    for (const near of nears) {
      const pair = passages.meet(outcome, sideOutcome(joint, away, one, near, 'cell'));
      if (passages.changesOf(pair).length === 0) continue;
      const key = `${pair.before} ${pair.after}`;
      const known = byPair.get(key);
      if (known === undefined) byPair.set(key, { pair, near: [near] });
      else known.near.push(near);
    }
    return [...byPair.values()].map(({ pair, near }) => ({ ...pair, near, far }));
  });
}

/** What the policies of `subject` say of `other` in each cluster that has both. */
function sideOutcome(
  { before, after, list }: JointClasses,
  direction: Direction,
  subject: number,
  other: number,
  by: 'row' | 'cell',
): OutcomePair {
  const [here, there] = [list[subject], list[other]];
  const outcomeIn = (cluster: ComparedCluster, side: keyof JointClass): OutcomeId | undefined => {
    const [own, far] = [here?.[side], there?.[side]];
    if (own === undefined || far === undefined) return undefined;
    const rows = cluster.sides[direction];
    const number = rowsOf(cluster, direction)[own] ?? -1;
    return by === 'row' ? rows.outcome(rows.row(number), far) : rows.outcomeAt(number, far);
  };
  return { before: outcomeIn(before, 'before'), after: outcomeIn(after, 'after') };
}

function rowNumbers({ before, after, list }: JointClasses, direction: Direction): readonly number[] {
  const rowIn = (cluster: ComparedCluster, own: number | undefined) =>
    own === undefined ? 'absent' : rowsOf(cluster, direction)[own];
  const numbers = new Map<string, number>();
  return list.map((joint) => {
    const key = `${rowIn(before, joint.before)} ${rowIn(after, joint.after)}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

function rowsOf({ sides }: ComparedCluster, direction: Direction): readonly number[] {
  return direction === 'ingress' ? sides.ingressRow : sides.egressRow;
}

function opposite(direction: Direction): Direction {
  return direction === 'ingress' ? 'egress' : 'ingress';
}
