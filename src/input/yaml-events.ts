import { type Event, parseEvents, YAMLException } from 'js-yaml';
import { maxNesting, SyntaxProblem } from './syntax-error.ts';

/** js-yaml's events, and the text that their offsets are in: the one given, or a re-indented copy of it. */
export interface YamlEvents {
  readonly events: readonly Event[];
  readonly text: string;
  /** From an offset in `text` to one in the text that was given. */
  readonly original: (offset: number) => number;
}

/** Characters that may be read again for lines that need an indentation; keeps a hostile file from taking minutes. */
const rereadBudget = 32_000_000;

/**
 * Reads one YAML document. kubectl's YAML 1.1 reader takes any indentation inside brackets and quotes (`}` below the start of
 * its line's key is common), js-yaml follows YAML 1.2 and does not. Spaces there mean nothing, so such a line is indented
 * and read again.
 */
export function readYamlEvents(given: string): YamlEvents {
  const indented = new IndentedLines(given);
  for (let budget = rereadBudget; ; budget -= given.length + 1000) {
    const text = indented.text();
    try {
      return { events: parseEvents(text, { maxDepth: maxNesting }), text, original: indented.original() };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw new SyntaxProblem(reasonOf(error), 0);
      const offset = indented.original()(error.mark?.position ?? 0);
      const isDeficient = error.reason === 'deficient indentation';
      const isHelped = (isDeficient && indented.add(offset)) || indented.takeBack();
      if (isHelped && budget >= 0) continue;
      const isAtEnd = isDeficient && given.slice(offset).trim() === '';
      throw new SyntaxProblem(isAtEnd ? 'a bracket that is opened above is never closed' : error.reason, offset);
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof RangeError ? 'nested too deeply' : String(error);
}

/** A text with some of its lines indented further than any block in it. */
class IndentedLines {
  private readonly given: string;
  private width = 0;
  /** Where they start, ascending, as a reader fails at the first bad line. */
  private readonly starts: number[] = [];
  /** How many were added last: doubled while one bad line follows the other, so that a long run takes few readings. */
  private added = 0;

  constructor(given: string) {
    this.given = given;
  }

  /** Indents the line of an offset, and of a run some more; false when it is indented already. */
  add(offset: number): boolean {
    const line = lineStart(this.given, offset);
    const last = this.starts.at(-1);
    // At the end of the text there is no line left to indent: the bracket is never closed.
    if (line >= this.given.length || (last !== undefined && line <= last)) return false;
    if (this.width === 0) this.width = deepestIndentation(this.given) + 1;
    const isRun = last !== undefined && nextLine(this.given, last) === line;
    const wanted = isRun ? this.added * 2 : 1;
    this.added = 0;
    for (let start = line; this.added < wanted; start = nextLine(this.given, start)) {
      this.starts.push(start);
      this.added += 1;
      if (start === this.given.length) break;
    }
    return true;
  }

  /** After a run that went past its brackets, which is always an error: all but its first line. False without a run. */
  takeBack(): boolean {
    if (this.added <= 1) return false;
    this.starts.length -= this.added - 1;
    this.added = 1;
    return true;
  }

  text(): string {
    const padding = ' '.repeat(this.width);
    const pieces: string[] = [];
    let from = 0;
    for (const start of this.starts) {
      pieces.push(this.given.slice(from, start), padding);
      from = start;
    }
    pieces.push(this.given.slice(from));
    return pieces.join('');
  }

  /** From an offset in the indented text to the one in the given text. */
  original(): (offset: number) => number {
    const { starts, width } = this;
    return (offset) => {
      let low = 0;
      let high = starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) + width * middle < offset) low = middle + 1;
        else high = middle;
      }
      return low === 0 ? offset : Math.max(offset - low * width, starts[low - 1] ?? 0);
    };
  }
}

function nextLine(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed === -1 ? text.length : feed + 1;
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The greatest column at which a block may start: blanks and the marks of nested lists and keys. */
function deepestIndentation(text: string): number {
  let deepest = 0;
  let column = 0;
  let inPrefix = true;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x0a) {
      column = 0;
      inPrefix = true;
    } else if (inPrefix) {
      // space, tab, '-', '?'
      if (code === 0x20 || code === 0x09 || code === 0x2d || code === 0x3f) column += 1;
      else inPrefix = false;
      deepest = Math.max(deepest, column);
    }
  }
  return deepest;
}
