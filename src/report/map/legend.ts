import { type Box, type Point, pathOf } from './layout/geometry.ts';
import { shelves } from './layout/shelves.ts';
import { textWidth } from './layout/text-size.ts';
import type { NodeKind, Picture, Standing } from './picture.ts';
import { rectangle, text } from './svg-parts.ts';

/** What the looks of a picture mean, below it: a height in pixels, and the elements. */
export interface Legend {
  readonly height: number;
  readonly elements: readonly string[];
}

const kinds: Record<NodeKind, string> = {
  workloads: 'workloads that the same holds for',
  all: 'all of a namespace',
  namespace: 'a namespace',
  cluster: 'everything in the cluster',
  nodes: 'nodes',
  ranges: 'addresses outside',
  potential: 'pods that do not exist yet',
  'ways-in': 'a way in from outside',
};

const standings: Record<Standing, string> = {
  allowed: 'may connect',
  'some-pods': 'some of its pods may',
  'some-clients': 'some addresses may',
  'implementation-defined': 'depends on the dataplane',
  denied: 'denied',
};

/** Explains the looks that occur on a picture, in rows of at most `width` pixels from a point on. */
export function legendOf(picture: Picture, at: Point, width: number): Legend {
  const entries = entriesOf(picture);
  const sizes = entries.map(({ words }) => ({ width: 40 + textWidth(words, 11) + 10, height: 18 }));
  const { boxes, height } = shelves(sizes, Math.max(width, 400), 2);
  const elements = entries.map(({ draw, words }, index) => {
    const box = boxes[index];
    if (box === undefined) return '';
    const [x, y] = [at.x + box.x, at.y + box.y];
    return `${draw({ x, y: y + 3, width: 30, height: 12 })}${text({ x: x + 38, y: y + 13 }, words)}`;
  });
  const caption = text({ x: at.x, y: at.y + height + 16 }, captionOf(picture));
  return { height: height + 24, elements: [`<g class="legend">${elements.join('')}${caption}</g>`] };
}

function captionOf({ caption, detail }: Picture): string {
  return detail === 'namespaces' ? `${caption}; by namespace: some workload of it or all may` : caption;
}

interface Entry {
  readonly words: string;
  readonly draw: (box: Box) => string;
}

function entriesOf({ nodes, links }: Picture): readonly Entry[] {
  const seenKinds = new Set(nodes.map(({ kind }) => kind));
  const seenStandings = new Set(links.map(({ standing }) => standing));
  const kindEntries = (Object.keys(kinds) as NodeKind[])
    .filter((kind) => seenKinds.has(kind))
    .map(
      (kind): Entry => ({
        words: kinds[kind],
        draw: (box) => `<g class="node ${kind}">${rectangle(box, kind === 'ranges' ? 6 : 3)}</g>`,
      }),
    );
  const standingEntries = (Object.keys(standings) as Standing[])
    .filter((standing) => seenStandings.has(standing))
    .map((standing): Entry => ({ words: standings[standing], draw: (box) => sampleLine(box, standing) }));
  return [...kindEntries, ...standingEntries];
}

function sampleLine({ x, y, width, height }: Box, standing: Standing): string {
  const level = y + height / 2;
  const end = { x: x + width, y: level };
  const path = pathOf({ start: { x, y: level }, end, bend: [x, x + width] });
  return `<g class="link ${standing}"><path class="line" d="${path}"/><path class="head" d="M${end.x} ${level}l-7 -3.5v7z"/></g>`;
}
