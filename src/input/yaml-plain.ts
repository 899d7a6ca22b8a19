import type { Json, JsonObject } from '../model/manifest.ts';
import { oneLineValue, withoutComment } from './yaml-one-line.ts';
import { resolvePlainScalar } from './yaml-scalars.ts';

/** A value and its place: offsets in the file's text. */
export interface PlainYaml {
  readonly value: Json;
  readonly start: number;
  readonly end: number;
}

/** Far deeper than any Kubernetes object. */
const maxDepth = 50;

const keyPattern = /[A-Za-z_][A-Za-z0-9_./-]{0,127}:(?=[ \n]|$)/y;
const feed = 0x0a;
const space = 0x20;
const dash = 0x2d;
const hash = 0x23;

/**
 * Reads a document, or a piece of one, that is written as kubectl and most people write YAML: maps and lists in block style, one
 * scalar a line, literal blocks, nothing but ASCII. All else is undefined, and so is what is wrong or odd in any way: the
 * whole language has a reader of its own, with which this one always agrees. It takes a quarter of that one's time.
 */
export function readPlainYaml(text: string, start: number, end: number): PlainYaml | undefined {
  if (/[^\n -~]/.test(text.slice(start, end))) return undefined;
  return new PlainReader(text, end).read(start);
}

class PlainReader {
  private readonly text: string;
  private readonly limit: number;
  /** What is read next, and its column; below 0 after the last line. */
  private at = 0;
  private column = -1;
  /** The end of the last token. */
  private end = 0;
  private depth = 0;

  constructor(text: string, limit: number) {
    this.text = text;
    this.limit = limit;
  }

  read(start: number): PlainYaml | undefined {
    this.toLine(start);
    if (this.column < 0) return undefined;
    const first = this.at;
    const value = this.block();
    return value === undefined || this.column >= 0 ? undefined : { value, start: first, end: this.end };
  }

  private block(): Json | undefined {
    return this.isItem() ? this.sequence() : this.mapping(this.key());
  }

  private mapping(firstKey: string | undefined): JsonObject | undefined {
    const { column } = this;
    const object: Record<string, Json> = {};
    this.depth += 1;
    let key = firstKey;
    do {
      if (key === undefined || this.depth > maxDepth || Object.hasOwn(object, key)) return undefined;
      const value = this.member(column);
      // What is indented further belongs to the value, in a way that is not read here.
      if (value === undefined || this.column > column) return undefined;
      object[key] = value;
      key = this.column === column ? this.key() : undefined;
    } while (this.column === column);
    this.depth -= 1;
    return object;
  }

  private sequence(): readonly Json[] | undefined {
    const { column } = this;
    const items: Json[] = [];
    this.depth += 1;
    if (this.depth > maxDepth) return undefined;
    while (this.column === column && this.isItem()) {
      this.at += 2;
      this.column += 2;
      const value = this.item(column);
      if (value === undefined || this.column > column) return undefined;
      items.push(value);
    }
    this.depth -= 1;
    return items;
  }

  private item(column: number): Json | undefined {
    if (this.isItem()) return this.sequence();
    const key = this.key();
    return key === undefined ? this.scalar(column) : this.mapping(key);
  }

  /** The value of a key, in its line or below it. */
  private member(column: number): Json | undefined {
    while (this.at < this.limit && this.text.charCodeAt(this.at) === space) this.at += 1;
    if (this.at < this.limit && this.text.charCodeAt(this.at) !== feed) return this.scalar(column);
    this.toLine(this.at);
    if (this.column > column || (this.column === column && this.isItem())) return this.block();
    return null;
  }

  private scalar(column: number): Json | undefined {
    const lineEnd = this.lineEnd(this.at);
    const written = this.text.slice(this.at, lineEnd);
    if (written === '|' || written === '|-') return this.literal(column, lineEnd, written === '|-');
    const token = withoutComment(written.trimEnd());
    this.end = this.at + token.length;
    const value = oneLineValue(token);
    this.toLine(lineEnd);
    return value;
  }

  /** The lines below a `|`, that are indented further than `column`. */
  private literal(column: number, header: number, isStripped: boolean): string | undefined {
    const lines: string[] = [];
    let indentation = 0;
    let filled = 0;
    let line = header + 1;
    while (line < this.limit) {
      const lineEnd = this.lineEnd(line);
      const first = this.firstCharacter(line, lineEnd);
      const isBlank = first === lineEnd;
      if (!isBlank && first - line <= column) break;
      if (lines.length === 0) indentation = first - line;
      // Spaces that may be part of the text, or too few of them.
      if (isBlank ? first > line || lines.length === 0 : first - line < indentation) return undefined;
      lines.push(this.text.slice(Math.min(line + indentation, lineEnd), lineEnd));
      if (!isBlank) {
        filled = lines.length;
        this.end = lineEnd;
      }
      line = lineEnd + 1;
    }
    // Whether a last line that has no end gets one is a question for the other reader.
    if (filled === 0 || this.end === this.limit) return undefined;
    this.toLine(Math.min(line, this.limit));
    return `${lines.slice(0, filled).join('\n')}${isStripped ? '' : '\n'}`;
  }

  /** A key of letters, with its colon; undefined for what the rules of YAML make something else than that text. */
  private key(): string | undefined {
    keyPattern.lastIndex = this.at;
    if (!keyPattern.test(this.text) || keyPattern.lastIndex > this.limit) return undefined;
    const end = keyPattern.lastIndex;
    const key = this.text.slice(this.at, end - 1);
    if (key === '__proto__' || resolvePlainScalar(key).type !== 'string') return undefined;
    this.at = end;
    this.end = end;
    return key;
  }

  /** A dash, one space, and what follows in the line. */
  private isItem(): boolean {
    const { text, at } = this;
    if (text.charCodeAt(at) !== dash || text.charCodeAt(at + 1) !== space || at + 2 >= this.limit) return false;
    const next = text.charCodeAt(at + 2);
    return next !== space && next !== feed;
  }

  /** To the first line with anything but a comment, at or after an offset. */
  private toLine(from: number): void {
    for (let line = from; line < this.limit; line = this.lineEnd(line) + 1) {
      const first = this.firstCharacter(line, this.limit);
      const code = first < this.limit ? this.text.charCodeAt(first) : feed;
      if (code === feed || code === hash) continue;
      this.at = first;
      this.column = first - line;
      return;
    }
    this.column = -1;
  }

  private firstCharacter(line: number, lineEnd: number): number {
    let index = line;
    while (index < lineEnd && this.text.charCodeAt(index) === space) index += 1;
    return index;
  }

  private lineEnd(from: number): number {
    const found = this.text.indexOf('\n', from);
    return found === -1 || found > this.limit ? this.limit : found;
  }
}
