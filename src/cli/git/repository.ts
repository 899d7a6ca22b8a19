import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { NoAnswer } from '../io.ts';
import { git } from './git.ts';

/** A path that was given, in a repository. */
export interface GivenPath {
  /** As the user wrote it. */
  readonly given: string;
  /** From the repository's root, with slashes; empty for the root itself. */
  readonly inRepository: string;
}

/** A git repository with a work tree. */
export interface Repository {
  /** The absolute path of its work tree. */
  readonly root: string;
}

/** What was given to read, and the repository that it is in. */
export interface RepositoryPaths {
  readonly repository: Repository;
  readonly paths: readonly GivenPath[];
}

/**
 * The repository that the paths are in, from whatever working directory. They need not be there any more, but the nearest
 * folder around each that is must be in the repository. Throws a NoAnswer for paths of no repository, or of several.
 */
export async function repositoryOf(paths: readonly string[], workingDirectory: string): Promise<RepositoryPaths> {
  let root: string | undefined;
  const found: GivenPath[] = [];
  for (const given of paths) {
    const path = realPath(resolve(workingDirectory, given));
    const own = await rootAround(folderOf(path), given);
    root ??= own;
    if (own !== root) throw new NoAnswer([`${given} is in another repository, ${own}, than ${paths[0] ?? ''}`]);
    found.push({ given, inRepository: pathIn(root, path) });
  }
  if (root === undefined) throw new NoAnswer(['no files: give with -f the paths of manifests in a git repository']);
  return { repository: { root }, paths: found };
}

/**
 * The id of the commit that a revision names: `v1.2`, `main~3`, a hash. Throws a NoAnswer for one that names none; a text that
 * looks like an option is a name like any other.
 */
export async function commitOf(repository: Repository, revision: string): Promise<string> {
  const named = await objectNamed(repository, revision);
  // In a step of its own: `:/text^{commit}` would look for that text.
  const id = named === undefined ? undefined : await objectNamed(repository, `${named}^{commit}`);
  if (id !== undefined) return id;
  const hint = await shallowHint(repository);
  throw new NoAnswer([`there is no revision "${revision}" in ${repository.root}${hint}`]);
}

async function objectNamed({ root }: Repository, name: string): Promise<string | undefined> {
  // No argument of a program can hold a NUL.
  if (name.includes('\0')) return undefined;
  const { code, out } = await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', name]);
  const id = out.toString('utf8').trim();
  return code === 0 && /^[0-9a-f]{40,64}$/.test(id) ? id : undefined;
}

/** What to add to a message about something that is missing: a shallow clone lacks most of its history. */
export async function shallowHint({ root }: Repository): Promise<string> {
  const { out } = await git(root, ['rev-parse', '--is-shallow-repository']);
  return out.toString().trim() === 'true' ? '; the clone is shallow: get the rest with git fetch --unshallow' : '';
}

async function rootAround(folder: string, given: string): Promise<string> {
  const { code, out, problem } = await git(folder, ['rev-parse', '--show-toplevel']);
  if (code === 0) return out.toString('utf8').replace(/\n$/, '');
  const isNone = problem.startsWith('not a git repository');
  throw new NoAnswer([`${given} ${isNone ? 'is in no git repository' : `cannot be read by git: ${problem}`}`]);
}

/** A folder may be given by a link to it from outside of the repository. */
function pathIn(root: string, path: string): string {
  const direct = relative(root, path).split(sep).join('/');
  return direct === '..' || direct.startsWith('../') ? relative(root, realpathSync(path)).split(sep).join('/') : direct;
}

/** The path without symbolic links, as far as it is there; a link at its very end is what the repository holds. */
function realPath(path: string): string {
  const parent = dirname(path);
  if (parent === path) return path;
  try {
    return join(realpathSync(parent), basename(path));
  } catch {
    return join(realPath(parent), basename(path));
  }
}

/** The nearest folder: the path itself where it is one. */
function folderOf(path: string): string {
  const parent = dirname(path);
  try {
    return statSync(path).isDirectory() || parent === path ? path : folderOf(parent);
  } catch {
    return parent === path ? path : folderOf(parent);
  }
}
