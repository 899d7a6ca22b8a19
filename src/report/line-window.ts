/** What is shown of a line with a part to point at, and what stands below it. */
export interface MarkedLine {
  readonly line: string;
  /** Blank, and as wide as what is before the part. */
  readonly indent: string;
  /** Below the part, as far as it is shown. */
  readonly carets: string;
}

/** In UTF-16 code units. */
const maximumWidth = 110;
/** How much is shown before a part that is far to the right. */
const leading = 40;

/** A line without what is too much for a terminal, with an ellipsis in its place. */
export function cut(line: string): string {
  return windowOf(line, 0);
}

/** The same around a part, from `start` on and `length` long, which is always in sight. A part of nothing gets one caret. */
export function markedLine(line: string, start: number, length: number): MarkedLine {
  const isNear = line.length <= maximumWidth || start + length < maximumWidth;
  const from = isNear ? 0 : Math.max(0, Math.min(start - leading, line.length - maximumWidth));
  const shown = windowOf(line, from);
  const before = Math.min(start - from, maximumWidth - 1);
  return {
    line: shown,
    // A tab is as wide here as it is above.
    indent: shown.slice(0, before).padEnd(before).replace(/[^\t]/g, ' '),
    carets: '^'.repeat(Math.max(1, Math.min(length, maximumWidth - before))),
  };
}

function windowOf(line: string, from: number): string {
  const to = from + maximumWidth;
  const isWhole = from === 0 && line.length <= maximumWidth;
  if (isWhole) return line;
  const [head, tail] = [from > 0 ? '…' : '', to < line.length ? '…' : ''];
  const shown = line.slice(from + head.length, to - tail.length);
  // Half of a character is none.
  return `${head}${shown.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, ' ')}${tail}`;
}
