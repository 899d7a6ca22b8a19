import type { Path, Position, Source } from '../model/source.ts';
import { splitDocuments } from './documents.ts';
import { JsonScanner } from './json-scanner.ts';
import { positionInFile } from './position.ts';
import { SyntaxProblem } from './syntax-error.ts';
import { keyText } from './yaml-key.ts';
import { resolveScalar } from './yaml-tags.ts';
import { parseYamlTree, type YamlMapping, type YamlNode } from './yaml-tree.ts';

/** A part of a text: UTF-16 offsets, `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a part of an object stands in its file. `start` and `end` are those of the value, in `source.file.text`; line and
 * column are those of its key where it has one, as a person looks for it there, else of the value.
 */
export interface Location extends Position, TextRange {
  /** The key of the value; missing for an item of a list. */
  readonly key?: TextRange;
  /** How many steps of the path were found: fewer than it has where the part itself is not written. */
  readonly depth: number;
}

/** A value's place, and the places of what is in it. */
interface Located extends TextRange {
  readonly key?: TextRange;
  readonly child: (step: string | number) => Located | undefined;
}

/** Many parts of one large object are often asked for in a row, and reading it anew for each would take the square. */
let latest: { readonly source: Source; readonly root: Located } | undefined;

/**
 * Finds a part of an object in its text; where it is not written, the nearest part around it that is. Of a key that is
 * written twice the last one counts; what comes by an alias or a merge is found where it is written.
 */
export function locate(source: Source, path: Path): Location {
  if (latest?.source !== source) latest = { source, root: root(source) };
  let found = latest.root;
  let depth = 0;
  for (const step of path) {
    const next = found.child(step);
    if (next === undefined) break;
    found = next;
    depth += 1;
  }
  const { start, end, key } = found;
  const position = positionInFile(source.file, key?.start ?? start);
  return { ...position, start, end, depth, ...(key === undefined ? {} : { key }) };
}

function root(source: Source): Located {
  const { start, end, file } = source;
  if (isJson(file.text.slice(start, end))) return locatedJson(file.text, { start, end });
  const node = yamlNode(source);
  return node === undefined ? { start, end, child: () => undefined } : locatedYaml(node);
}

function isJson(text: string): boolean {
  if (!text.startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function locatedJson(text: string, range: TextRange, key?: TextRange): Located {
  // Found once, as a list may be asked for each of its items.
  let children: ReadonlyMap<string | number, Located> | undefined;
  const child = (step: string | number): Located | undefined => {
    children ??= jsonChildren(text, range);
    return children.get(step);
  };
  return { ...range, child, ...(key === undefined ? {} : { key }) };
}

function jsonChildren(text: string, range: TextRange): ReadonlyMap<string | number, Located> {
  const scanner = new JsonScanner(text, range.end);
  const children = new Map<string | number, Located>();
  const opening = text[range.start];
  if (opening === '{') {
    scanner.eachMember(range.start, (name, keyStart, start, end) => {
      children.set(name, locatedJson(text, { start, end }, { start: keyStart, end: scanner.skipValue(keyStart) }));
    });
  } else if (opening === '[') {
    scanner.eachItem(range.start, (start, end) => {
      children.set(children.size, locatedJson(text, { start, end }));
    });
  }
  return children;
}

function locatedYaml(written: YamlNode, keyNode?: YamlNode): Located {
  const { start, end } = written;
  const key = keyNode === undefined ? {} : { key: { start: keyNode.start, end: keyNode.end } };
  const node = written.kind === 'alias' ? written.target : written;
  const child = (step: string | number): Located | undefined => {
    if (node?.kind === 'sequence' && typeof step === 'number') {
      const item = node.items[step];
      return item === undefined ? undefined : locatedYaml(item);
    }
    return node?.kind === 'mapping' && typeof step === 'string' ? yamlEntry(node, step) : undefined;
  };
  return { start, end, child, ...key };
}

function yamlEntry(mapping: YamlMapping, step: string): Located | undefined {
  for (const { key, value } of mapping.entries.toReversed()) {
    const name = key.kind === 'alias' ? key.target : key;
    if (name?.kind !== 'scalar') continue;
    if (name.plain && name.text === '<<') {
      const merged = mergedEntry(value, step);
      if (merged !== undefined) return merged;
    } else if (keyText(resolveScalar(name)) === step) {
      return locatedYaml(value, key);
    }
  }
  return undefined;
}

function mergedEntry(value: YamlNode, step: string): Located | undefined {
  for (const source of value.kind === 'sequence' ? value.items : [value]) {
    const mapping = source.kind === 'alias' ? source.target : source;
    const entry = mapping?.kind === 'mapping' ? yamlEntry(mapping, step) : undefined;
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** Reads the object alone, at its own indentation; with its whole document where it needs an anchor from there. */
function yamlNode({ file, document, start, end }: Source): YamlNode | undefined {
  const column = positionInFile(file, start).column - 1;
  const isBlock = !'{['.includes(file.text.charAt(start));
  const indentation = isBlock ? column : 0;
  try {
    return parseYamlTree(' '.repeat(indentation) + file.text.slice(start, end), start - indentation);
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
  }
  const range = splitDocuments(file.text).ranges[document];
  if (range === undefined) return undefined;
  try {
    const node = parseYamlTree(file.text.slice(range.start, range.end), range.start);
    return node === undefined ? undefined : nodeAt(node, start, end);
  } catch (error) {
    if (error instanceof SyntaxProblem) return undefined;
    throw error;
  }
}

function nodeAt(node: YamlNode, start: number, end: number): YamlNode | undefined {
  if (node.start === start && node.end === end) return node;
  if (start < node.start || end > node.end) return undefined;
  const children =
    node.kind === 'sequence' ? node.items : node.kind === 'mapping' ? node.entries.map((e) => e.value) : [];
  for (const child of children) {
    const found = nodeAt(child, start, end);
    if (found !== undefined) return found;
  }
  return undefined;
}
