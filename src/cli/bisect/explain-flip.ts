import { locate } from '../../input/index.ts';
import type { Manifest } from '../../model/manifest.ts';
import { decisiveChanges, type ObjectChange, ruleEffects, UnknownObjectError } from '../../policy/index.ts';
import type { AnswerChange, ChangedLineDocument, ChangedObject, ExplainedAnswer } from '../../report/index.ts';
import { blame } from '../git/blame.ts';
import { type ChangedLine, changedLines } from '../git/changed-lines.ts';
import type { Commit } from '../git/commits.ts';
import type { RepositoryPaths } from '../git/repository.ts';
import { type Tree, type TreeFile, TreeFilter } from '../git/tree.ts';
import type { RevisionAnswers, RevisionState } from './revision-answers.ts';
import type { Flip } from './search.ts';

/** A person reads a few of them; more would be a diff, which git shows better. */
const maximumLines = 100;

/** A state on one side of a flip, and its files by the paths that manifests have. */
interface Version {
  readonly commit: string | undefined;
  readonly files: ReadonlyMap<string, TreeFile>;
}

/** What decided before and after a flip, and the objects that made the difference; with `lines`, their lines and who wrote them. */
export async function explainFlip(
  answers: RevisionAnswers,
  given: RepositoryPaths,
  flip: Flip,
  { lines }: { readonly lines: boolean },
): Promise<AnswerChange> {
  const before = await answers.read(flip.before);
  const after = await answers.read(flip.after);
  const explained = { before: explain(answers, before), after: explain(answers, after) };
  const changes = await decisiveChanges(answers.moving, before.objects, after.objects, (engine) => {
    try {
      return answers.ask(engine, after.input).verdict;
    } catch (error) {
      if (error instanceof UnknownObjectError) return undefined;
      throw error;
    }
  });
  const objects: ChangedObject[] = [];
  for (const change of changes) {
    objects.push({ change, lines: lines ? await linesOf(given, flip, change) : [] });
  }
  const { commit, mergedBy, candidates } = flip;
  return { commit, mergedBy, candidates, ...explained, objects };
}

function explain(answers: RevisionAnswers, { input, objects }: RevisionState): ExplainedAnswer {
  const engine = answers.moving.at(objects);
  const answer = answers.ask(engine, input);
  return { answer, rules: ruleEffects(engine, answer.decisive) };
}

async function linesOf(
  given: RepositoryPaths,
  flip: Flip,
  { before, after }: ObjectChange,
): Promise<readonly ChangedLineDocument[]> {
  const old = versionOf(given, flip.previous, flip.before);
  const now = versionOf(given, flip.commit.id, flip.after);
  const lines = (await differingLines(given, old, now, before?.manifest, after?.manifest)).slice(0, maximumLines);
  const [removed, added] = (['removed', 'added'] as const).map((word) => lines.filter(({ change }) => change === word));
  const written = {
    removed: await writersOf(given, old, before?.manifest, removed ?? []),
    added: await writersOf(given, now, after?.manifest, added ?? []),
  };
  return lines.map(({ change, line, text }) => {
    const file = (change === 'removed' ? before : after)?.manifest.source.file.path ?? '';
    const writtenBy = written[change].get(line);
    return { change, file, line, text, ...(writtenBy !== undefined && { writtenBy }) };
  });
}

/** The lines of an object that two versions of its file have differently; all of them where only one version has it. */
async function differingLines(
  { repository }: RepositoryPaths,
  old: Version,
  now: Version,
  before: Manifest | undefined,
  after: Manifest | undefined,
): Promise<readonly ChangedLine[]> {
  const oldLines = before === undefined ? [] : linesOfObject(before, 'removed');
  const newLines = after === undefined ? [] : linesOfObject(after, 'added');
  const [a, b] = [fileOf(old, before), fileOf(now, after)];
  if (a === undefined || b === undefined) return [...oldLines, ...newLines];
  const own = { removed: numbersOf(oldLines), added: numbersOf(newLines) };
  const all = await changedLines(repository, a.id, b.id);
  const inObject = all.filter(({ change, line }) => own[change].has(line));
  // What an anchor elsewhere in the file gives to the object stands outside of it.
  return inObject.length > 0 ? inObject : all;
}

function linesOfObject({ source }: Manifest, change: ChangedLine['change']): readonly ChangedLine[] {
  const { text } = source.file;
  const first = locate(source, []).line;
  const start = text.lastIndexOf('\n', source.start - 1) + 1;
  const lines = text.slice(start, source.end).trimEnd().split('\n');
  return lines.map((line, index) => ({ change, line: first + index, text: line.replace(/\r$/, '') }));
}

function numbersOf(lines: readonly ChangedLine[]): ReadonlySet<number> {
  return new Set(lines.map(({ line }) => line));
}

/** None for what is in no file of the repository itself: in an archive, or laid over it. */
function fileOf({ files }: Version, manifest: Manifest | undefined): TreeFile | undefined {
  return manifest === undefined ? undefined : files.get(manifest.source.file.path);
}

function writersOf(
  { repository }: RepositoryPaths,
  version: Version,
  manifest: Manifest | undefined,
  lines: readonly ChangedLine[],
): Promise<ReadonlyMap<number, Commit>> {
  const file = fileOf(version, manifest);
  if (file === undefined || version.commit === undefined) return Promise.resolve(new Map());
  return blame(
    repository,
    version.commit,
    file.inRepository,
    lines.map(({ line }) => line),
  );
}

function versionOf({ paths }: RepositoryPaths, commit: string | undefined, tree: Tree): Version {
  return { commit, files: new Map(new TreeFilter(paths).filesOf(tree).files.map((file) => [file.path, file])) };
}
