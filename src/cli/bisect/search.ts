import { type Answer, findChange } from '../../policy/index.ts';
import type { Commit } from '../git/commits.ts';
import { type Line, lineBetween } from '../git/line-of-development.ts';
import type { RepositoryPaths } from '../git/repository.ts';
import type { Tree } from '../git/tree.ts';
import type { RevisionAnswers } from './revision-answers.ts';

/** A commit that changes the answer, and the states on both sides of it. */
export interface Flip {
  readonly commit: Commit;
  readonly mergedBy: readonly Commit[];
  /** Commits right before it that give no answer. */
  readonly candidates: readonly Commit[];
  /** The commit of the last state before it; undefined before the first commit of all. */
  readonly previous: string | undefined;
  readonly before: Tree;
  readonly after: Tree;
}

/** Two states on a line, by how many of its commits they have; between them are only ones without an answer. */
interface Step {
  readonly line: Line;
  readonly before: number;
  readonly after: number;
}

/** The verdict of the state after so many commits of a line; undefined where it has none. */
export async function verdictAt(answers: RevisionAnswers, line: Line, count: number): Promise<Answer | undefined> {
  const answer = await answers.answer(commitAt(line, count) ?? 'nothing', line.treeAfter(count));
  return answer.kind === 'answered' ? answer.verdict : undefined;
}

/** A change of the answer on a line that starts with `verdict` and ends with another one. */
export async function findFlip(
  answers: RevisionAnswers,
  given: RepositoryPaths,
  line: Line,
  verdict: Answer,
): Promise<Flip> {
  const turn = await turnOf(answers, line, verdict);
  return intoMerges(answers, given, { line, ...turn }, verdict);
}

/** Every change of the answer on a line, oldest first. */
export async function findFlips(
  answers: RevisionAnswers,
  given: RepositoryPaths,
  line: Line,
): Promise<readonly Flip[]> {
  const flips: Flip[] = [];
  let last: { readonly count: number; readonly verdict: Answer } | undefined;
  for (let count = 0; count <= line.commits.length; count++) {
    const verdict = await verdictAt(answers, line, count);
    if (verdict === undefined) continue;
    if (last !== undefined && verdict !== last.verdict) {
      flips.push(await intoMerges(answers, given, { line, before: last.count, after: count }, last.verdict));
    }
    last = { count, verdict };
  }
  return flips;
}

/** Where a merge changes the answer, and the side that it merges has the new answer by itself, that side is searched. */
async function intoMerges(
  answers: RevisionAnswers,
  given: RepositoryPaths,
  found: Step,
  verdict: Answer,
): Promise<Flip> {
  const mergedBy: Commit[] = [];
  let step = found;
  // Each side has only commits that the line before it has not, so that there is an end.
  for (;;) {
    const merge = step.line.commits[step.after - 1];
    const isAlone = step.after - step.before === 1;
    const side = isAlone && merge !== undefined ? await sideThatChanged(answers, given, merge, verdict) : undefined;
    if (merge === undefined || side === undefined) return flipOf(step, mergedBy);
    mergedBy.push(merge);
    step = { line: side, ...(await turnOf(answers, side, verdict)) };
  }
}

async function sideThatChanged(
  answers: RevisionAnswers,
  given: RepositoryPaths,
  { parents: [main, ...others] }: Commit,
  verdict: Answer,
): Promise<Line | undefined> {
  if (main === undefined) return undefined;
  for (const other of others) {
    const side = await lineBetween(given, main, other);
    if (side === undefined || (await verdictAt(answers, side, 0)) !== verdict) continue;
    const end = await verdictAt(answers, side, side.commits.length);
    if (end !== undefined && end !== verdict) return side;
  }
  return undefined;
}

function turnOf(answers: RevisionAnswers, line: Line, verdict: Answer): ReturnType<typeof findChange> {
  return findChange(0, line.commits.length, async (count) => {
    const found = await verdictAt(answers, line, count);
    return found === undefined ? undefined : found !== verdict;
  });
}

function flipOf({ line, before, after }: Step, mergedBy: readonly Commit[]): Flip {
  const commit = line.commits[after - 1];
  if (commit === undefined) throw new Error('a change of the answer is after some commit');
  return {
    commit,
    mergedBy,
    candidates: line.commits.slice(before, after - 1),
    previous: commitAt(line, before),
    before: line.treeAfter(before),
    after: line.treeAfter(after),
  };
}

/** The commit after which a line has so many; before its first one, that one's parent. */
function commitAt({ commits }: Line, count: number): string | undefined {
  return count === 0 ? commits[0]?.parents[0] : commits[count - 1]?.id;
}
