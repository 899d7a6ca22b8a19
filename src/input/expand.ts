import { archiveKind, openArchive, TooLargeError } from './archive.ts';
import type { InputFile, InputProblem } from './input.ts';

const deepestArchive = 3;

/** Opens archives in archives, and counts what comes out. After a file that goes over the limit nothing more is given. */
export class Expander {
  private readonly limit: number;
  private readonly report: (problem: InputProblem) => void;
  private remaining: number;
  private isOver = false;

  constructor(limit: number, report: (problem: InputProblem) => void) {
    this.limit = limit;
    this.remaining = limit;
    this.report = report;
  }

  *expand(files: Iterable<InputFile>): Generator<InputFile> {
    for (const file of files) {
      yield* this.open(file, 0);
      if (this.isOver) return;
    }
  }

  private *open(file: InputFile, depth: number): Generator<InputFile> {
    const kind = depth < deepestArchive ? archiveKind(file.bytes) : undefined;
    if (kind === undefined) {
      this.remaining -= file.bytes.length;
      if (this.remaining < 0) this.stop(file.path);
      else yield file;
      return;
    }
    try {
      for (const entry of openArchive(kind, file.bytes, this.remaining)) {
        const path = innerPath(file.path, entry.path);
        yield* this.open({ path, bytes: entry.bytes }, depth + 1);
        if (this.isOver) return;
      }
    } catch (error) {
      if (error instanceof TooLargeError) this.stop(file.path);
      else this.report({ message: error instanceof Error ? error.message : String(error), file: file.path });
    }
  }

  private stop(path: string): void {
    this.isOver = true;
    const message = `the input is larger than --max-input (${formatBytes(this.limit)}): reading stopped here`;
    this.report({ message, file: path, hint: 'give fewer files, or raise --max-input' });
  }
}

function innerPath(archive: string, entry: string): string {
  if (entry === '') return archive;
  return archive.includes('!/') && archive.endsWith('/') ? `${archive}${entry}` : `${archive}!/${entry}`;
}

function formatBytes(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB'] as const;
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${units[power] ?? ''}`;
}
