import { formatConnections, unionConnections } from '../../model/connection-set.ts';
import { counted } from '../../model/counted.ts';
import { groupBy } from '../../model/group-by.ts';
import type { ConnectivityMap } from '../../policy/index.ts';
import { overFamily } from '../family-words.ts';
import { type Bundle, bundlesOf } from './bundle.ts';
import { Directory } from './part.ts';
import { type Opened, PartTable } from './part-table.ts';
import type { DeniedConnection, Picture, PictureNode, PictureOptions } from './picture.ts';
import { blocksOf } from './picture-blocks.ts';
import { type PartLink, partLinks } from './picture-links.ts';
import { lineCount } from './spokes.ts';

/** What an eye can follow on one page. */
const fewNodes = 90;
const fewLines = 160;

/** Decides what is drawn of a map: which endpoints as one, and which connections between them. */
export function pictureOf(map: ConnectivityMap, { detail, denied }: PictureOptions): Picture {
  const painter = new Painter(map, denied ?? []);
  if (detail === 'namespaces') return painter.overview();
  const picture = painter.workloads();
  if (detail === 'workloads' || painter.namespaces.length < 2) return picture;
  const isLegible = picture.nodes.length <= fewNodes && lineCount(picture) <= fewLines;
  return isLegible ? picture : painter.overview();
}

/** Draws one map in several ways. */
export class Painter {
  readonly directory: Directory;
  /** What the map holds, in as few bundles as can be. */
  readonly bundles: readonly Bundle[];
  private readonly denied: readonly DeniedConnection[];
  private readonly bundlesByNamespace: ReadonlyMap<string, readonly Bundle[]>;

  constructor(map: ConnectivityMap, denied: readonly DeniedConnection[]) {
    this.directory = new Directory(map.endpoints);
    this.bundles = bundlesOf(map);
    this.denied = denied;
    this.bundlesByNamespace = byNamespace(this.bundles, this.directory);
  }

  /** The names of the namespaces, sorted. */
  get namespaces(): readonly string[] {
    return [...this.directory.namespaces.keys()];
  }

  /** Every namespace open. */
  workloads(): Picture {
    return this.paint('all');
  }

  /** Every namespace closed. */
  overview(): Picture {
    return this.paint('none');
  }

  /** One namespace open, with what its workloads may connect to or be connected from. */
  closeUp(namespace: string): Picture {
    return this.paint({ only: namespace }, namespace);
  }

  private paint(opened: Opened, only?: string): Picture {
    const parts = new PartTable(this.directory, opened);
    const bundles = only === undefined ? this.bundles : (this.bundlesByNamespace.get(only) ?? []);
    const found = partLinks(parts, bundles, this.denied, only);
    const { nodes, nodeOfPart } = blocksOf(parts, found, only);
    const onNodes = (numbers: readonly number[]) =>
      [...new Set(numbers.flatMap((number) => nodeOfPart.get(number) ?? []))].sort((a, b) => a - b);
    const links = found.map((link) => ({ ...link, from: onNodes(link.from), to: onNodes(link.to) }));
    return {
      detail: opened === 'none' ? 'namespaces' : 'workloads',
      nodes: nodes.map((node, index) => ({ ...node, notes: [...node.notes, ...inwardNotes(node, index, links)] })),
      links: links.flatMap(withoutInward).map(({ ports: _ports, ...link }) => link),
      caption: captionOf(this.directory),
    };
  }
}

/** The bundles that say something about each namespace. */
function byNamespace(bundles: readonly Bundle[], directory: Directory): ReadonlyMap<string, readonly Bundle[]> {
  const found = new Map<string, Bundle[]>();
  for (const bundle of bundles) {
    const namespaces = new Set([...bundle.from, ...bundle.to].flatMap((member) => directory.namespaceOf(member) ?? []));
    for (const namespace of namespaces) {
      const list = found.get(namespace);
      if (list === undefined) found.set(namespace, [bundle]);
      else list.push(bundle);
    }
  }
  return found;
}

/** The one node that a link leads from and to, where a link has one client or one server. */
function inwardNode({ from, to }: PartLink): number | undefined {
  const [client, server] = [from[0], to[0]];
  if (from.length === 1 && client !== undefined && to.includes(client)) return client;
  if (to.length === 1 && server !== undefined && from.includes(server)) return server;
  return undefined;
}

/** What is left to be drawn of a link when what happens inside of a node is a note. */
function withoutInward(link: PartLink): readonly PartLink[] {
  const inward = inwardNode(link);
  if (inward === undefined) return [link];
  const isOther = (node: number) => node !== inward;
  if (link.from.length === 1 && link.to.length === 1) return [];
  return [
    link.from.length === 1 ? { ...link, to: link.to.filter(isOther) } : { ...link, from: link.from.filter(isOther) },
  ];
}

function inwardNotes(node: PictureNode, index: number, links: readonly PartLink[]): readonly string[] {
  if (node.members.length < 2) return [];
  const inward = links.filter((link) => inwardNode(link) === index);
  const where = node.kind === 'namespace' ? 'inside' : 'among themselves';
  return (['allowed', 'some-pods', 'implementation-defined', 'denied'] as const).flatMap((standing) => {
    const same = inward.filter((link) => link.standing === standing);
    if (standing === 'denied') return [...new Set(same.map(({ label }) => `${where}, denied: ${label}`))];
    return [...groupBy(same, ({ family }) => family)].map(([family, links]) => {
      const text = formatConnections(unionConnections(links.flatMap(({ ports }) => ports ?? [])));
      return `${where}${standingNotes[standing]}: ${text}${overFamily(family)}`;
    });
  });
}

const standingNotes = { allowed: '', 'some-pods': ', some pods', 'implementation-defined': ', maybe' };

function captionOf({ endpoints, namespaces }: Directory): string {
  const pods = endpoints.filter(({ kind }) => kind === 'pod').length;
  const workloads = endpoints.filter(({ kind }) => kind === 'workload').length;
  const counts = [
    ...(workloads > 0 || pods === 0 ? [counted(workloads, 'workload')] : []),
    ...(pods > 0 ? [counted(pods, 'pod')] : []),
  ];
  return `${counts.join(' and ')} in ${counted(namespaces.size, 'namespace')}`;
}
