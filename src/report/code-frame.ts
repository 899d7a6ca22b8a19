import { locate } from '../input/index.ts';
import type { Path, Source } from '../model/source.ts';
import type { Gap } from '../policy/index.ts';
import { cut, markedLine } from './line-window.ts';
import type { Style } from './style.ts';

export interface Frame {
  readonly source: Source;
  /** The part to point at. */
  readonly path: Path;
  /** What is wrong with it, in a few words. */
  readonly message: string;
  /** What stands below: a label and its text. */
  readonly notes: readonly (readonly [label: string, text: string])[];
}

/** How a gap of a rule is shown. */
export function gapFrame(source: Source, { path, missing, why, instead }: Gap): Frame {
  const notes: [string, string][] = [];
  if (why !== undefined) notes.push(['why', why]);
  if (instead !== undefined) notes.push(['right', instead]);
  return { source, path, message: why === undefined ? missing : `lacks ${missing}`, notes };
}

const linesBefore = 3;
const linesAfter = 3;

/** The lines of the user's own file with a caret under the part, as a compiler shows an error. */
export function codeFrame({ source, path, message, notes }: Frame, style: Style): readonly string[] {
  const { text, path: file } = source.file;
  const location = locate(source, path);
  const start = location.key?.start ?? location.start;
  const lines = linesAround(text, start, source.start);
  const width = String(location.line + linesAfter).length;
  const gutter = (number: number | undefined) => style.cyan(`${String(number ?? '').padStart(width)} |`);
  const show = (line: string, number: number) => `${gutter(number)} ${line}`.trimEnd();
  const marked = markedLine(lines.at(-1) ?? '', location.column - 1, firstLineOf(text, start, location.end).length);
  return [
    `${' '.repeat(width)}${style.cyan('-->')} ${file}:${location.line}:${location.column}`,
    ...lines.slice(0, -1).map((line, index) => show(cut(line), location.line - lines.length + 1 + index)),
    show(marked.line, location.line),
    `${gutter(undefined)} ${marked.indent}${style.red(`${marked.carets} ${message}`)}`,
    ...linesBelow(text, start, location.end).map((line, index) => show(cut(line), location.line + 1 + index)),
    ...notes.map(([label, note]) => {
      const coloured = label === 'right' ? style.green(note) : note;
      return `${' '.repeat(width)} ${style.cyan('=')} ${style.dim(label.padEnd(6))} ${coloured}`;
    }),
  ];
}

/** The rest of a part that goes on below its first line. */
function linesBelow(text: string, start: number, end: number): readonly string[] {
  const lines = text
    .slice(start, end)
    .trimEnd()
    .split('\n', linesAfter + 1)
    .slice(1);
  const from = text.indexOf('\n', start) + 1;
  return lines.length === 0
    ? []
    : text
        .slice(from, from + 4096)
        .split('\n', lines.length)
        .map((line) => line.replace(/\r$/, ''));
}

/** The line of an offset, and some before it: not before `from`, where the object starts. */
function linesAround(text: string, offset: number, from: number): readonly string[] {
  const end = text.indexOf('\n', offset);
  let start = text.lastIndexOf('\n', offset - 1) + 1;
  for (let count = 0; count < linesBefore && start > from; count++) start = text.lastIndexOf('\n', start - 2) + 1;
  return text
    .slice(start, end < 0 ? text.length : end)
    .split('\n')
    .map((line) => line.replace(/\r$/, ''));
}

/** The part of a range that is on its first line. */
function firstLineOf(text: string, start: number, end: number): string {
  const lineEnd = text.indexOf('\n', start);
  return text.slice(start, Math.min(end, lineEnd < 0 ? text.length : lineEnd)).trimEnd();
}
