import type { Picture } from '../picture.ts';
import { homeOf, spokesOf } from '../spokes.ts';
import { type Gate, type HubRanks, type HubSpoke, hubRanks } from './hub-graph.ts';

/** What is laid out as one: an open namespace with its nodes, or a node alone. */
export interface Island {
  /** Undefined for a node alone. */
  readonly namespace: string | undefined;
  /** Indexes of the picture's nodes. */
  readonly nodes: readonly number[];
  /** Indexes of the links that lie in it. */
  readonly links: readonly number[];
  /** Where links leave it; `item` is an index in `nodes`. None for a node alone. */
  readonly gates: readonly Gate[];
}

/** A picture in islands, and the links between them. */
export interface Archipelago {
  /** Those that links between islands lead to. */
  readonly busy: readonly Island[];
  readonly silent: readonly Island[];
  readonly bridges: readonly Bridge[];
  /** Of the busy islands, then of the bridges. */
  readonly ranks: HubRanks;
}

/** A link between islands. */
export interface Bridge {
  /** The index of the link in the picture. */
  readonly link: number;
  readonly spokes: readonly BridgeSpoke[];
}

/** One line of it; `item` is the number of a busy island. */
export interface BridgeSpoke extends HubSpoke {
  /** The number of the gate by which it enters; undefined for a node alone. */
  readonly gate: number | undefined;
  /** The index of the node in the picture. */
  readonly node: number;
}

/** Parts a picture into islands; decides at which border each link enters. */
export function islandsOf(picture: Picture): Archipelago {
  const { nodes, links } = picture;
  const islands = groupNodes(picture);
  const homes = links.map((link) => homeOf(link, nodes));
  const isBridge = (index: number) => homes[index] === undefined;
  const touched = new Set(links.flatMap(({ from, to }, index) => (isBridge(index) ? [...from, ...to] : [])));
  const withLinks = islands.map((island): Island => {
    const inside = links.flatMap((_, index) =>
      island.namespace !== undefined && homes[index] === island.namespace ? [index] : [],
    );
    return { ...island, links: inside };
  });
  const busy = withLinks.filter((island) => island.nodes.some((node) => touched.has(node)));
  const silent = withLinks.filter((island) => !busy.includes(island));
  const itemOf = new Map(busy.flatMap((island, item) => island.nodes.map((node) => [node, item] as const)));
  const bridges = links.flatMap((link, index): Bridge[] => {
    if (!isBridge(index)) return [];
    const spokes = spokesOf(link).map(({ node, direction }) => {
      const item = itemOf.get(node) ?? 0;
      return { item, node, direction, offset: 0, goesOn: busy[item]?.namespace !== undefined, gate: undefined };
    });
    return [{ link: index, spokes }];
  });
  const ranks = hubRanks(busy.length, bridges);
  return { silent, ranks, ...withGates(picture, busy, bridges, ranks) };
}

function groupNodes({ nodes }: Picture): readonly Island[] {
  const found = new Map<string, Island & { readonly nodes: number[] }>();
  for (const [index, { namespace }] of nodes.entries()) {
    const key = namespace === undefined ? `node ${index}` : `namespace ${namespace}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { namespace, nodes: [index], links: [], gates: [] });
    else known.nodes.push(index);
  }
  return [...found.values()];
}

/** Links enter a namespace at the side on which their labels are; those of a node that look alike by one gate. */
function withGates(
  { links }: Picture,
  busy: readonly Island[],
  bridges: readonly Bridge[],
  ranks: HubRanks,
): { readonly busy: readonly Island[]; readonly bridges: readonly Bridge[] } {
  const gates = busy.map((): Gate[] => []);
  const numbers = new Map<string, number>();
  const entered = bridges.map((bridge, index): Bridge => {
    const spokes = bridge.spokes.map((spoke): BridgeSpoke => {
      const island = busy[spoke.item];
      if (island?.namespace === undefined) return spoke;
      const isLeftOf = (ranks[spoke.item] ?? 0) < (ranks[busy.length + index] ?? 0);
      const side = isLeftOf ? 'right' : 'left';
      const key = `${spoke.node} ${side} ${links[bridge.link]?.standing}`;
      const known = numbers.get(key);
      if (known !== undefined) return { ...spoke, gate: known };
      const list = gates[spoke.item] ?? [];
      const gate = list.push({ item: island.nodes.indexOf(spoke.node), side }) - 1;
      numbers.set(key, gate);
      return { ...spoke, gate };
    });
    return { ...bridge, spokes };
  });
  return { busy: busy.map((island, item) => ({ ...island, gates: gates[item] ?? [] })), bridges: entered };
}
