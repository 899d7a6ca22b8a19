import type { Picture } from '../picture.ts';
import { type Box, moved, type Point, type Size } from './geometry.ts';
import { type HubLayout, layoutHubs } from './hub-graph.ts';
import { type Archipelago, type Bridge, type Island, islandsOf } from './islands.ts';
import { layoutNamespace, type NamespaceLayout } from './namespace-layout.ts';
import { linkSize, nodeSize } from './node-size.ts';
import type { NamespaceBox, Scene, SceneLine } from './scene.ts';
import { shelves } from './shelves.ts';

const margin = 20;
const gap = 16;

/**
 * Finds a place for everything on a picture: clients at the left, servers at the right, each open namespace in a box. What
 * no line between namespaces leads to stands below.
 */
export function arrange(picture: Picture): Scene {
  const archipelago = islandsOf(picture);
  const busy = archipelago.busy.map((island) => insideOf(island, picture));
  const silent = archipelago.silent.map((island) => insideOf(island, picture));
  const graph = layoutBridges(archipelago, busy, picture);
  const shelf = shelves(silent, Math.max(graph.width, widthFor(silent)), gap);
  const top = margin + (busy.length > 0 ? graph.height + 2 * gap : 0);
  const origin: Point = { x: margin, y: margin };
  const placed = [
    ...archipelago.busy.map((island, index) =>
      place(island, busy[index], moved(graph.items[index] ?? nowhere, origin)),
    ),
    ...archipelago.silent.map((island, index) =>
      place(island, silent[index], moved(shelf.boxes[index] ?? nowhere, { x: margin, y: top })),
    ),
  ];
  const labels = new Map([
    ...placed.flatMap(({ labels: found }) => found),
    ...archipelago.bridges.map(({ link }, index) => [link, moved(graph.hubs[index] ?? nowhere, origin)] as const),
  ]);
  const nodes = new Map(placed.flatMap(({ nodes: found }) => found));
  return {
    namespaces: placed.flatMap(({ namespace }) => namespace ?? []),
    nodes: picture.nodes.map((_, index) => nodes.get(index) ?? nowhere),
    labels: picture.links.map((_, index) => labels.get(index) ?? nowhere),
    lines: [
      ...placed.flatMap(({ lines }) => lines),
      ...bridgeLines(archipelago.bridges, graph, origin),
      ...archipelago.busy.flatMap((_, item) =>
        gateLines(item, busy[item], archipelago.bridges, placed[item]?.box ?? nowhere),
      ),
    ],
    width: Math.max(graph.width, shelf.width) + 2 * margin,
    height: silent.length > 0 ? top + shelf.height + margin : margin + graph.height + margin,
  };
}

const nowhere: Box = { x: 0, y: 0, width: 0, height: 0 };

function insideOf({ namespace, nodes, links, gates }: Island, picture: Picture): Size | NamespaceLayout {
  const sizes = nodes.flatMap((node) => picture.nodes[node] ?? []).map(nodeSize);
  if (namespace === undefined) return sizes[0] ?? nowhere;
  const local = new Map(nodes.map((node, index) => [node, index]));
  const inside = links
    .flatMap((link) => picture.links[link] ?? [])
    .map((link) => {
      const toLocal = (list: readonly number[]) => list.flatMap((node) => local.get(node) ?? []);
      return { ...link, from: toLocal(link.from), to: toLocal(link.to) };
    });
  return layoutNamespace(namespace, sizes, inside, gates);
}

function layoutBridges(
  { bridges, ranks }: Archipelago,
  insides: readonly (Size | NamespaceLayout)[],
  { links }: Picture,
) {
  const hubs = bridges.map(({ link, spokes }) => ({
    ...(links[link] === undefined ? nowhere : linkSize(links[link])),
    spokes: spokes.map((spoke) => ({ ...spoke, offset: offsetOf(insides[spoke.item], spoke.gate) })),
  }));
  return layoutHubs({ items: insides, hubs, gates: [] }, ranks, Math.max(600, widthFor(insides) * 0.6));
}

/** Where a gate is, below the middle of its namespace. */
function offsetOf(inside: Size | NamespaceLayout | undefined, gate: number | undefined): number {
  if (inside === undefined || gate === undefined || !('gates' in inside)) return 0;
  return (inside.gates[gate] ?? 0) - inside.height / 2;
}

/** The width of a page on which things of these sizes look well together. */
function widthFor(sizes: readonly Size[]): number {
  const area = sizes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  return Math.max(500, Math.sqrt(area * 2));
}

interface Placed {
  readonly box: Box;
  readonly namespace?: NamespaceBox;
  readonly nodes: readonly (readonly [node: number, box: Box])[];
  readonly labels: readonly (readonly [link: number, box: Box])[];
  readonly lines: readonly SceneLine[];
}

function place(island: Island, inside: Size | NamespaceLayout | undefined, box: Box): Placed {
  const [first = 0] = island.nodes;
  if (island.namespace === undefined || inside === undefined || !('nodes' in inside)) {
    return { box, nodes: [[first, box]], labels: [], lines: [] };
  }
  const at = (found: Box | undefined) => moved(found ?? nowhere, box);
  return {
    box,
    namespace: { ...box, name: island.namespace },
    nodes: island.nodes.map((node, index) => [node, at(inside.nodes[index])]),
    labels: island.links.map((link, index) => [link, at(inside.labels[index])]),
    lines: inside.linkLines.flatMap(({ hub, spoke, ...line }) => {
      const link = island.links[hub];
      const local = spoke === undefined ? undefined : inside.ends[hub]?.[spoke];
      const node = local === undefined ? undefined : island.nodes[local];
      return link === undefined ? [] : [{ ...line, link, node, curve: moved(line.curve, box) }];
    }),
  };
}

function bridgeLines(bridges: readonly Bridge[], graph: HubLayout, origin: Point): readonly SceneLine[] {
  return graph.hubLines.flatMap(({ hub, spoke, ...line }) => {
    const bridge = bridges[hub];
    const node = spoke === undefined ? undefined : bridge?.spokes[spoke]?.node;
    return bridge === undefined ? [] : [{ ...line, link: bridge.link, node, curve: moved(line.curve, origin) }];
  });
}

/** The ways of links from the border of a namespace to its nodes; each link has its own, though they run together. */
function gateLines(
  item: number,
  inside: Size | NamespaceLayout | undefined,
  bridges: readonly Bridge[],
  box: Box,
): readonly SceneLine[] {
  if (inside === undefined || !('gateLines' in inside)) return [];
  return bridges.flatMap(({ link, spokes }) =>
    spokes
      .filter((spoke) => spoke.item === item)
      .flatMap(({ gate, direction, node }) =>
        inside.gateLines
          .filter((line) => line.gate === gate)
          .map(({ curve, itemAt }) => ({
            link,
            node,
            direction,
            curve: moved(curve, box),
            arrowAtStart: itemAt === 'start' && direction !== 'in',
            arrowAtEnd: itemAt === 'end' && direction !== 'in',
          })),
      ),
  );
}
