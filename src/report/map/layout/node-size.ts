import { overFamily } from '../../family-words.ts';
import { shorten } from '../list-label.ts';
import type { PictureLink, PictureNode } from '../picture.ts';
import type { Size } from './geometry.ts';
import { textWidth } from './text-size.ts';

/** Font sizes, in pixels. */
export const fontSizes = { namespace: 13, label: 12, note: 10.5, link: 10.5 } as const;
/** The height of a note's line, and of a label's with its margins. */
export const noteHeight = 14;
export const labelHeight = 24;

const longestLabel = 36;

/** The label of a link as it is drawn: its title has it in full. */
export function linkText({ label, family }: PictureLink): string {
  return `${shorten(label, longestLabel)}${overFamily(family)}`;
}

export function nodeSize({ kind, label, notes }: PictureNode): Size {
  const bold = kind === 'namespace' ? 1.1 : 1;
  const widths = [textWidth(label, fontSizes.label) * bold, ...notes.map((note) => textWidth(note, fontSizes.note))];
  const width = widths.reduce((widest, found) => Math.max(widest, found), 0) + 20;
  return { width, height: labelHeight + notes.length * noteHeight };
}

export function linkSize(link: PictureLink): Size {
  return { width: textWidth(linkText(link), fontSizes.link) + 14, height: 18 };
}
