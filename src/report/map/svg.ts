import type { ConnectivityMap } from '../../policy/index.ts';
import { arrange } from './layout/arrange.ts';
import { pixels } from './layout/geometry.ts';
import { legendOf } from './legend.ts';
import { escapeMarkup } from './markup.ts';
import { pictureOf } from './paint.ts';
import type { Picture, PictureOptions } from './picture.ts';
import { type Annotate, pictureElements } from './svg-parts.ts';
import { pictureStyle } from './svg-style.ts';

/** A map as an SVG for documents: no script, light or dark as its reader likes, a title on whatever has one. */
export function mapSvg(map: ConnectivityMap, options: PictureOptions = {}): string {
  return `${svgOf(pictureOf(map, options), 'plain', `<style>${pictureStyle}</style>`)}\n`;
}

/** A picture as an SVG element; `style` is a `style` element, or nothing where the page around it has the style. */
export function svgOf(picture: Picture, annotate: Annotate, style: string): string {
  const scene = arrange(picture);
  const legend = legendOf(picture, { x: 20, y: scene.height }, scene.width - 40);
  const [width, height] = [pixels(Math.max(scene.width, 440)), pixels(scene.height + legend.height)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="${annotate === 'plain' ? 'img' : 'group'}">`,
    `<title>Who may connect to whom: ${escapeMarkup(picture.caption)}</title>`,
    style,
    `<rect class="page" width="${width}" height="${height}"/>`,
    ...pictureElements(picture, scene, annotate),
    ...legend.elements,
    '</svg>',
  ]
    .filter((line) => line !== '')
    .join('\n');
}
