import { append } from '../../model/append.ts';
import { readJsonLog } from './json-log.ts';

/** What an entry says, apart from where in a program it was said. */
export interface EntryLines {
  /** Messages, with the index of the line that each comes from. */
  readonly spoken: readonly { readonly text: string; readonly index: number }[];
  /** Fields that may name the target: of a JSON log, or of an error that Node dumps. */
  readonly context: readonly string[];
  /** All of it, stack frames included. */
  readonly whole: string;
  /** The cause of all comes first, as Python prints chains. */
  readonly causeFirst: boolean;
}

/** A line of a stack trace: Node, the JVM, .NET (`at `), Python (`File `), Ruby (`from `), PHP (`#0 `), Go (tab and a path). */
const frame =
  /^\s*(?:at (?:async )?[^\s(]{1,300}(?: ?[([]|$)|at .{1,300}:\d{1,7}(?::\d{1,7})?\)?(?: \{)?$|File "[^"]{1,300}", line \d|from \S{1,300}:\d{1,7}:in |#\d{1,4} |\.\.\. \d{1,6} (?:more|common)|\/\S{1,300}:\d{1,7} \+0x|--- End of |~{0,200}\^[~^]{0,200}\s*$|created by )/;
const pythonFrame = /^\s*File "[^"]{1,300}", line \d/;
const field = /^\s{2,}'?(?:host|hostname|address|port|servername|dest)'?: /;

export function readEntryLines(lines: readonly string[]): EntryLines {
  const spoken: { text: string; index: number }[] = [];
  const context: string[] = [];
  let sourceDepth: number | undefined;
  const visit = (text: string, index: number): void => {
    const depth = text.length - text.trimStart().length;
    if (sourceDepth !== undefined && depth > sourceDepth) return;
    sourceDepth = pythonFrame.test(text) ? depth : undefined;
    if (text.trim() === '' || frame.test(text)) return;
    if (field.test(text)) context.push(text.trim());
    spoken.push({ text, index });
  };
  for (const [index, line] of lines.entries()) {
    const json = readJsonLog(line);
    if (json === undefined) {
      visit(line, index);
      continue;
    }
    sourceDepth = undefined;
    for (const text of json.message) visit(text, index);
    append(context, json.context);
  }
  const whole = lines.join('\n');
  return { spoken, context, whole, causeFirst: /Traceback \(most recent call last\)/.test(whole) };
}
