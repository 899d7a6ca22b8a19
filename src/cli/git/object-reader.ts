import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { NoAnswer } from '../io.ts';
import { cannotStart, startGit } from './git.ts';
import type { Repository } from './repository.ts';

/** Reads blobs of a repository, all through one `git cat-file --batch`. It runs until `close`. */
export class ObjectReader {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly chunks: AsyncIterator<Buffer, undefined>;
  private readonly maximum: number;
  private rest: Buffer = Buffer.alloc(0);
  private failure: Error | undefined;

  /** `maximum` is the largest blob to read, in bytes. */
  constructor({ root }: Repository, maximum: number) {
    this.maximum = maximum;
    this.child = startGit(root, ['cat-file', '--batch']);
    this.child.on('error', (error) => {
      this.failure = cannotStart(error);
    });
    // Of a git that has died, what is missing on its output tells.
    this.child.stdin.on('error', () => undefined);
    this.child.stderr.resume();
    this.chunks = this.child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  }

  /** The bytes of a blob; one call at a time. Throws a NoAnswer for one that the clone lacks, or that is too large. */
  async read(id: string): Promise<Uint8Array> {
    this.child.stdin.write(`${id}\n`);
    const header = await this.line();
    const [, type, length] = header.split(' ');
    const size = Number(length);
    if (type !== 'blob' || !Number.isSafeInteger(size)) {
      throw new NoAnswer([`object ${id} is not in this clone, perhaps a partial one; git fetch gets it (${header})`]);
    }
    if (size > this.maximum) {
      throw new NoAnswer([`a file of ${size} bytes (object ${id}) is more than --max-input allows`]);
    }
    const bytes = await this.take(size + 1);
    return bytes.subarray(0, size);
  }

  /** Ends git. */
  close(): void {
    this.child.stdin.end();
    this.child.kill();
  }

  private async line(): Promise<string> {
    let feed = this.rest.indexOf(10);
    while (feed < 0) {
      this.rest = Buffer.concat([this.rest, await this.next()]);
      feed = this.rest.indexOf(10);
    }
    const line = await this.take(feed + 1);
    return line.subarray(0, feed).toString('utf8');
  }

  private async take(length: number): Promise<Buffer> {
    const parts = [this.rest];
    let known = this.rest.length;
    while (known < length) {
      const chunk = await this.next();
      parts.push(chunk);
      known += chunk.length;
    }
    const all = parts.length === 1 ? this.rest : Buffer.concat(parts);
    this.rest = all.subarray(length);
    return all.subarray(0, length);
  }

  private async next(): Promise<Buffer> {
    const { done, value } = await this.chunks.next();
    if (done !== true) return value;
    throw this.failure ?? new NoAnswer(['git cat-file ended before it had given every object']);
  }
}
