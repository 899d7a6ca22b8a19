import { gitText } from './git.ts';
import type { Repository } from './repository.ts';

/** A commit, and who made it. */
export interface Commit {
  readonly id: string;
  readonly parents: readonly string[];
  readonly subject: string;
  readonly author: { readonly name: string; readonly email: string };
  /** When its author wrote it: RFC 3339, with the author's offset. */
  readonly date: string;
}

/** A line each, as none of them can hold a line feed; the names are those of the mailmap, where there is one. */
const fields = ['%H', '%P', '%aN', '%aE', '%aI', '%s'];
const linesOfCommit = fields.length + 1;

/** Commits as `git rev-list` lists them for the arguments; `input` is for `--stdin`. */
export async function listCommits(
  { root }: Repository,
  args: readonly string[],
  input?: string,
): Promise<readonly Commit[]> {
  const format = `--format=${fields.join('%n')}`;
  const lines = (await gitText(root, ['rev-list', '--encoding=UTF-8', format, ...args], input)).split('\n');
  const commits: Commit[] = [];
  // Each starts with a line of rev-list's own.
  for (let start = 0; start + linesOfCommit <= lines.length; start += linesOfCommit) {
    const [, id = '', parents = '', name = '', email = '', date = '', subject = ''] = lines.slice(
      start,
      start + linesOfCommit,
    );
    commits.push({
      id,
      parents: parents.split(' ').filter((parent) => parent !== ''),
      subject,
      author: { name, email },
      // Newer versions of git write UTC as Z.
      date: date.replace(/\+00:00$/, 'Z'),
    });
  }
  return commits;
}

/** Commits by their ids, in any order. */
export function commitsNamed(repository: Repository, ids: readonly string[]): Promise<readonly Commit[]> {
  return ids.length === 0 ? Promise.resolve([]) : listCommits(repository, ['--no-walk', '--stdin'], ids.join('\n'));
}
