import { groupBy } from '../../model/group-by.ts';
import { mergeRectangles, type SetPair } from '../map/merge.ts';
import type { Direction } from '../policy.ts';
import type { JointClasses } from './joint-classes.ts';
import { JointRows } from './joint-rows.ts';
import type { PairId, Passages } from './passages.ts';
import type { Touched } from './touched-classes.ts';

/** All joint classes of one set to all of another, with what both clusters let through. */
export interface ChangedRectangle extends SetPair {
  readonly pair: PairId;
}

/** Every pair of joint classes that changes, as few rectangles: each pair is in one of them. */
export function changedRectangles(
  joint: JointClasses,
  touched: Touched,
  passages: Passages,
): readonly ChangedRectangle[] {
  const rows = {
    ingress: new JointRows(joint, passages, 'ingress'),
    egress: new JointRows(joint, passages, 'egress'),
  };
  const context: Context = { touched, passages, rows };
  const all = [...joint.list.keys()];
  const servers = all.filter((number) => touched.ingress[number]);
  const clients = all.filter((number) => touched.egress[number]);
  const otherServers = all.filter((number) => !touched.ingress[number]);
  const into = rectanglesAt(context, 'ingress', servers, all).map(({ near, far, pair }) => {
    return { from: far, to: near, pair };
  });
  const outOf = rectanglesAt(context, 'egress', clients, otherServers).map(({ near, far, pair }) => {
    return { from: near, to: far, pair };
  });
  return mergeRectangles([...into, ...outOf], ({ pair }) => `${pair}`);
}

interface Context {
  readonly touched: Touched;
  readonly passages: Passages;
  readonly rows: Readonly<Record<Direction, JointRows>>;
}

interface FoundRectangle {
  /** Ascending, as `far`. */
  readonly near: readonly number[];
  readonly far: readonly number[];
  readonly pair: PairId;
}

/** Between touched classes and others, as seen from the touched: those of one row are asked together. */
function rectanglesAt(
  context: Context,
  direction: Direction,
  nears: readonly number[],
  fars: readonly number[],
): readonly FoundRectangle[] {
  const { rows, touched } = context;
  const groups = groupBy(nears, (near) => `${rows[direction].numberOf(near)} ${touched.isOther[near]}`);
  return [...groups.values()].flatMap((near) =>
    farGroups(context, direction, near[0] ?? -1, fars).flatMap(({ side, far }) =>
      nearParts(context, direction, near, side, far),
    ),
  );
}

interface FarGroup {
  readonly side: PairId;
  readonly far: readonly number[];
}

/** Far classes are alike to the row of `near` that have one outcome in it, and one row of their own. */
function farGroups(
  { touched, passages, rows }: Context,
  direction: Direction,
  near: number,
  fars: readonly number[],
): readonly FarGroup[] {
  const away = opposite(direction);
  const groups = new Map<number, { readonly side: PairId; readonly far: number[] }>();
  const outcomeOf = rows[direction].asking(near);
  for (const far of fars) {
    const side = outcomeOf(far);
    const isUntouched = !touched.isOther[near] && !touched[away][far];
    if (passages.haveNothing(side) || (isUntouched && passages.areEqual(side))) continue;
    const key = side * rows[away].count + rows[away].numberOf(far);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { side, far: [far] });
    else known.far.push(far);
  }
  return [...groups.values()];
}

/** Near classes by what both sides let through; those without a change left out. */
function nearParts(
  { passages, rows }: Context,
  direction: Direction,
  nears: readonly number[],
  side: PairId,
  far: readonly number[],
): readonly FoundRectangle[] {
  const [one = -1] = far;
  const away = rows[opposite(direction)];
  const parts = groupBy(nears, (near) => passages.meet(side, away.outcome(one, near)));
  return [...parts]
    .filter(([pair]) => passages.changesOf(pair).length > 0)
    .map(([pair, near]) => ({ near, far, pair }));
}

function opposite(direction: Direction): Direction {
  return direction === 'ingress' ? 'egress' : 'ingress';
}
