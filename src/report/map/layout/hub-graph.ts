import type { Box, Curve, Size } from './geometry.ts';
import { layered } from './layered.ts';
import { type Arc, ranksOf } from './ranks.ts';
import { type Edge, wrapRanks } from './trunks.ts';

/** Items, and links between them that each run through a hub. */
export interface HubGraph {
  readonly items: readonly Size[];
  readonly hubs: readonly Hub[];
  /** Where lines from outside reach an item: from the left or the right border of the whole. */
  readonly gates: readonly Gate[];
}

/** The middle of a link, with its label. */
export interface Hub extends Size {
  readonly spokes: readonly HubSpoke[];
}

/** One line of a hub. */
export interface HubSpoke {
  readonly item: number;
  readonly direction: 'in' | 'out' | 'both';
  /** Where it meets the item, in pixels below its middle. */
  readonly offset: number;
  /** The line goes on inside of the item, which it must not point at. */
  readonly goesOn: boolean;
}

export interface Gate {
  readonly item: number;
  readonly side: 'left' | 'right';
}

/** The ranks of a graph's items, then of its hubs. */
export type HubRanks = readonly number[];

/** A laid out graph: a box for each item and hub, the height of each gate, and the lines. */
export interface HubLayout extends Size {
  readonly items: readonly Box[];
  readonly hubs: readonly Box[];
  /** Of each gate, in pixels from the top. */
  readonly gates: readonly number[];
  readonly hubLines: readonly HubLine[];
  readonly gateLines: readonly GateLine[];
}

/** A piece of a hub's lines. */
export interface HubLine {
  readonly hub: number;
  /** The spoke that it meets an item for; undefined for a piece that several may share. */
  readonly spoke: number | undefined;
  readonly direction: HubSpoke['direction'];
  readonly curve: Curve;
  readonly arrowAtStart: boolean;
  readonly arrowAtEnd: boolean;
}

/** A piece of the line between a gate and its item. */
export interface GateLine {
  readonly gate: number;
  readonly curve: Curve;
  /** Which end of the curve is at the item, if any. */
  readonly itemAt: 'start' | 'end' | undefined;
}

/** Ranks for items and hubs; a link turns as a whole where it would close a circle. */
export function hubRanks(itemCount: number, hubs: readonly Pick<Hub, 'spokes'>[]): HubRanks {
  const bundles = hubs.map(({ spokes }, index) =>
    spokes.map(({ item, direction }): Arc => {
      const hub = itemCount + index;
      return direction === 'out' ? { from: hub, to: item } : { from: item, to: hub };
    }),
  );
  return ranksOf(itemCount + hubs.length, bundles);
}

/** Lays a graph out in columns, none of which is much taller than `tallest` pixels where its items allow it. */
export function layoutHubs(graph: HubGraph, ranks: HubRanks, tallest: number): HubLayout {
  const { items, hubs, gates } = graph;
  const sizes = [...items, ...hubs];
  const heights = sizes.map(({ height }) => height + gapBetween);
  const allRanks = withGates(wrapRanks(ranks, heights, tallest), gates);
  const lines = linesOf(graph);
  const edges = lines.map((line) => edgeOf(line, allRanks));
  const { boxes, strokes, width, height } = layered([...sizes, ...gates.map(() => gateSize)], allRanks, edges);
  const hubLines: HubLine[] = [];
  const gateLines: GateLine[] = [];
  for (const { curve, edge, left, right } of strokes) {
    const line = lines[edge];
    if (line?.kind === 'gate') gateLines.push({ gate: line.gate, curve, itemAt: itemEnd(line.item, left, right) });
    if (line?.kind !== 'spoke') continue;
    const [arrowAtStart, arrowAtEnd] = [isArrow(line, left), isArrow(line, right)];
    const spoke = left === line.item || right === line.item ? line.spoke : undefined;
    hubLines.push({ hub: line.hub, spoke, direction: line.direction, curve, arrowAtStart, arrowAtEnd });
  }
  return {
    width,
    height,
    items: boxes.slice(0, items.length),
    hubs: boxes.slice(items.length, sizes.length),
    gates: boxes.slice(sizes.length).map((box) => box.y + box.height / 2),
    hubLines,
    gateLines,
  };
}

const gapBetween = 14;
const gateSize: Size = { width: 0, height: 4 };

/** Gates stand in columns of their own, the first and the last. */
function withGates(ranks: readonly number[], gates: readonly Gate[]): readonly number[] {
  const shift = gates.some(({ side }) => side === 'left') ? 1 : 0;
  const last = ranks.reduce((greatest, rank) => Math.max(greatest, rank), 0) + shift + 1;
  return [...ranks.map((rank) => rank + shift), ...gates.map(({ side }) => (side === 'left' ? 0 : last))];
}

/** A line of the graph between two of all its items: items, then hubs, then gates. */
type Line =
  | {
      readonly kind: 'spoke';
      readonly hub: number;
      readonly spoke: number;
      readonly item: number;
      readonly other: number;
      readonly offset: number;
      readonly direction: HubSpoke['direction'];
      readonly goesOn: boolean;
    }
  | { readonly kind: 'gate'; readonly gate: number; readonly item: number; readonly other: number; readonly offset: 0 };

function linesOf({ items, hubs, gates }: HubGraph): readonly Line[] {
  const spokes = hubs.flatMap((hub, index) =>
    hub.spokes.map(
      (spoke, number): Line => ({ kind: 'spoke', hub: index, spoke: number, other: items.length + index, ...spoke }),
    ),
  );
  const first = items.length + hubs.length;
  return [
    ...spokes,
    ...gates.map(({ item }, gate): Line => ({ kind: 'gate', gate, item, other: first + gate, offset: 0 })),
  ];
}

function edgeOf(line: Line, ranks: readonly number[]): Edge {
  const { item, other, offset } = line;
  const trunk = line.kind === 'gate' ? `gate ${line.gate}` : `${line.hub} ${line.direction}`;
  return (ranks[item] ?? 0) < (ranks[other] ?? 0)
    ? { left: item, leftY: offset, right: other, rightY: 0, trunk }
    : { left: other, leftY: 0, right: item, rightY: offset, trunk };
}

/** Arrows point at servers; where an item is both client and server, there is one at each end. */
function isArrow(line: Extract<Line, { kind: 'spoke' }>, end: number | undefined): boolean {
  if (end === undefined) return false;
  return end === line.other ? line.direction === 'both' : line.direction !== 'in' && !line.goesOn;
}

function itemEnd(item: number, left: number | undefined, right: number | undefined): GateLine['itemAt'] {
  if (left === item) return 'start';
  return right === item ? 'end' : undefined;
}
