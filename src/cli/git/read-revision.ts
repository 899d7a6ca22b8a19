import type { InputFile } from '../../input/index.ts';
import { NoAnswer } from '../io.ts';
import { commitOf, repositoryOf, shallowHint } from './repository.ts';
import { RevisionReader } from './revision-reader.ts';
import { TreeFilter, treeOf } from './tree.ts';

/** The files of one revision. */
export interface RevisionFiles {
  /** The full id of its commit. */
  readonly commit: string;
  /** As `readFiles` gives those of the working tree, and under the same paths. */
  readonly files: readonly InputFile[];
  /** How many symbolic links and submodules were passed over: what they lead to is not part of the revision. */
  readonly links: number;
}

/**
 * The files that a git revision has under the paths that `-f` takes, for `readInput`. They may lie in any repository, but all in
 * one, and need not be in the working tree. Throws a NoAnswer where there is no git, repository or revision, where the revision
 * has nothing under one of the paths, and for more than `maxInput` bytes in one file.
 */
export async function readRevision(
  revision: string,
  given: readonly string[],
  { maxInput, workingDirectory = process.cwd() }: { readonly maxInput: number; readonly workingDirectory?: string },
): Promise<RevisionFiles> {
  const found = await repositoryOf(given, workingDirectory);
  const commit = await commitOf(found.repository, revision);
  const { files, links, absent } = new TreeFilter(found.paths).filesOf(await treeOf(found, commit));
  if (absent.length > 0) {
    throw new NoAnswer([`revision ${revision} has no ${absent.join(', no ')}${await shallowHint(found.repository)}`]);
  }
  const reader = new RevisionReader(found.repository, maxInput);
  try {
    return { commit, files: await reader.read(files), links };
  } finally {
    reader.close();
  }
}
