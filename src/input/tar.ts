/** A file in an archive. */
export interface ArchiveEntry {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const block = 512;

export function isTar(bytes: Uint8Array): boolean {
  return bytes.length >= block && textAt(bytes, 257, 5) === 'ustar';
}

/**
 * The regular files of a tar archive: ustar with its name prefix, GNU long names, pax paths. (nanotar reads no prefixes.)
 * Links, devices and folders are left out. Throws an Error when the archive is cut short.
 */
export function* readTar(bytes: Uint8Array): Generator<ArchiveEntry> {
  let longName: string | undefined;
  let offset = 0;
  while (offset + block <= bytes.length) {
    if (bytes[offset] === 0) return;
    const size = sizeAt(bytes, offset + 124);
    const content = bytes.subarray(offset + block, offset + block + size);
    if (content.length < size) throw new Error('the archive is cut short');
    const type = textAt(bytes, offset + 156, 1);
    switch (type) {
      case 'L':
        longName = textAt(content, 0, size);
        break;
      case 'x':
        longName = paxPath(content) ?? longName;
        break;
      case 'g':
      case 'K':
        break;
      case '':
      case '0':
      case '7':
        yield { path: longName ?? nameAt(bytes, offset), bytes: content };
        longName = undefined;
        break;
      default:
        longName = undefined;
    }
    offset += block + Math.ceil(size / block) * block;
  }
  // Not every writer ends with the two blocks of zeros.
  if (offset < bytes.length) throw new Error('the archive is cut short');
}

function nameAt(bytes: Uint8Array, offset: number): string {
  const name = textAt(bytes, offset, 100);
  const isPosix = textAt(bytes, offset + 257, 6) === 'ustar';
  const prefix = isPosix ? textAt(bytes, offset + 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Octal digits, or base 256 for sizes that they can't hold. */
function sizeAt(bytes: Uint8Array, offset: number): number {
  if (((bytes[offset] ?? 0) & 0x80) !== 0) {
    const size = bytes.subarray(offset + 4, offset + 12).reduce((sum, byte) => sum * 256 + byte, 0);
    return Number.isSafeInteger(size) ? size : Number.MAX_SAFE_INTEGER;
  }
  const digits = textAt(bytes, offset, 12).trim();
  if (!/^[0-7]*$/.test(digits)) throw new Error('the archive is damaged: an entry has no size');
  return Number.parseInt(digits || '0', 8);
}

/** Records of `LENGTH KEY=VALUE\n`, lengths in bytes. */
function paxPath(content: Uint8Array): string | undefined {
  let path: string | undefined;
  for (let offset = 0; offset < content.length; ) {
    const length = Number.parseInt(textAt(content, offset, 20), 10);
    if (!(length > 0)) break;
    const record = textAt(content, offset, length);
    const value = /^\d+ path=([^\n]*)/.exec(record)?.[1];
    path = value ?? path;
    offset += length;
  }
  return path;
}

function textAt(bytes: Uint8Array, offset: number, length: number): string {
  const field = bytes.subarray(offset, offset + length);
  const zero = field.indexOf(0);
  return new TextDecoder().decode(zero === -1 ? field : field.subarray(0, zero));
}
