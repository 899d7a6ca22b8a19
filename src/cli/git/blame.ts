import { type Commit, commitsNamed } from './commits.ts';
import { git } from './git.ts';
import type { Repository } from './repository.ts';

/**
 * The commits that wrote lines of a file as a revision has it, by line from 1. A line is missing where git cannot tell, as for a
 * path that is no text in UTF-8.
 */
export async function blame(
  repository: Repository,
  commit: string,
  inRepository: string,
  lines: readonly number[],
): Promise<ReadonlyMap<number, Commit>> {
  if (lines.length === 0) return new Map();
  const ranges = lines.map((line) => `-L${line},${line}`);
  const args = ['blame', '--porcelain', '--no-textconv', '--ignore-revs-file=', ...ranges, commit, '--', inRepository];
  const { code, out } = await git(repository.root, args);
  if (code !== 0) return new Map();
  const ids = new Map<number, string>();
  for (const text of out.toString('utf8').split('\n')) {
    const header = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(text);
    if (header?.[1] !== undefined) ids.set(Number(header[2]), header[1]);
  }
  const commits = await commitsNamed(repository, [...new Set(ids.values())]);
  const byId = new Map(commits.map((found) => [found.id, found]));
  return new Map([...ids].flatMap(([line, id]) => (byId.has(id) ? [[line, byId.get(id)] as [number, Commit]] : [])));
}
