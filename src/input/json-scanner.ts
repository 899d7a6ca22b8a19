import { maxNesting, SyntaxProblem } from './syntax-error.ts';

const quote = 0x22;
const backslash = 0x5c;

/** Finds where JSON values end, without reading them: the parser then gets one object at a time. Checks no more than it must. */
export class JsonScanner {
  /** Members of objects that were passed, at any depth. */
  members = 0;
  private readonly text: string;
  private readonly end: number;

  constructor(text: string, end: number = text.length) {
    this.text = text;
    this.end = end;
  }

  /** The end of the value that starts at `start`. */
  skipValue(start: number): number {
    const { text, end } = this;
    const first = text.charCodeAt(start);
    if (first === quote) return this.skipString(start);
    if (first !== 0x7b && first !== 0x5b) return this.skipWord(start);
    let depth = 0;
    for (let index = start; index < end; index += 1) {
      switch (text.charCodeAt(index)) {
        case quote:
          index = this.skipString(index) - 1;
          break;
        case 0x3a: // :
          this.members += 1;
          break;
        case 0x7b: // {
        case 0x5b: // [
          depth += 1;
          if (depth > maxNesting) throw new SyntaxProblem('nested too deeply', index);
          break;
        case 0x7d: // }
        case 0x5d: // ]
          depth -= 1;
          if (depth === 0) return index + 1;
          break;
        default:
      }
    }
    throw new SyntaxProblem('unexpected end: a bracket is not closed', this.end);
  }

  skipSpace(start: number): number {
    let index = start;
    while (index < this.end && isSpace(this.text.charCodeAt(index))) index += 1;
    return index;
  }

  /** The members of the object that starts at `start`; returns its end. `passed` may go into a value, and gives its end. */
  eachMember(
    start: number,
    visit: (key: string, keyStart: number, start: number, end: number) => void,
    passed: (key: string, start: number) => number = (_key, valueStart) => this.skipValue(valueStart),
  ): number {
    let index = this.skipSpace(start + 1);
    if (this.text[index] === '}') return index + 1;
    for (;;) {
      const keyEnd = this.skipString(this.expect(index, '"'));
      const valueStart = this.skipSpace(this.expect(this.skipSpace(keyEnd), ':') + 1);
      const key = this.parseKey(index, keyEnd);
      const valueEnd = passed(key, valueStart);
      this.members += 1;
      visit(key, index, valueStart, valueEnd);
      index = this.skipSpace(valueEnd);
      if (this.text[index] === '}') return index + 1;
      index = this.skipSpace(this.expect(index, ',') + 1);
    }
  }

  /** The items of the array that starts at `start`, with the members in each at any depth; returns its end. */
  eachItem(start: number, visit: (start: number, end: number, members: number) => void): number {
    let index = this.skipSpace(start + 1);
    if (this.text[index] === ']') return index + 1;
    for (;;) {
      const before = this.members;
      const itemEnd = this.skipValue(index);
      visit(index, itemEnd, this.members - before);
      index = this.skipSpace(itemEnd);
      if (this.text[index] === ']') return index + 1;
      index = this.skipSpace(this.expect(index, ',') + 1);
    }
  }

  private skipString(start: number): number {
    for (let close = this.text.indexOf('"', start + 1); close !== -1 && close < this.end; ) {
      let escapes = 0;
      while (this.text.charCodeAt(close - 1 - escapes) === backslash) escapes += 1;
      if (escapes % 2 === 0) return close + 1;
      close = this.text.indexOf('"', close + 1);
    }
    throw new SyntaxProblem('unexpected end: a string is not closed', this.end);
  }

  private skipWord(start: number): number {
    let index = start;
    while (index < this.end && !',]}:'.includes(this.text.charAt(index)) && !isSpace(this.text.charCodeAt(index))) {
      index += 1;
    }
    if (index === start) throw new SyntaxProblem('a value is missing', start);
    return index;
  }

  private expect(index: number, character: string): number {
    if (index < this.end && this.text[index] === character) return index;
    throw new SyntaxProblem(`expected ${character}`, Math.min(index, this.end));
  }

  private parseKey(start: number, end: number): string {
    try {
      return String(JSON.parse(this.text.slice(start, end)));
    } catch {
      throw new SyntaxProblem('invalid string', start);
    }
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
