import { policyKnowledge } from '../../diagnose/index.ts';
import { counted } from '../../model/counted.ts';
import { parseReference, parseTarget, profileNamed } from '../../policy/index.ts';
import {
  type AnswerChange,
  bisectListText,
  bisectResult,
  bisectText,
  type HistorySearch,
  inputDocument,
  type RevisionDocument,
  styleWith,
  wrap,
} from '../../report/index.ts';
import { answering } from '../answers.ts';
import { explainFlip } from '../bisect/explain-flip.ts';
import { RevisionAnswers } from '../bisect/revision-answers.ts';
import { findFlip, findFlips, verdictAt } from '../bisect/search.ts';
import { historyBetween } from '../git/history.ts';
import { type Line, lineBetween } from '../git/line-of-development.ts';
import { commitOf, type RepositoryPaths, repositoryOf } from '../git/repository.ts';
import { type Tree, TreeFilter, treeOf } from '../git/tree.ts';
import { type ExitCode, exitCodes, type Io, NoAnswer, UsageError } from '../io.ts';
import type { CommonOptions } from '../options.ts';
import { readFiles } from '../read-files.ts';
import { printedJson } from '../terminal.ts';

/** The flags of `netwhy bisect`. */
export interface BisectOptions extends CommonOptions {
  readonly good: string;
  readonly bad: string;
  readonly all?: boolean;
}

/** One end of the search, with what is under the paths there. */
interface End extends RevisionDocument {
  readonly tree: Tree;
}

/** Which commit changed the answer? Exit code 1 where there is one. */
export async function bisect(from: string, to: string, options: BisectOptions, io: Io): Promise<ExitCode> {
  answering(() => [parseReference(from), parseTarget(to)]);
  if (options.filename?.includes('-') === true) {
    throw new UsageError('-f - is in no repository; lay it over every revision with --with -');
  }
  const given = await repositoryOf(options.filename ?? [], process.cwd());
  const namespace = options.allNamespaces === true ? undefined : options.namespace;
  const answers = new RevisionAnswers(given, { from, to, namespace }, await settings(options, io));
  try {
    const good = await endOf(answers, given, options.good);
    const bad = await endOf(answers, given, options.bad);
    checkPaths(given, [good, bad], io);
    const search = await searchBetween(answers, given, good, bad, options);
    const { input, objects } = await answers.read(bad.tree);
    const document = inputDocument(input, policyKnowledge(input, answers.moving.at(objects)));
    const print = options.all === true ? bisectListText : bisectText;
    const text =
      options.output === 'json'
        ? printedJson(bisectResult({ from, to }, search, document))
        : wrap(print({ from, to }, search, styleWith(io.colours)), io.columns);
    io.out(`${text}\n`);
    return search.changes.length > 0 ? exitCodes.finding : exitCodes.holds;
  } finally {
    answers.close();
  }
}

async function settings(options: BisectOptions, io: Io): Promise<ConstructorParameters<typeof RevisionAnswers>[2]> {
  const { maxInput, namespace } = options;
  const paths = options.with ?? [];
  const stdin = paths.includes('-') ? await io.stdin() : undefined;
  const profile = options.profile === undefined ? undefined : profileNamed(options.profile);
  return {
    laidOver: [...readFiles(paths, { maxInput, stdin })],
    maxInput,
    engine: {
      ...(profile !== undefined && { profile }),
      ...(namespace !== undefined && { defaultNamespace: namespace }),
    },
  };
}

async function endOf(answers: RevisionAnswers, given: RepositoryPaths, revision: string): Promise<End> {
  const commit = await commitOf(given.repository, revision);
  const tree = await treeOf(given, commit);
  if (tree.size === 0) {
    throw new NoAnswer([`revision ${revision} has nothing under ${given.paths.map((path) => path.given).join(', ')}`]);
  }
  const answer = await answers.answer(commit, tree);
  if (answer.kind === 'untestable') throw new NoAnswer([`revision ${revision} gives no answer: ${answer.reason}`]);
  return { revision, commit, verdict: answer.verdict, tree };
}

/** Files come and go, but a path that neither end has is a slip of the pen. */
function checkPaths({ paths }: RepositoryPaths, [good, bad]: readonly [End, End], io: Io): void {
  const filter = new TreeFilter(paths);
  const [old, now] = [filter.filesOf(good.tree), filter.filesOf(bad.tree)];
  const absent = now.absent.filter((path) => old.absent.includes(path));
  if (absent.length > 0) throw new NoAnswer([`neither ${good.revision} nor ${bad.revision} has ${absent.join(', ')}`]);
  if (now.links > 0) {
    io.err(`passed over ${counted(now.links, 'symbolic link or submodule', 'symbolic links and submodules')}\n`);
  }
}

async function searchBetween(
  answers: RevisionAnswers,
  given: RepositoryPaths,
  good: End,
  bad: End,
  { all = false }: BisectOptions,
): Promise<HistorySearch> {
  await historyBetween(given.repository, good, bad);
  const line = await lineBetween(given, good.commit, bad.commit);
  if (line !== undefined && (all || good.verdict !== bad.verdict)) await checkStart(answers, line, good, bad);
  const flips =
    line === undefined
      ? []
      : all
        ? await findFlips(answers, given, line)
        : good.verdict === bad.verdict
          ? []
          : [await findFlip(answers, given, line, good.verdict)];
  const changes: AnswerChange[] = [];
  for (const flip of flips) changes.push(await explainFlip(answers, given, flip, { lines: !all }));
  const { tested, untestable } = answers;
  return {
    good: endDocument(good),
    bad: endDocument(bad),
    changes,
    commits: line?.commits.length ?? 0,
    tested,
    untestable,
  };
}

/** The search starts where the histories of both ends meet, which is the good end itself unless that is on another branch. */
async function checkStart(answers: RevisionAnswers, line: Line, good: End, bad: End): Promise<void> {
  const verdict = await verdictAt(answers, line, 0);
  if (verdict === good.verdict) return;
  const start = line.commits[0]?.parents[0]?.slice(0, 10) ?? 'its start';
  throw new NoAnswer([
    `${good.revision} is on another branch: ${bad.revision} left it at ${start}, where the answer is ${verdict ?? 'unknown'}, not ${good.verdict}`,
    `give as --good a revision that ${bad.revision} comes from`,
  ]);
}

function endDocument({ revision, commit, verdict }: End): RevisionDocument {
  return { revision, commit, verdict };
}
