import { counted } from '../../model/counted.ts';
import { fullName } from '../../model/metadata.ts';
import { type Answer, directions } from '../../policy/index.ts';
import {
  type AnswerChange,
  type ChangedLineDocument,
  type ChangedObject,
  type CommitDocument,
  changedObjectDocument,
  changeWord,
  type ExplainedAnswer,
  type HistorySearch,
} from '../documents/bisect-result.ts';
import type { Question } from '../documents/check-result.ts';
import { placeOf } from '../documents/common.ts';
import { cut } from '../line-window.ts';
import type { Style } from '../style.ts';
import { answerColour, sideLines } from './answer.ts';

const shownLines = 12;
const shownReasons = 3;

/** What `netwhy bisect` found, for a terminal: each commit with what decided before and after it, then how it was searched. */
export function bisectText(question: Question, search: HistorySearch, style: Style): string {
  const { good, bad, changes } = search;
  const blocks =
    changes.length === 0
      ? [unchanged(question, search, style)]
      : changes.map((change) => changeLines(question, change, style).join('\n'));
  const ends = `good ${good.revision} (${word(good.verdict, style)}), bad ${bad.revision} (${word(bad.verdict, style)})`;
  const others = changes.length === 0 ? '' : '; there may be other changes between them, which --all lists';
  return [
    ...blocks,
    [style.dim(`${ends}: ${effort(search)}${others}`), ...untestableLines(search, style)].join('\n'),
  ].join('\n\n');
}

/** A line a change, oldest first: for a list of all of them. */
export function bisectListText(question: Question, search: HistorySearch, style: Style): string {
  const { changes } = search;
  if (changes.length === 0) return bisectText(question, search, style);
  const lines = changes.map((change) => {
    const { commit, objects } = change;
    const names = objects.map((object) => objectName(object)).join(', ');
    return `  ${shortId(commit)}  ${commit.date}  ${changeName(change, style)}  ${names}  ${style.dim(`${commit.subject} (${commit.author.name})`)}`;
  });
  const head = `${counted(changes.length, 'change')} of ${question.from} → ${question.to}, oldest first`;
  const tail = [style.dim(effort(search)), ...untestableLines(search, style)];
  return [[head, ...lines].join('\n'), tail.join('\n')].join('\n\n');
}

function unchanged({ from, to }: Question, { good, bad }: HistorySearch, style: Style): string {
  return [
    `${answerColour(good.verdict, style)(style.bold('UNCHANGED'))}  ${from} → ${to}`,
    `  ${word(good.verdict, style)} at ${good.revision} as at ${bad.revision}; --all finds what changed and was undone in between`,
  ].join('\n');
}

function changeLines(question: Question, change: AnswerChange, style: Style): readonly string[] {
  const { commit, mergedBy, candidates, before, after, objects } = change;
  const row = (label: string, text: string) => `  ${style.dim(label.padEnd(7))} ${text}`;
  return [
    `${changeName(change, style)}  ${question.from} → ${question.to}`,
    row('commit', `${style.yellow(shortId(commit))} ${commit.subject}`),
    row('author', `${commit.author.name} <${commit.author.email}>, ${commit.date}`),
    ...mergedBy.map((merge) =>
      row('merged', `${style.yellow(shortId(merge))} ${merge.subject} (${merge.author.name})`),
    ),
    ...candidates.map((other) => row('or', `${style.yellow(shortId(other))} ${other.subject}, which gives no answer`)),
    ...answerLines('before', question, before, style),
    ...answerLines('after', question, after, style),
    ...objects.flatMap((object) => objectLines(object, commit, style)),
  ];
}

function answerLines(
  label: string,
  question: Question,
  { answer, rules }: ExplainedAnswer,
  style: Style,
): readonly string[] {
  const { decisive } = answer;
  const allowing = rules.filter(({ effect }) => effect === 'allows');
  const places = directions.flatMap((direction) => {
    const own = allowing.filter((rule) => rule.direction === direction);
    if (own.length > 0)
      return own.map(({ policy, rule, part }) => placeOf(policy.source, part?.peer?.path ?? rule.path));
    return decisive[direction].isolatedBy.map((policy) => placeOf(policy.source, ['metadata', 'name']));
  });
  const unique = [...new Set(places.map(({ file, line }) => `${file}:${line}`))];
  return [
    `  ${style.dim(label.padEnd(7))} ${word(answer.verdict, style)}`,
    ...sideLines(question, decisive, style).map((line) => `  ${line}`),
    ...answer.dependsOn.map((reason) => `    ${style.yellow('depends on')} ${reason}`),
    ...unique.map((place) => `    ${style.dim('at')} ${style.cyan(place)}`),
  ];
}

function objectLines(object: ChangedObject, commit: CommitDocument, style: Style): readonly string[] {
  const { change, file, line, lines } = changedObjectDocument(object);
  const more = lines.length - shownLines;
  return [
    '',
    `  ${change} ${objectName(object)}  ${style.cyan(`${file}:${line}`)}`,
    ...lines.slice(0, shownLines).map((changed) => changedLine(changed, commit, style)),
    ...(more > 0 ? [`    … and ${counted(more, 'more line')}; -o json has up to 100`] : []),
  ];
}

/** Who wrote a line is said where it is not the commit itself. */
function changedLine(
  { change, line, text, writtenBy }: ChangedLineDocument,
  commit: CommitDocument,
  style: Style,
): string {
  const [mark, colour] = change === 'removed' ? (['-', style.red] as const) : (['+', style.green] as const);
  const other = writtenBy === undefined || writtenBy.id === commit.id ? undefined : writtenBy;
  const writer = other === undefined ? '' : style.dim(`  (${other.author.name}, ${shortId(other)})`);
  return `    ${style.cyan(String(line).padStart(4))} ${colour(`${mark} ${cut(text)}`)}${writer}`;
}

function untestableLines({ untestable }: HistorySearch, style: Style): readonly string[] {
  const shown = untestable.slice(0, shownReasons).map(({ commit, reason }) => `  ${commit.slice(0, 10)} ${reason}`);
  const more = untestable.length - shown.length;
  return [...shown, ...(more > 0 ? [`  … and ${more} more`] : [])].map((line) => style.dim(line));
}

function effort({ commits, tested, untestable }: HistorySearch): string {
  const vain = untestable.length === 0 ? '' : `, ${untestable.length} of them without an answer`;
  return `${counted(commits, 'commit')} between them ${commits === 1 ? 'touches' : 'touch'} the files, ${counted(tested, 'revision')} tested${vain}`;
}

function changeName(change: AnswerChange, style: Style): string {
  return answerColour(change.after.answer.verdict, style)(style.bold(changeWord(change).toUpperCase()));
}

function objectName({ change }: ChangedObject): string {
  return `${change.object.ref.kind} ${fullName(change.object.ref)}`;
}

function word(verdict: Answer, style: Style): string {
  return answerColour(verdict, style)(verdict);
}

function shortId({ id }: CommitDocument): string {
  return id.slice(0, 10);
}
