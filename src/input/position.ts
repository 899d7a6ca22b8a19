import type { Position, SourceFile } from '../model/source.ts';

/** Line and column of an offset, both from 1. Lines end in LF, so that CRLF counts once. */
export function positionAt(text: string, offset: number): Position {
  let line = 1;
  let lineStart = 0;
  for (let feed = text.indexOf('\n'); feed !== -1 && feed < offset; feed = text.indexOf('\n', lineStart)) {
    line += 1;
    lineStart = feed + 1;
  }
  return { line, column: offset - lineStart + 1 };
}

/** As positionAt, for many offsets of one text. */
export function positionsIn(text: string): (offset: number) => Position {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let feed = text.indexOf('\n'); feed !== -1; feed = text.indexOf('\n', feed + 1)) starts.push(feed + 1);
  return starts;
}

const indexes = new WeakMap<SourceFile, (offset: number) => Position>();

/** As positionAt; the lines of a file are counted once, however often it is asked for. */
export function positionInFile(file: SourceFile, offset: number): Position {
  let index = indexes.get(file);
  if (index === undefined) {
    index = positionsIn(file.text);
    indexes.set(file, index);
  }
  return index(offset);
}
