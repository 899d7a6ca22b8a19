import { type Commit, listCommits } from './commits.ts';
import { gitBytes } from './git.ts';
import type { RepositoryPaths } from './repository.ts';
import { pathArguments, type Tree, type TreeEntry, treeOf } from './tree.ts';

/** A branch as it went from state to state: those commits that touch the paths, oldest first, by first parents. */
export interface Line {
  readonly commits: readonly Commit[];
  /** What is under the paths after so many of the commits: 0 for before the first. */
  readonly treeAfter: (count: number) => Tree;
}

interface TreeChange extends TreeEntry {
  readonly path: string;
  readonly isGone: boolean;
}

/**
 * The states that a branch had after `since`, up to `tip`: of a merge only the side that it was merged into, so that each state
 * is one that was really there. Undefined where no commit of it touches the paths.
 */
export async function lineBetween(given: RepositoryPaths, since: string, tip: string): Promise<Line | undefined> {
  const { repository, paths } = given;
  const range = ['--first-parent', '--reverse', tip, `^${since}`, ...pathArguments(paths)];
  const commits = await listCommits(repository, range);
  const [first] = commits;
  if (first === undefined) return undefined;
  const [parent] = first.parents;
  const start: Tree = parent === undefined ? new Map() : await treeOf(given, parent);
  const changes = await changesOf(given, commits);
  const treeAfter = (count: number): Tree => {
    const tree = new Map(start);
    for (const { id } of commits.slice(0, count)) {
      for (const { path, isGone, ...entry } of changes.get(id) ?? []) {
        if (isGone) tree.delete(path);
        else tree.set(path, entry);
      }
    }
    return tree;
  };
  return { commits, treeAfter };
}

/** What each commit changes against its first parent, all of them from one `git diff-tree`. */
async function changesOf(
  given: RepositoryPaths,
  commits: readonly Commit[],
): Promise<ReadonlyMap<string, readonly TreeChange[]>> {
  const args = ['diff-tree', '--stdin', '-r', '-z', '--root', '--no-renames', ...pathArguments(given.paths)];
  const pairs = commits.map(({ id, parents: [parent] }) => (parent === undefined ? id : `${id} ${parent}`));
  const out = await gitBytes(given.repository.root, args, `${pairs.join('\n')}\n`);
  const found = new Map<string, TreeChange[]>();
  let current: TreeChange[] = [];
  const tokens = out.toString('latin1').split('\0').values();
  for (const token of tokens) {
    if (token.startsWith(':')) {
      const [, mode = '', , id = '', status = ''] = token.split(' ');
      const path = String(tokens.next().value ?? '');
      current.push({ path, mode, id, isGone: status.startsWith('D') });
    } else if (token !== '') {
      current = [];
      found.set(token, current);
    }
  }
  return found;
}
