import { join } from 'node:path';
import { compare } from '../../model/compare.ts';
import { gitBytes } from './git.ts';
import type { GivenPath, RepositoryPaths } from './repository.ts';

/** An entry of a revision's tree, as git has it. */
export interface TreeEntry {
  /** `100644`, `100755`: a file; `120000`: a symbolic link; `160000`: a submodule. */
  readonly mode: string;
  /** The id of its blob. */
  readonly id: string;
}

/** What a revision has under the paths. The keys are paths in the repository, a byte a character, as names may be no UTF-8. */
export type Tree = ReadonlyMap<string, TreeEntry>;

/** A file of a revision. */
export interface TreeFile {
  /** As a user would write it: the path that was given, and what is below it. */
  readonly path: string;
  /** From the repository's root. */
  readonly inRepository: string;
  readonly id: string;
}

/** The files of a revision that are read. */
export interface TreeFiles {
  /** In the order in which `readFiles` gives them. */
  readonly files: readonly TreeFile[];
  /** How many symbolic links and submodules there are, which are not followed. */
  readonly links: number;
  /** The given paths under which there is nothing. */
  readonly absent: readonly string[];
}

/** The entries of a commit under the paths. */
export async function treeOf({ repository, paths }: RepositoryPaths, commit: string): Promise<Tree> {
  const out = await gitBytes(repository.root, ['ls-tree', '-r', '-z', '--full-tree', commit, ...pathArguments(paths)]);
  const entries = new Map<string, TreeEntry>();
  for (const record of out.toString('latin1').split('\0')) {
    const tab = record.indexOf('\t');
    if (tab < 0) continue;
    const [mode = '', , id = ''] = record.slice(0, tab).split(' ');
    entries.set(record.slice(tab + 1), { mode, id });
  }
  return entries;
}

/** The arguments that keep a git command to the paths; none where all of the repository was given. */
export function pathArguments(paths: readonly GivenPath[]): readonly string[] {
  if (paths.some(({ inRepository }) => inRepository === '')) return [];
  return ['--', ...paths.map(({ inRepository }) => inRepository)];
}

/** The files of a tree as `readFiles` would give those of a folder: by name, without hidden ones below a given path. */
export function filesOf(tree: Tree, paths: readonly GivenPath[]): TreeFiles {
  const found: (TreeFile & { readonly order: string })[] = [];
  const present = new Set<number>();
  let links = 0;
  for (const [bytes, { mode, id }] of tree) {
    const name = Buffer.from(bytes, 'latin1').toString('utf8');
    const index = paths.findIndex(({ inRepository }) => isWithin(inRepository, name));
    const path = paths[index];
    if (path === undefined) continue;
    present.add(index);
    const below = name.slice(path.inRepository === '' ? 0 : path.inRepository.length + 1);
    if (below.split('/').some((step) => step.startsWith('.'))) continue;
    if (!mode.startsWith('100')) links++;
    // NUL, which no name can hold, puts a folder's files before those of a folder whose name goes on.
    else
      found.push({
        path: join(path.given, below),
        inRepository: name,
        id,
        order: `${index}\0${below.replaceAll('/', '\0')}`,
      });
  }
  const files = found.sort((a, b) => compare(a.order, b.order)).map(({ order: _, ...file }) => file);
  const absent = paths.filter((_, index) => !present.has(index)).map(({ given }) => given);
  return { files, links, absent };
}

function isWithin(folder: string, path: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}
