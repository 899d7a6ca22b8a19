import type { PictureLink } from '../picture.ts';
import { spokesOf } from '../spokes.ts';
import { type Box, moved, type Point, type Size } from './geometry.ts';
import { type Gate, type GateLine, type Hub, type HubLine, hubRanks, layoutHubs } from './hub-graph.ts';
import { fontSizes, linkSize } from './node-size.ts';
import { shelves } from './shelves.ts';
import { textWidth } from './text-size.ts';

/** The inside of a namespace's box, in pixels from its top left. */
export interface NamespaceLayout extends Size {
  /** Of each node that was given. */
  readonly nodes: readonly Box[];
  /** Of each link that was given. */
  readonly labels: readonly Box[];
  /** How far down the border each gate is. */
  readonly gates: readonly number[];
  readonly linkLines: readonly HubLine[];
  /** Of each link and each of its spokes, the node. */
  readonly ends: readonly (readonly number[])[];
  readonly gateLines: readonly GateLine[];
}

const padding = 12;
const header = 28;
const gap = 10;

/** Lays out the nodes of a namespace, the links between them, and the lines on which links leave it. */
export function layoutNamespace(
  name: string,
  sizes: readonly Size[],
  links: readonly PictureLink[],
  gates: readonly Gate[],
): NamespaceLayout {
  const { busy, silent } = sortOut(sizes, links, gates);
  const itemOf = new Map(busy.map((node, item) => [node, item]));
  const hubs = links.map((link) => hubOf(link, itemOf));
  const at = (nodes: readonly number[]) => nodes.flatMap((node) => sizes[node] ?? []);
  const itemGates = gates.map(({ item, side }): Gate => ({ item: itemOf.get(item) ?? 0, side }));
  const graph = layoutHubs({ items: at(busy), hubs, gates: itemGates }, hubRanks(busy.length, hubs), tallest);
  const shelf = shelves(at(silent), Math.max(graph.width, 220), gap);
  const [hasLeft, hasRight] = [gates.some(({ side }) => side === 'left'), gates.some(({ side }) => side === 'right')];
  const origin: Point = { x: hasLeft ? 0 : padding, y: header };
  const width = Math.max(
    origin.x + graph.width + (hasRight ? 0 : padding),
    shelf.width + 2 * padding,
    textWidth(name, fontSizes.namespace) + 2 * padding,
  );
  const shelfAt: Point = { x: padding, y: header + graph.height + (busy.length > 0 && silent.length > 0 ? gap : 0) };
  const boxes = new Map([
    ...graph.items.map((box, item) => [busy[item], moved(box, origin)] as const),
    ...shelf.boxes.map((box, item) => [silent[item], moved(box, shelfAt)] as const),
  ]);
  const stubs = gates.flatMap(({ side }, gate) => {
    const y = graph.gates[gate] ?? 0;
    const [from, to] = [graph.width, width - origin.x];
    const curve = { start: { x: from, y }, end: { x: to, y }, bend: [from, to] as const };
    return side === 'right' && to > from ? [{ gate, curve, itemAt: undefined }] : [];
  });
  return {
    width,
    height: shelfAt.y + shelf.height + padding,
    nodes: sizes.map((size, node) => boxes.get(node) ?? { ...size, x: 0, y: 0 }),
    labels: graph.hubs.map((box) => moved(box, origin)),
    gates: graph.gates.map((y) => y + origin.y),
    ends: links.map((link) => spokesOf(link).map(({ node }) => node)),
    linkLines: graph.hubLines.map((line) => ({ ...line, curve: moved(line.curve, origin) })),
    gateLines: [...graph.gateLines, ...stubs].map((line) => ({ ...line, curve: moved(line.curve, origin) })),
  };
}

const tallest = 420;

/** Nodes that some line leads to, and others. */
function sortOut(sizes: readonly Size[], links: readonly PictureLink[], gates: readonly Gate[]) {
  const touched = new Set([...links.flatMap(({ from, to }) => [...from, ...to]), ...gates.map(({ item }) => item)]);
  const nodes = sizes.map((_, node) => node);
  return {
    busy: nodes.filter((node) => touched.has(node)),
    silent: nodes.filter((node) => !touched.has(node)),
  };
}

function hubOf(link: PictureLink, itemOf: ReadonlyMap<number, number>): Hub {
  const spokes = spokesOf(link).map(({ node, direction }) => {
    return { item: itemOf.get(node) ?? 0, direction, offset: 0, goesOn: false };
  });
  return { ...linkSize(link), spokes };
}
