import type { Box, Curve, Size } from './geometry.ts';
import { orderColumns } from './order.ts';
import { middlesOf } from './place.ts';
import { columnsOf, type Edge, type Segment } from './trunks.ts';

/** Items in columns from left to right, and the lines between them. */
export interface Layered extends Size {
  /** Of each item. */
  readonly boxes: readonly Box[];
  readonly strokes: readonly Stroke[];
}

/** A piece of the edges of one trunk. */
export interface Stroke {
  readonly curve: Curve;
  /** One of the edges. */
  readonly edge: number;
  /** The item that it starts from; undefined where it goes on from another piece. `right` is where it ends. */
  readonly left: number | undefined;
  readonly right: number | undefined;
}

/** Lays out items whose ranks are known: Sugiyama's method with lines that share trunks. Time grows with items × columns. */
export function layered(items: readonly Size[], ranks: readonly number[], edges: readonly Edge[]): Layered {
  const found = columnsOf(ranks, edges);
  const columns = orderColumns(found);
  const count = columns.reduce((sum, column) => sum + column.length, 0);
  const sizes = Array.from({ length: count }, (_, item) => items[item] ?? { width: 0, height: 0 });
  const heights = sizes.map(({ height }) => height);
  const middles = middlesOf({ columns, heights, segments: found.segments });
  const { lefts, widths, width } = columnEdges(columns, sizes, found.segments);
  const columnOf = new Map(columns.flatMap((column, index) => column.map((item) => [item, index] as const)));
  const marginOf = (item: number, column: number) => ((widths[column] ?? 0) - (sizes[item]?.width ?? 0)) / 2;
  const boxes = sizes.map((size, item): Box => {
    const column = columnOf.get(item) ?? 0;
    const x = (lefts[column] ?? 0) + marginOf(item, column);
    return { ...size, x, y: (middles[item] ?? 0) - size.height / 2 };
  });
  const strokes = found.segments.map((segment): Stroke => {
    const [start, end] = [columnOf.get(segment.left) ?? 0, columnOf.get(segment.right) ?? 0];
    const bend = [(lefts[start] ?? 0) + (widths[start] ?? 0), lefts[end] ?? 0] as const;
    const left = segment.left < items.length ? segment.left : undefined;
    const right = segment.right < items.length ? segment.right : undefined;
    const from = left === undefined ? (lefts[start] ?? 0) : bend[0] - marginOf(segment.left, start);
    const to = right === undefined ? bend[1] : bend[1] + marginOf(segment.right, end);
    const [y1, y2] = [(middles[segment.left] ?? 0) + segment.leftY, (middles[segment.right] ?? 0) + segment.rightY];
    return { curve: { start: { x: from, y: y1 }, end: { x: to, y: y2 }, bend }, edge: segment.edge, left, right };
  });
  const height = boxes.reduce((bottom, box) => Math.max(bottom, box.y + box.height), 0);
  return { boxes: boxes.slice(0, items.length), strokes, width, height };
}

/** Where columns begin, and how wide they are: lines get more room where there are many. */
function columnEdges(columns: readonly (readonly number[])[], sizes: readonly Size[], segments: readonly Segment[]) {
  const widths = columns.map((column) => column.reduce((widest, item) => Math.max(widest, sizes[item]?.width ?? 0), 0));
  const columnOf = new Map(columns.flatMap((column, index) => column.map((item) => [item, index] as const)));
  const lines = columns.map(() => 0);
  for (const { left } of segments) {
    const column = columnOf.get(left) ?? 0;
    lines[column] = (lines[column] ?? 0) + 1;
  }
  const lefts: number[] = [];
  let x = 0;
  for (const [index, width] of widths.entries()) {
    lefts.push(x);
    x += width + 26 + Math.min(50, 2 * (lines[index] ?? 0));
  }
  return { lefts, widths, width: (lefts.at(-1) ?? 0) + (widths.at(-1) ?? 0) };
}
