import type { ConnectivityMap } from '../../policy/index.ts';
import { overFamily } from '../family-words.ts';
import { pictureOf } from './paint.ts';
import type { NodeKind, Picture, PictureLink, PictureNode, PictureOptions, Standing } from './picture.ts';
import { printable } from './printable.ts';
import { homeOf, type Spoke, singleLine, spokesOf } from './spokes.ts';

/** A map in the DOT language of Graphviz (graphviz.org/doc/info/lang.html): a cluster for each namespace. */
export function mapDot(map: ConnectivityMap, options: PictureOptions = {}): string {
  const picture = pictureOf(map, options);
  const lines = [
    'digraph netwhy {',
    `  graph [rankdir=LR, ranksep=0.7, nodesep=0.2, fontname="Helvetica", fontsize=11, label=${quote(picture.caption)}]`,
    '  node [shape=box, style="rounded,filled", fillcolor="#ffffff", color="#64748b", fontname="Helvetica", fontsize=11]',
    '  edge [fontname="Helvetica", fontsize=10, color="#475569", fontcolor="#334155", arrowsize=0.7]',
    ...namespaceLines(picture),
    ...picture.links.flatMap(linkLines),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function namespaceLines({ nodes, links }: Picture): readonly string[] {
  const drawn = nodes.map((node, index) => ({ node, line: nodeLine(node, index) }));
  const hubs = links.flatMap((link, index) =>
    singleLine(link) === undefined ? [{ home: homeOf(link, nodes), line: hubLine(link, index) }] : [],
  );
  const inside = (namespace: string | undefined) => [
    ...drawn.filter(({ node }) => node.namespace === namespace).map(({ line }) => line),
    ...hubs.filter(({ home }) => home === namespace).map(({ line }) => line),
  ];
  const namespaces = [...new Set(nodes.flatMap(({ namespace }) => namespace ?? []))];
  const clusters = namespaces.flatMap((namespace, index) => [
    `  subgraph cluster_${index} {`,
    `    graph [label=${quote(namespace)}, style="rounded,filled", fillcolor="#f1f5f9", color="#cbd5e1"]`,
    ...inside(namespace).map((line) => `    ${line}`),
    '  }',
  ]);
  return [...clusters, ...inside(undefined).map((line) => `  ${line}`)];
}

const looks: Record<NodeKind, string> = {
  workloads: '',
  all: ', penwidth=2',
  namespace: ', fillcolor="#f1f5f9"',
  cluster: ', penwidth=2, fillcolor="#dbeafe"',
  nodes: ', shape=box3d, fillcolor="#fef9c3"',
  ranges: ', shape=ellipse, fillcolor="#ede9fe"',
  potential: ', style="rounded,filled,dashed"',
  'ways-in': ', shape=cds, fillcolor="#dcfce7"',
};

function nodeLine({ kind, label, notes, title }: PictureNode, index: number): string {
  return `n${index} [label=${quote(label, ...notes)}, tooltip=${quote(title)}${looks[kind]}]`;
}

const strokes: Record<Standing, string> = {
  allowed: '',
  'some-pods': ', style=dashed',
  'some-clients': ', style=dashed',
  'implementation-defined': ', style=dotted',
  denied: ', style=dashed, color="#dc2626", fontcolor="#dc2626"',
};

const endings: Record<Standing, string> = {
  allowed: '',
  'some-pods': ' (some pods)',
  'some-clients': ' (some addresses)',
  'implementation-defined': ' (depends on the dataplane)',
  denied: ' (denied)',
};

function labelOf({ label, standing, family }: PictureLink): string {
  return quote(`${label}${overFamily(family)}${endings[standing]}`);
}

function hubLine(link: PictureLink, index: number): string {
  const colour = link.standing === 'denied' ? ', fontcolor="#dc2626"' : '';
  return `h${index} [label=${labelOf(link)}, shape=plain, style="", fontsize=10${colour}]`;
}

function linkLines(link: PictureLink, index: number): readonly string[] {
  const stroke = strokes[link.standing];
  const single = singleLine(link);
  if (single !== undefined) return [`  n${single.from} -> n${single.to} [label=${labelOf(link)}${stroke}]`];
  return spokesOf(link).map((spoke) => `  ${spokeText(spoke, index)}${stroke}]`);
}

/** Without the end of its attributes. */
function spokeText({ node, direction }: Spoke, index: number): string {
  switch (direction) {
    case 'in':
      return `n${node} -> h${index} [dir=none`;
    case 'out':
      return `h${index} -> n${node} [dir=forward`;
    case 'both':
      return `n${node} -> h${index} [dir=both`;
  }
}

/** A quoted string. A label has escapes, such as `\N` for the name of the node, and entities as HTML has them. */
function quote(...lines: readonly string[]): string {
  const escaped = lines.map((line) => printable(line).replace(/[\\"]/g, '\\$&').replaceAll('&', '&amp;'));
  return `"${escaped.join('\\n')}"`;
}
