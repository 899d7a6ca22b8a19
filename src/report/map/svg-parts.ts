import { overFamily } from '../family-words.ts';
import { type Box, type Curve, type Point, pathOf, pixels } from './layout/geometry.ts';
import { labelHeight, linkText, noteHeight } from './layout/node-size.ts';
import type { Scene, SceneLine } from './layout/scene.ts';
import { listLabel } from './list-label.ts';
import { escapeMarkup } from './markup.ts';
import type { Picture, PictureLink, PictureNode, Standing } from './picture.ts';
import { formatRuns } from './runs.ts';

/** Attributes by which a page's script finds what an element stands for; none in a document. */
export type Annotate = 'for-script' | 'plain';

/** The elements of a picture that has been laid out: boxes first, then lines, then nodes on top. */
export function pictureElements(picture: Picture, scene: Scene, annotate: Annotate): readonly string[] {
  return [
    ...scene.namespaces.map(
      (box) => `<g class="box">${rectangle(box, 8)}${text({ x: box.x + 12, y: box.y + 18 }, box.name)}</g>`,
    ),
    ...picture.links.map((link, index) => linkElement(picture, link, index, scene, annotate)),
    ...picture.nodes.map((node, index) => nodeElement(node, scene.nodes[index], annotate)),
  ];
}

/** How a reader is told of a standing; nothing for what is simply allowed. */
const standingWords: Record<Standing, string> = {
  allowed: '',
  'some-pods': ' (some pods only)',
  'some-clients': ' (some addresses only)',
  'implementation-defined': ' (depends on the dataplane)',
  denied: ' (denied)',
};

function nodeElement(node: PictureNode, box: Box | undefined, annotate: Annotate): string {
  if (box === undefined) return '';
  const { kind, label, notes, title, members } = node;
  const middle = box.x + box.width / 2;
  const lines = notes.map((note, index) =>
    text({ x: middle, y: box.y + labelHeight + index * noteHeight + 5 }, note, 'note'),
  );
  const data =
    annotate === 'plain'
      ? ''
      : ` data-members="${formatRuns(members)}" tabindex="0" role="button" aria-label="${escapeMarkup([label, ...notes].join('. '))}"`;
  const name = text({ x: middle, y: box.y + 16.5 }, label, 'name');
  return `<g class="node ${kind}"${data}><title>${escapeMarkup(title)}</title>${rectangle(box, kind === 'ranges' ? 12 : 5)}${name}${lines.join('')}</g>`;
}

function linkElement(
  picture: Picture,
  link: PictureLink,
  index: number,
  { lines, labels }: Scene,
  annotate: Annotate,
): string {
  const own = lines.filter((line) => line.link === index);
  const box = labels[index];
  const label =
    box === undefined
      ? ''
      : `${rectangle(box, 9)}${text({ x: box.x + box.width / 2, y: box.y + 12.5 }, linkText(link))}`;
  const title = `<title>${escapeMarkup(linkTitle(picture, link))}</title>`;
  if (annotate === 'plain') return `<g class="link ${link.standing}">${title}${linesElement(own)}${label}</g>`;
  const pieces = own.map((line) => pieceElement(line, picture)).join('');
  return `<g class="link ${link.standing}"${linkData(picture, link)}>${title}${pieces}${label}</g>`;
}

/** A piece of a link that a script can tell from others. */
function pieceElement(line: SceneLine, { nodes }: Picture): string {
  const node = line.node === undefined ? undefined : nodes[line.node];
  if (node === undefined) return linesElement([line]);
  return `<g class="piece" data-members="${formatRuns(node.members)}" data-direction="${line.direction}">${linesElement([line])}</g>`;
}

function linesElement(lines: readonly SceneLine[]): string {
  const heads = lines.map((line) => headsOf(line.curve, line.arrowAtStart, line.arrowAtEnd)).join('');
  const head = heads === '' ? '' : `<path class="head" d="${heads}"/>`;
  return `<path class="line" d="${lines.map(({ curve }) => pathOf(curve)).join('')}"/>${head}`;
}

function linkTitle({ nodes }: Picture, { from, to, label, standing, family }: PictureLink): string {
  const name = (list: readonly number[]) => {
    const titles = list.flatMap((node) => nodes[node]?.title ?? []);
    return listLabel(titles, 200);
  };
  return `${name(from)} → ${name(to)}: ${label}${overFamily(family)}${standingWords[standing]}`;
}

function linkData({ nodes }: Picture, { from, to, label }: PictureLink): string {
  const members = (list: readonly number[]) => formatRuns(list.flatMap((node) => nodes[node]?.members ?? []));
  return ` data-from="${members(from)}" data-to="${members(to)}" data-ports="${escapeMarkup(label)}"`;
}

/** Arrow heads: lines meet what they lead to level. */
function headsOf({ start, end }: Curve, atStart: boolean, atEnd: boolean): string {
  const left = atStart ? `M${pixels(start.x)} ${pixels(start.y)}l7 -3.5v7z` : '';
  const right = atEnd ? `M${pixels(end.x)} ${pixels(end.y)}l-7 -3.5v7z` : '';
  return left + right;
}

export function rectangle({ x, y, width, height }: Box, radius: number): string {
  return `<rect x="${pixels(x)}" y="${pixels(y)}" width="${pixels(width)}" height="${pixels(height)}" rx="${radius}"/>`;
}

export function text({ x, y }: Point, content: string, name?: string): string {
  const attribute = name === undefined ? '' : ` class="${name}"`;
  return `<text x="${pixels(x)}" y="${pixels(y)}"${attribute}>${escapeMarkup(content)}</text>`;
}
