import type { InputFile } from './input.ts';
import { type FileContent, readFile } from './read-file.ts';

/**
 * Remembers what was read of a file, by the `InputFile` object that was given: for inputs that have files in common, as the
 * revisions of a repository do. Their manifests are then the same objects.
 */
export class InputMemo {
  private readonly contents = new WeakMap<InputFile, FileContent>();

  /** What the file holds; it is read the first time. */
  read(file: InputFile): FileContent {
    const known = this.contents.get(file);
    if (known !== undefined) return known;
    const content = readFile(file);
    this.contents.set(file, content);
    return content;
  }
}
