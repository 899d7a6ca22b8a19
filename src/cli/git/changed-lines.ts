import { gitText } from './git.ts';
import type { Repository } from './repository.ts';

/** A line that one version of a file has and another has not. */
export interface ChangedLine {
  readonly change: 'removed' | 'added';
  /** From 1, in the version that has the line. */
  readonly line: number;
  readonly text: string;
}

/** The lines in which two blobs differ, in the order of a diff. */
export async function changedLines(
  { root }: Repository,
  before: string,
  after: string,
): Promise<readonly ChangedLine[]> {
  const plain = ['--no-color', '--no-ext-diff', '--no-textconv', '--text', '--unified=0', '--diff-algorithm=histogram'];
  const text = await gitText(root, ['diff', ...plain, before, after]);
  const lines: ChangedLine[] = [];
  let removed = 0;
  let added = 0;
  for (const line of text.split('\n')) {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (hunk !== null) [removed, added] = [Number(hunk[1]), Number(hunk[2])];
    // Before the first hunk are the names of the files.
    else if (removed + added === 0) continue;
    else if (line.startsWith('-')) lines.push({ change: 'removed', line: removed++, text: line.slice(1) });
    else if (line.startsWith('+')) lines.push({ change: 'added', line: added++, text: line.slice(1) });
  }
  return lines;
}
