import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { InputFile } from '../input/index.ts';
import { NoAnswer } from './io.ts';

export interface ReadOptions {
  /** Bytes in all. */
  readonly maxInput: number;
  readonly stdin: Uint8Array | undefined;
  /** Called before each file. */
  readonly onFile?: (files: number, bytes: number) => void;
}

/** The files behind the paths, one at a time and by name: folders at any depth, but for hidden ones and those seen before. */
export function* readFiles(paths: readonly string[], options: ReadOptions): Generator<InputFile> {
  const seen = new Set<string>();
  let files = 0;
  let bytes = 0;
  for (const path of paths.flatMap((given) => filesBelow(given, seen))) {
    options.onFile?.(files, bytes);
    const content = path === '-' ? options.stdin : readOne(path);
    files++;
    bytes += content?.length ?? 0;
    if (bytes > options.maxInput) throw tooMuch(options.maxInput);
    yield { path: path === '-' ? 'standard input' : path, bytes: content ?? new Uint8Array() };
  }
}

/** The files behind paths, in the order of `readFiles`; `-` stays as it is. */
export function filesOf(paths: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return paths.flatMap((path) => filesBelow(path, seen));
}

/** In a folder only plain files: a pipe there has no end, and nobody meant it. */
function filesBelow(path: string, seen: Set<string>, depth = 0): readonly string[] {
  if (path === '-') return [path];
  const stats = statOf(path);
  if (!stats.isDirectory()) return depth === 0 || stats.isFile() ? [path] : [];
  const real = realpathSync(path);
  // A link may lead back up.
  if (seen.has(real)) return [];
  seen.add(real);
  return namesIn(path)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => filesBelow(join(path, name), seen, depth + 1));
}

function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path).sort();
  } catch (error) {
    throw unreadable(path, error);
  }
}

function statOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** A file of text that an option names. */
export function readText(path: string): string {
  return new TextDecoder().decode(readOne(path));
}

function readOne(path: string): Uint8Array {
  try {
    const stats = statSync(path);
    // A pipe or a device may never end.
    if (!stats.isFile() && !stats.isFIFO()) throw new NoAnswer([`${path} is no file`]);
    return readFileSync(path);
  } catch (error) {
    throw error instanceof NoAnswer ? error : unreadable(path, error);
  }
}

export function unreadable(path: string, error: unknown): NoAnswer {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file or folder',
    EACCES: 'no permission; check the owner and the mode',
    ELOOP: 'its links lead in a circle',
    EISDIR: 'it is a folder',
  };
  return new NoAnswer([`${path} cannot be read: ${reasons[code] ?? (code === '' ? String(error) : code)}`]);
}

function tooMuch(maxInput: number): NoAnswer {
  return new NoAnswer([`the input is larger than ${maxInput} bytes; give less of it, or raise --max-input`]);
}
