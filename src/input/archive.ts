import { FlateErrorCode, Gunzip, unzipSync } from 'fflate';
import { type ArchiveEntry, isTar, readTar } from './tar.ts';

/** The content is larger than it may be: thrown before it fills the memory. */
export class TooLargeError extends Error {
  constructor() {
    super('larger than the limit');
    this.name = 'TooLargeError';
  }
}

export type ArchiveKind = 'gzip' | 'zip' | 'tar';

/** Told by the first bytes, whatever the file's name is. */
export function archiveKind(bytes: Uint8Array): ArchiveKind | undefined {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  // `PK` and the mark of a file, or of the directory of an empty archive.
  const isZip =
    bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && bytes[3] === bytes[2] + 1;
  if (isZip) return 'zip';
  return isTar(bytes) ? 'tar' : undefined;
}

/**
 * Opens one layer of an archive. A gzip file gives one entry with an empty path. Throws a TooLargeError when more than `limit`
 * bytes come out, and an Error when the archive is damaged.
 */
export function* openArchive(kind: ArchiveKind, bytes: Uint8Array, limit: number): Generator<ArchiveEntry> {
  switch (kind) {
    case 'gzip':
      yield { path: '', bytes: gunzip(bytes, limit) };
      return;
    case 'zip':
      for (const [path, content] of unzip(bytes, limit)) yield { path: normalise(path), bytes: content };
      return;
    case 'tar':
      for (const entry of readTar(bytes)) yield { path: normalise(entry.path), bytes: entry.bytes };
  }
}

/** `/a/../../b` is `b`: an entry has no place outside of its archive. */
function normalise(path: string): string {
  const steps: string[] = [];
  for (const step of path.split(/[/\\]/)) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function gunzip(bytes: Uint8Array, limit: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  const sizes = { all: 0, beforeMember: 0 };
  const stream = new Gunzip((chunk) => {
    sizes.all += chunk.length;
    if (sizes.all > limit) throw new TooLargeError();
    chunks.push(chunk);
  });
  stream.onmember = () => {
    sizes.beforeMember = sizes.all;
  };
  const step = 1 << 16;
  try {
    for (let offset = 0; offset < bytes.length; offset += step) {
      stream.push(bytes.subarray(offset, offset + step), offset + step >= bytes.length);
    }
  } catch (error) {
    throw readable(error);
  }
  // fflate takes some cut files for whole ones: the last member ends in its size (RFC 1952, ISIZE).
  if (trailingSize(bytes) !== (sizes.all - sizes.beforeMember) % 2 ** 32) throw new Error('the archive is cut short');
  return joined(chunks, sizes.all);
}

function trailingSize(bytes: Uint8Array): number | undefined {
  if (bytes.length < 18) return undefined;
  return new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const result = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    result.set(chunk, offset);
    offset += chunk.length;
  }
  return result;
}

function unzip(bytes: Uint8Array, limit: number): readonly (readonly [string, Uint8Array])[] {
  let size = 0;
  const filter = (file: { readonly name: string; readonly size: number; readonly originalSize: number }) => {
    if (file.name.endsWith('/')) return false;
    // fflate writes no more than the size that is said here.
    size += Math.max(file.size, file.originalSize);
    if (size > limit) throw new TooLargeError();
    return true;
  };
  try {
    return Object.entries(unzipSync(bytes, { filter })).sort(([a], [b]) => (a < b ? -1 : 1));
  } catch (error) {
    throw readable(error);
  }
}

function readable(error: unknown): Error {
  if (error instanceof TooLargeError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === FlateErrorCode.UnexpectedEOF) return new Error('the archive is cut short');
  if (code === FlateErrorCode.UnknownCompressionMethod) return new Error('the archive is compressed in an unknown way');
  return new Error('the archive is damaged');
}
