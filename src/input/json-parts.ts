import { visit } from 'jsonc-parser';
import type { Json } from '../model/manifest.ts';
import { jsonProblem } from './json-problem.ts';
import { JsonScanner } from './json-scanner.ts';
import { isListKind, isObject, member, type Part } from './part.ts';
import { maxNotes, type Note, SyntaxProblem } from './syntax-error.ts';

/** Reads JSON values that follow each other (one, or a stream of them). Throws a SyntaxProblem, its offset in `text`. */
export function readJsonParts(text: string, start: number, end: number, notes: Note[]): readonly Part[] {
  const parts: Part[] = [];
  const scanner = new JsonScanner(text, end);
  const hasLists = mayHoldList(text.slice(start, end));
  let index = scanner.skipSpace(start);
  try {
    while (index < end) {
      const isAlone = !hasLists && text[index] === '{';
      const part = isAlone ? readObject(text, index, end, notes) : readPart(text, index, end, notes);
      parts.push(part);
      index = scanner.skipSpace(part.end);
      if (index < end && !'{['.includes(text.charAt(index))) {
        throw new SyntaxProblem('unexpected text after the end of the JSON value', index);
      }
    }
  } catch (error) {
    if (error instanceof SyntaxProblem && parts.length === 0) throw jsonProblem(text, index, end) ?? error;
    throw error;
  }
  return parts;
}

/** Most documents hold objects alone, which are then read as a whole. An escape may hide the key of a list. */
function mayHoldList(document: string): boolean {
  return document.includes('"items"') || document.includes('\\u');
}

function readObject(text: string, start: number, limit: number, notes: Note[]): Part {
  const scanner = new JsonScanner(text, limit);
  const end = scanner.skipValue(start);
  return { value: readWhole(text, start, end, scanner.members, notes), start, end };
}

/** Passes over the text once: the items of a list are read on the way. */
function readPart(text: string, start: number, limit: number, notes: Note[]): Part {
  const scanner = new JsonScanner(text, limit);
  const addTo = (items: Part[]) => (from: number, to: number, members: number) => {
    items.push(readItem(text, from, to, members, notes));
  };
  if (text[start] === '[') {
    const items: Part[] = [];
    return { value: [], start, end: scanner.eachItem(start, addTo(items)), items };
  }
  if (text[start] !== '{') {
    const end = scanner.skipValue(start);
    return { value: parseValue(text, start, end), start, end };
  }
  const heads: [key: string, start: number, end: number][] = [];
  let items: Part[] | undefined;
  const isList = (key: string, valueStart: number) => key === 'items' && text[valueStart] === '[';
  const end = scanner.eachMember(
    start,
    (key, _keyStart, from, to) => {
      if (!isList(key, from)) heads.push([key, from, to]);
    },
    (key, from) => {
      if (!isList(key, from)) return scanner.skipValue(from);
      items = [];
      return scanner.eachItem(from, addTo(items));
    },
  );
  if (items === undefined) return { value: readWhole(text, start, end, scanner.members, notes), start, end };
  const value = Object.fromEntries(heads.map(([key, from, to]) => [key, parseValue(text, from, to)]));
  return { value, start, end, items };
}

function readItem(text: string, start: number, end: number, members: number, notes: Note[]): Part {
  const value = readWhole(text, start, end, members, notes);
  const isList = isObject(value) && isListKind(member(value, 'kind')) && Array.isArray(member(value, 'items'));
  return isList ? readPart(text, start, end, notes) : { value, start, end };
}

/** Parses a value; where it has fewer keys than were written, some were written twice. */
function readWhole(text: string, start: number, end: number, written: number, notes: Note[]): Json {
  const value = parseValue(text, start, end);
  if (countMembers(value) !== written) noteDuplicates(text, start, end, notes);
  return value;
}

function parseValue(text: string, start: number, end: number): Json {
  try {
    return JSON.parse(text.slice(start, end)) as Json;
  } catch {
    throw jsonProblem(text, start, end) ?? new SyntaxProblem('invalid JSON', start);
  }
}

function countMembers(value: Json): number {
  let count = 0;
  if (isObject(value)) {
    // What JSON.parse makes has no keys but its own; a list of them for each object takes twice as long.
    for (const key in value) count += 1 + countMembers(value[key] ?? null);
  } else if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) count += countMembers(item);
  }
  return count;
}

function noteDuplicates(text: string, start: number, end: number, notes: Note[]): void {
  const objects: Map<string, number>[] = [];
  visit(text.slice(start, end), {
    onObjectBegin: () => void objects.push(new Map()),
    onObjectEnd: () => void objects.pop(),
    onObjectProperty: (key, offset) => {
      const keys = objects.at(-1);
      const first = keys?.get(key);
      if (first === undefined) keys?.set(key, start + offset);
      else if (notes.length < maxNotes) {
        const message = `the key ${JSON.stringify(key)} is written twice: the last one counts, as in kubectl`;
        notes.push({ message, offset: start + offset, first });
      }
    },
  });
}
