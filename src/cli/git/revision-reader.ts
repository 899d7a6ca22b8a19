import type { InputFile } from '../../input/index.ts';
import { ObjectReader } from './object-reader.ts';
import type { Repository } from './repository.ts';
import type { TreeFile } from './tree.ts';

/** Reads the files of many revisions, each blob once: a file that two of them have alike is the same `InputFile`. */
export class RevisionReader {
  private readonly objects: ObjectReader;
  private readonly files = new Map<string, InputFile>();

  /** `maxInput` in bytes, for one file. */
  constructor(repository: Repository, maxInput: number) {
    this.objects = new ObjectReader(repository, maxInput);
  }

  /** The files with their content, in their order; one call at a time. */
  async read(files: readonly TreeFile[]): Promise<readonly InputFile[]> {
    const found: InputFile[] = [];
    for (const { path, id } of files) {
      const key = `${id} ${path}`;
      let file = this.files.get(key);
      if (file === undefined) {
        file = { path, bytes: await this.objects.read(id) };
        this.files.set(key, file);
      }
      found.push(file);
    }
    return found;
  }

  /** Ends the git that it reads through. */
  close(): void {
    this.objects.close();
  }
}
