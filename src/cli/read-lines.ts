import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { type Line, linesOf } from '../wire/index.ts';
import { type Io, NoAnswer } from './io.ts';
import { filesOf, unreadable } from './read-files.ts';

/** One line, and the file that it is in. */
export interface FileLine extends Line {
  readonly path: string;
}

/** The lines of files, folders and standard input (`-`), one at a time; what ends in `.gz` is unpacked. */
export async function* readLines(paths: readonly string[], io: Io): AsyncGenerator<FileLine> {
  for (const path of filesOf(paths)) {
    const name = path === '-' ? 'standard input' : path;
    try {
      for await (const line of linesOf(path === '-' ? io.stdinChunks() : chunksOf(path))) yield { ...line, path: name };
    } catch (error) {
      throw isSystemError(error) ? unreadable(name, error) : error;
    }
  }
}

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path);
  if (!path.endsWith('.gz')) {
    yield* file as AsyncIterable<Uint8Array>;
    return;
  }
  const unpacked = createGunzip();
  // `pipe` forwards no errors.
  file.on('error', (error) => unpacked.destroy(error));
  try {
    yield* file.pipe(unpacked) as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (isSystemError(error) && error.code.startsWith('Z_')) throw new NoAnswer([`${path} is no whole gzip file`]);
    throw error;
  } finally {
    file.destroy();
  }
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
