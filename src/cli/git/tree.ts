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

/** Where an entry of a tree stands among the files that are read. */
interface Place {
  readonly path: string;
  readonly inRepository: string;
  /** The index of the given path that it is under; undefined for none. */
  readonly given: number | undefined;
  readonly isHidden: boolean;
  readonly order: string;
}

/** Tells which files of a tree are read: as `readFiles` does in a folder, by name, without hidden ones below a given path. */
export class TreeFilter {
  private readonly paths: readonly GivenPath[];
  private readonly places = new Map<string, Place>();

  constructor(paths: readonly GivenPath[]) {
    this.paths = paths;
  }

  /** The files of a tree. What is found out about a path is kept for the next one. */
  filesOf(tree: Tree): TreeFiles {
    const found: (Place & { readonly id: string })[] = [];
    const present = new Set<number>();
    let links = 0;
    for (const [bytes, { mode, id }] of tree) {
      const place = this.placeOf(bytes);
      if (place.given === undefined) continue;
      present.add(place.given);
      if (place.isHidden) continue;
      if (mode.startsWith('100')) found.push({ ...place, id });
      else links++;
    }
    const files = found
      .sort((a, b) => compare(a.order, b.order))
      .map(({ path, inRepository, id }) => ({ path, inRepository, id }));
    const absent = this.paths.filter((_, index) => !present.has(index)).map(({ given }) => given);
    return { files, links, absent };
  }

  private placeOf(bytes: string): Place {
    const known = this.places.get(bytes);
    if (known !== undefined) return known;
    const inRepository = Buffer.from(bytes, 'latin1').toString('utf8');
    const index = this.paths.findIndex((path) => isWithin(path.inRepository, inRepository));
    const { given = '', inRepository: folder = '' } = this.paths[index] ?? {};
    const below = inRepository.slice(folder === '' ? 0 : folder.length + 1);
    const place: Place = {
      path: join(given, below),
      inRepository,
      given: index < 0 ? undefined : index,
      isHidden: below.split('/').some((step) => step.startsWith('.')),
      // NUL, which no name can hold, puts a folder's files before those of a folder whose name goes on.
      order: `${String(index).padStart(6, '0')}\0${below.replaceAll('/', '\0')}`,
    };
    this.places.set(bytes, place);
    return place;
  }
}

function isWithin(folder: string, path: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}
