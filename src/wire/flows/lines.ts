/** One line of a file; `text` is undefined where it is longer than `maximumLine`. */
export interface Line {
  /** Counts from 1. */
  readonly number: number;
  readonly text: string | undefined;
  /** Whether a line feed ends it: the last line of a file that is cut off has none. */
  readonly ended: boolean;
}

/** In bytes; flows are a thousand times shorter. */
export const maximumLine = 1024 * 1024;

const lineFeed = 10;

/**
 * Cuts bytes into lines as they come, so that no more than a line and a chunk are in memory. Lines are read as UTF-8; what is none
 * is replaced.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let pieces: Uint8Array[] = [];
  let length = 0;
  let number = 0;
  const take = (piece: Uint8Array) => {
    length += piece.length;
    if (length <= maximumLine) pieces.push(piece);
    else pieces = [];
  };
  const finish = (ended: boolean): Line => {
    const text = length > maximumLine ? undefined : decoder.decode(joined(pieces, length));
    pieces = [];
    length = 0;
    number += 1;
    return { number, text, ended };
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      take(chunk.subarray(start, end));
      yield finish(true);
      start = end + 1;
    }
    // A reader may fill the same buffer again.
    if (start < chunk.length) take(chunk.slice(start));
  }
  if (length > 0) yield finish(false);
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = pieces;
  if (pieces.length === 1 && first !== undefined) return first;
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}
