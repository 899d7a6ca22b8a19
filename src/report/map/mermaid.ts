import type { ConnectivityMap } from '../../policy/index.ts';
import { overFamily } from '../family-words.ts';
import { Painter } from './paint.ts';
import type { NodeKind, Picture, PictureLink, PictureNode, PictureOptions, Standing } from './picture.ts';
import { printable } from './printable.ts';
import { homeOf, lineCount, type Spoke, singleLine, spokesOf } from './spokes.ts';

/** What Mermaid draws unless its page raises them: `maxEdges` and `maxTextSize` of its configuration. */
const maximumEdges = 500;
const maximumCharacters = 50_000;

/**
 * A map as a flowchart of Mermaid: a subgraph for each namespace. A map that is too large for Mermaid is drawn by namespace,
 * with a comment that says so, and in the end without some of its connections, which a node of the chart says.
 */
export function mapMermaid(map: ConnectivityMap, { detail, denied }: PictureOptions = {}): string {
  const painter = new Painter(map, denied ?? []);
  if (detail !== 'namespaces') {
    const picture = painter.workloads();
    const chart = chartOf(picture, picture.links);
    if (fits(chart, lineCount(picture))) return chart;
  }
  const overview = painter.overview();
  const comment = detail === 'namespaces' ? [] : ['%% By namespace: there are too many workloads for Mermaid.'];
  const chart = chartOf(overview, overview.links, comment);
  return fits(chart, lineCount(overview)) ? chart : cutChart(overview, comment);
}

function fits(chart: string, edges: number): boolean {
  return edges <= maximumEdges && chart.length <= maximumCharacters;
}

/** As many of the connections as Mermaid can take, those of few lines first, and of the nodes those that have some. */
function cutChart(picture: Picture, comment: readonly string[]): string {
  const thinnest = picture.links.toSorted((a, b) => lineCount({ links: [a] }) - lineCount({ links: [b] }));
  let [low, high] = [0, thinnest.length];
  const cut = (count: number) => {
    const links = thinnest.slice(0, count);
    const note = `${picture.links.length - count} more connections are too many for Mermaid: see -o svg or -o html`;
    const notes = [...comment, `%% ${note}.`];
    return { links, chart: chartOf(picture, links, notes, note, linkedNodes(links)) };
  };
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const { links, chart } = cut(middle);
    if (fits(chart, lineCount({ links }))) low = middle;
    else high = middle - 1;
  }
  return cut(low).chart;
}

function linkedNodes(links: readonly PictureLink[]): ReadonlySet<number> {
  return new Set(links.flatMap(({ from, to }) => [...from, ...to]));
}

function chartOf(
  picture: Picture,
  links: readonly PictureLink[],
  comments: readonly string[] = [],
  note?: string,
  shown?: ReadonlySet<number>,
): string {
  const drawn = picture.nodes.flatMap((node, index) =>
    shown === undefined || shown.has(index) ? [{ node, line: nodeLine(node, index) }] : [],
  );
  const namespaces = [...new Set(drawn.flatMap(({ node }) => node.namespace ?? []))];
  const lines = [
    'flowchart LR',
    ...comments,
    `%% ${picture.caption}`,
    ...namespaces.flatMap((namespace, index) => [
      `subgraph s${index}[${quote(namespace)}]`,
      ...drawn.filter(({ node }) => node.namespace === namespace).map(({ line }) => `  ${line}`),
      ...hubLines(picture, links, namespace).map((line) => `  ${line}`),
      'end',
    ]),
    ...drawn.filter(({ node }) => node.namespace === undefined).map(({ line }) => line),
    ...(note === undefined ? [] : [`more[${quote(note)}]`]),
    ...hubLines(picture, links, undefined),
    ...edgeLines(links),
  ];
  return `${lines.join('\n')}\n`;
}

const shapes: Record<NodeKind, readonly [open: string, close: string]> = {
  workloads: ['[', ']'],
  all: ['[[', ']]'],
  namespace: ['[', ']'],
  cluster: ['[[', ']]'],
  nodes: ['[/', '/]'],
  ranges: ['([', '])'],
  potential: ['(', ')'],
  'ways-in': ['>', ']'],
};

function nodeLine({ kind, label, notes }: PictureNode, index: number): string {
  const [open, close] = shapes[kind];
  return `n${index}${open}${quote(label, ...notes)}${close}`;
}

/** Without a head, with one, and with two. */
const solid = { line: '---', head: '-->', heads: '<-->' };
const dotted = { line: '-.-', head: '-.->', heads: '<-.->' };

const arrows: Record<Standing, typeof solid & { readonly ending: string }> = {
  allowed: { ...solid, ending: '' },
  'some-pods': { ...dotted, ending: ' (some pods)' },
  'some-clients': { ...dotted, ending: ' (some addresses)' },
  'implementation-defined': { ...dotted, ending: ' (depends on the dataplane)' },
  denied: { ...dotted, ending: ' (denied)' },
};

function hubLines({ nodes }: Picture, links: readonly PictureLink[], namespace: string | undefined): readonly string[] {
  return links.flatMap((link, index) =>
    singleLine(link) === undefined && homeOf(link, nodes) === namespace ? [`h${index}([${labelOf(link)}])`] : [],
  );
}

function labelOf({ label, standing, family }: PictureLink): string {
  return quote(`${label}${overFamily(family)}${arrows[standing].ending}`);
}

function edgeLines(links: readonly PictureLink[]): readonly string[] {
  const found = links.flatMap((link, index) => arrowLines(link, index).map((line) => ({ line, link })));
  const denied = found.flatMap(({ link }, index) => (link.standing === 'denied' ? [index] : []));
  const style = denied.length === 0 ? [] : [`linkStyle ${denied.join(',')} stroke:#dc2626,color:#dc2626`];
  return [...found.map(({ line }) => line), ...style];
}

function arrowLines(link: PictureLink, index: number): readonly string[] {
  const { head } = arrows[link.standing];
  const single = singleLine(link);
  if (single !== undefined) return [`n${single.from} ${head}|${labelOf(link)}| n${single.to}`];
  return spokesOf(link).map((spoke) => spokeLine(spoke, index, link.standing));
}

function spokeLine({ node, direction }: Spoke, index: number, standing: Standing): string {
  const { line, head, heads } = arrows[standing];
  switch (direction) {
    case 'in':
      return `n${node} ${line} h${index}`;
    case 'out':
      return `h${index} ${head} n${node}`;
    case 'both':
      return `n${node} ${heads} h${index}`;
  }
}

/** What Mermaid could take for its own syntax, Markdown or HTML is written as the number of the character. */
function quote(...lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    printable(line).replace(/[^\p{L}\p{N} ./:;,+()=!?-]|^\s|\s$/gu, (found) => `#${found.codePointAt(0)};`),
  );
  return `"${escaped.join('<br/>')}"`;
}
