import { stripPrefix } from './prefix.ts';

/** Lines that belong together: a stack trace, a `Caused by` chain, an error dump, a message over several lines. */
export interface Entry {
  /** From 1, both inclusive. */
  readonly line: number;
  readonly lineEnd: number;
  /** Without colours and prefixes of the container runtime; the source code that an error quotes is blanked. */
  readonly lines: readonly string[];
}

/** An entry is cut here: a log without a single line at the margin must not become one entry. */
const longestEntry = 400;

/** A line that begins at the margin and yet continues the one above. */
const continuation =
  /^(?:Caused by\b|Suppressed:|\.\.\. \d{1,6} (?:more|common frames)|[}\])]|Stack trace:|#\d{1,4} |thrown in |--- End of |---> |goroutine \d|\[signal |created by |from \S|\S{1,200}:\d{1,6}:in [`']|The above exception was|During handling of the above)/;
/** What continues even after an empty line. */
const continuationAfterBlank =
  /^(?:Caused by\b|During handling of the above exception|The above exception was the direct cause|goroutine \d|\[signal |Stack trace:)/;
const indented = /^[ \t]+\S/;
/** The first line of an uncaught error of Node: the source position, the code, a caret. */
const quotedSource =
  /^(?:\[eval\]|\[stdin\]|(?:file:\/\/|node:|\/|[A-Z]:\\|\.{0,2}\/?[\w@.-]{1,80}\/)?[^\s:()]{0,300}\.[cm]?[jt]s|node:[\w/]{1,100}):\d{1,7}$/;
const caret = /^ *(?:\^|\u2191)+ *$/;
const pythonTrace = /^Traceback \(most recent call last\):/;
const pythonException = /^[A-Za-z_][\w.]{0,200}(?::|$)/;
const goPanic = /^(?:panic: |fatal error: |\tpanic: )/;
const goFrame = /^[\w./*()%@~-]{1,300}\(.{0,300}\)$/;
const flask = /^\[?\d{4}-\d\d-\d\d/;

interface State {
  readonly lines: string[];
  readonly start: number;
  /** A Python trace whose exception line is still to come. */
  trace: boolean;
  panic: boolean;
  /** Inside the source that Node quotes: everything up to the caret, then one error. */
  quoted: 'source' | 'error' | undefined;
}

export function entriesOf(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  let state: State | undefined;
  let blanks = 0;
  let number = 0;
  const finish = (): void => {
    if (state !== undefined)
      entries.push({ line: state.start, lineEnd: state.start + state.lines.length - 1, lines: state.lines });
    state = undefined;
    blanks = 0;
  };
  for (const raw of linesOf(text)) {
    number += 1;
    const line = stripPrefix(raw);
    if (line.trim() === '') {
      if (state !== undefined) blanks += 1;
      continue;
    }
    if (
      state === undefined ||
      blanks > 3 ||
      state.lines.length >= longestEntry ||
      !continues(state, line, blanks > 0)
    ) {
      finish();
      state = begin(line, number);
      continue;
    }
    for (; blanks > 0; blanks -= 1) state.lines.push('');
    append(state, line);
  }
  finish();
  return entries;
}

/** How many lines a text has; the line after a last line feed is none. */
export function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return text === '' || text.endsWith('\n') ? lines : lines + 1;
}

function* linesOf(text: string): Generator<string> {
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    yield text.slice(start, end);
    start = end + 1;
  }
  if (start < text.length) yield text.slice(start);
}

function begin(line: string, number: number): State {
  const quoted = line.length < 400 && quotedSource.test(line);
  return {
    lines: [quoted ? '' : line],
    start: number,
    trace: pythonTrace.test(line) || line.endsWith('Traceback (most recent call last):'),
    panic: goPanic.test(line),
    quoted: quoted ? 'source' : undefined,
  };
}

function continues(state: State, line: string, afterBlank: boolean): boolean {
  if (state.quoted === 'source') return true;
  if (state.quoted === 'error') return true;
  if (state.panic && (goFrame.test(line) || goPanic.test(line))) return true;
  if (afterBlank)
    return (
      continuationAfterBlank.test(line) || (isChained(state) && pythonTrace.test(line)) || isRustCause(state, line)
    );
  if (indented.test(line)) return true;
  if (state.trace) return pythonTrace.test(line) || (pythonException.test(line) && !flask.test(line));
  return continuation.test(line);
}

function append(state: State, line: string): void {
  if (state.quoted === 'source') {
    if (caret.test(line) || state.lines.length > 6) state.quoted = 'error';
    state.lines.push('');
    return;
  }
  if (state.quoted === 'error') state.quoted = undefined;
  if (pythonTrace.test(line)) state.trace = true;
  else if (state.trace && !indented.test(line)) state.trace = false;
  state.lines.push(line);
}

/** `During handling of the above exception, another exception occurred:` is the last line before a blank one. */
function isChained(state: State): boolean {
  return /^(?:During handling|The above exception)/.test(state.lines.at(-1) ?? '');
}

/** anyhow prints `Caused by:`, then the causes indented and numbered. */
function isRustCause(state: State, line: string): boolean {
  return /^Caused by/.test(state.lines.at(-1) ?? '') && indented.test(line);
}
