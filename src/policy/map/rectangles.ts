import { groupBy } from '../../model/group-by.ts';
import type { ClassIndex, ClassSet } from './class-index.ts';
import { mergeRectangles, type SetPair } from './merge.ts';
import type { OutcomeId } from './outcomes.ts';
import type { Row, SideRows } from './side-rows.ts';
import type { Sides } from './sides.ts';

/** All classes of one set to all of another, with one outcome. */
export interface Rectangle extends SetPair {
  readonly outcome: OutcomeId;
}

/** Every pair of classes that lets anything through, as few rectangles: each pair is in one of them. */
export function rectanglesOf(sides: Sides): readonly Rectangle[] {
  const servers = groupBy([...sides.ingressRow.keys()], (index) => sides.ingressRow[index] ?? 0);
  const found = [...servers].flatMap(([row, to]) => rectanglesInto(sides, rowAt(sides.ingress, row), to));
  return mergeRectangles(found, ({ outcome }) => `${outcome}`);
}

/** Servers of one row: clients are alike to it that have one outcome in it, and one row of their own. */
function rectanglesInto(sides: Sides, row: Row, to: ClassSet): readonly Rectangle[] {
  const { index, outcomes, ingress, egress, egressRow } = sides;
  const areOutside = to.every((server) => isOutside(index, server));
  const clients = new Map<number, { readonly into: OutcomeId; readonly row: number; readonly from: number[] }>();
  const add = (from: number, into: OutcomeId) => {
    // Nobody connects from a name: rules name them to connect to.
    const isName = index.classes[from]?.domain !== undefined;
    if (into === outcomes.nothing || isName || (areOutside && isOutside(index, from))) return;
    const own = egressRow[from] ?? 0;
    const key = into * egress.count + own;
    const known = clients.get(key);
    if (known === undefined) clients.set(key, { into, row: own, from: [from] });
    else known.from.push(from);
  };
  for (const [at, from] of row.selected.entries()) add(from, row.outcomes[at] ?? outcomes.nothing);
  for (const [base, into] of row.defaults.entries()) {
    if (into === outcomes.nothing) continue;
    for (const from of ingress.others.members[base] ?? []) if (!ingress.isSelected(row, from)) add(from, into);
  }
  for (const { from } of clients.values()) from.sort((a, b) => a - b);
  return [...clients.values()].flatMap(({ into, row: own, from }) =>
    split(sides, rowAt(sides.egress, own), into, to).map(([outcome, part]) => ({ from, to: part, outcome })),
  );
}

/** Servers by what both sides let through; those with nothing left out. */
function split(sides: Sides, row: Row, into: OutcomeId, to: ClassSet): readonly (readonly [OutcomeId, ClassSet])[] {
  const { outcomes, egress } = sides;
  const distinct = new Set(row.defaults);
  const [only] = distinct;
  const isUniform = row.selected.length === 0 && distinct.size === 1 && only !== undefined;
  const groups = isUniform
    ? new Map([[outcomes.meet(into, only), to]])
    : groupBy(candidates(sides, row, to), (server) => outcomes.meet(into, egress.outcome(row, server)));
  return [...groups].filter(([outcome]) => outcome !== outcomes.nothing);
}

/** Where a client may go nowhere by default, only the classes that its rules select need a look. */
function candidates({ outcomes, ingressRow }: Sides, row: Row, to: ClassSet): ClassSet {
  const isClosed = row.defaults.every((outcome) => outcome === outcomes.nothing);
  if (!isClosed || row.selected.length >= to.length) return to;
  const own = ingressRow[to[0] ?? 0];
  return [...row.selected].filter((server) => ingressRow[server] === own);
}

function isOutside({ classes }: ClassIndex, index: number): boolean {
  return classes[index]?.endpoint.kind === 'range';
}

function rowAt(side: SideRows, number: number | undefined): Row {
  return side.row(number ?? -1);
}
