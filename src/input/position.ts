import type { Position, SourceFile } from '../model/source.ts';

/** Finds the line and column of offsets in a text, both from 1. Lines end in LF, so that CRLF counts once. */
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

/** The line and column of an offset in a file, whose lines are counted once, however often it is asked for. */
export function positionInFile(file: SourceFile, offset: number): Position {
  let index = indexes.get(file);
  if (index === undefined) {
    index = positionsIn(file.text);
    indexes.set(file, index);
  }
  return index(offset);
}
