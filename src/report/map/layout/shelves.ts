import type { Box, Size } from './geometry.ts';

/** Puts boxes in rows of at most `width` pixels, in their order, as words on a page. */
export function shelves(sizes: readonly Size[], width: number, gap: number): Size & { readonly boxes: readonly Box[] } {
  const boxes: Box[] = [];
  let [x, y, rowHeight, widest] = [0, 0, 0, 0];
  for (const size of sizes) {
    if (x > 0 && x + size.width > width) {
      y += rowHeight + gap;
      [x, rowHeight] = [0, 0];
    }
    boxes.push({ ...size, x, y });
    x += size.width + gap;
    widest = Math.max(widest, x - gap);
    rowHeight = Math.max(rowHeight, size.height);
  }
  return { boxes, width: widest, height: y + rowHeight };
}
