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
  const indented: number[] = [];
  let text = given;
  let width = 0;
  let budget = rereadBudget;
  for (;;) {
    try {
      const original = originalOffset(indented, width);
      return { events: parseEvents(text, { maxDepth: maxNesting }), text, original };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw new SyntaxProblem(reasonOf(error), 0);
      const offset = originalOffset(indented, width)(error.mark?.position ?? 0);
      const line = lineStart(given, offset);
      budget -= given.length;
      if (error.reason !== 'deficient indentation' || indented.includes(line) || budget < 0) {
        throw new SyntaxProblem(error.reason, offset);
      }
      if (width === 0) width = deepestIndentation(given) + 1;
      indented.push(line);
      text = indentLines(given, indented, width);
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof RangeError ? 'nested too deeply' : String(error);
}

/** `lines` ascend, as a reader fails at the first bad line. */
function indentLines(text: string, lines: readonly number[], width: number): string {
  const padding = ' '.repeat(width);
  let result = '';
  let from = 0;
  for (const line of lines) {
    result += text.slice(from, line) + padding;
    from = line;
  }
  return result + text.slice(from);
}

function originalOffset(lines: readonly number[], width: number): (offset: number) => number {
  const starts = [...lines];
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) + width * middle < offset) low = middle + 1;
      else high = middle;
    }
    const shifted = offset - low * width;
    return low === 0 ? offset : Math.max(shifted, starts[low - 1] ?? 0);
  };
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
