import type { Json } from '../model/manifest.ts';
import { isObject, member, type Part } from './part.ts';
import { type Note, SyntaxProblem } from './syntax-error.ts';
import { findYamlList, type YamlList } from './yaml-list.ts';
import { readPlainYaml } from './yaml-plain.ts';
import { parseYamlTree, type YamlNode } from './yaml-tree.ts';
import { yamlValue } from './yaml-value.ts';

/** Longest document that is read as a whole where reading it item by item fails: its nodes take 20 times the room. */
const maxWholeLength = 16_000_000;

/** Reads one YAML document; undefined when it is empty. Throws a SyntaxProblem, its offset in `text`. */
export function readYamlPart(text: string, start: number, end: number, notes: Note[]): Part | undefined {
  const list = findYamlList(text, start, end);
  if (list === undefined) return readWhole(text, start, end, notes);
  const notesBefore = notes.length;
  try {
    return readList(text, start, end, list, notes);
  } catch (error) {
    if (!(error instanceof SyntaxProblem) || end - start > maxWholeLength) throw error;
    notes.length = notesBefore;
    return readWhole(text, start, end, notes);
  }
}

function readWhole(text: string, start: number, end: number, notes: Note[]): Part | undefined {
  const plain = readPlainYaml(text, start, end);
  // Items of a list have places of their own.
  if (plain !== undefined && isObject(plain.value) && !Array.isArray(member(plain.value, 'items'))) return plain;
  const node = parseYamlTree(text.slice(start, end), start);
  return node === undefined ? undefined : partOf(node, yamlValue(node, notes));
}

function readList(text: string, start: number, end: number, list: YamlList, notes: Note[]): Part {
  const head = readHead(text, start, end, list, notes);
  const items = list.items.map(
    ([itemStart, itemEnd]) => plainItem(text, itemStart, itemEnd) ?? readItem(text, itemStart, itemEnd, notes),
  );
  return { value: head.value, start: head.start, end: Math.max(head.end, items.at(-1)?.end ?? 0), items };
}

function plainItem(text: string, start: number, end: number): Part | undefined {
  const plain = readPlainYaml(text, start, end);
  if (plain === undefined || !Array.isArray(plain.value)) return undefined;
  const [value, ...others] = plain.value as readonly Json[];
  const isOne = isObject(value) && others.length === 0 && !Array.isArray(member(value, 'items'));
  return isOne ? { value, start: plain.start + '- '.length, end: plain.end } : undefined;
}

function readItem(text: string, start: number, end: number, notes: Note[]): Part {
  const node = parseYamlTree(text.slice(start, end), start);
  const item = node?.kind === 'sequence' && node.items.length === 1 ? node.items[0] : undefined;
  if (item === undefined) throw new SyntaxProblem('bad indentation of a list item', start);
  return partOf(item, yamlValue(item, notes));
}

/** The list's own fields stand before its items, after them, or both. */
function readHead(text: string, start: number, end: number, list: YamlList, notes: Note[]): Part {
  const parts = [readWhole(text, start, list.start, notes), readWhole(text, list.end, end, notes)];
  const value: Record<string, Json> = {};
  for (const part of parts) {
    if (part === undefined) continue;
    // A key on both sides, or something that is no map: read as a whole, it gets its message.
    if (!isObject(part.value) || part.items !== undefined) throw new SyntaxProblem('the list is no map', part.start);
    for (const [key, field] of Object.entries(part.value)) {
      if (Object.hasOwn(value, key) || key === '__proto__') throw new SyntaxProblem('written twice', part.start);
      value[key] = field ?? null;
    }
  }
  return { value, start: parts[0]?.start ?? list.start, end: parts[1]?.end ?? 0 };
}

function partOf(node: YamlNode, value: Json): Part {
  const { start, end } = node;
  if (node.kind === 'sequence' && Array.isArray(value)) return { value: [], start, end, items: zip(node.items, value) };
  if (node.kind !== 'mapping' || !isObject(value)) return { value, start, end };
  const list = member(value, 'items');
  const written = node.entries.findLast(({ key }) => key.kind === 'scalar' && key.text === 'items')?.value;
  const sequence = written?.kind === 'alias' ? written.target : written;
  if (!Array.isArray(list) || sequence?.kind !== 'sequence') return { value, start, end };
  const { items: _items, ...rest } = value;
  return { value: rest, start, end, items: zip(sequence.items, list) };
}

function zip(nodes: readonly YamlNode[], values: readonly Json[]): readonly Part[] {
  return nodes.map((node, index) => partOf(node, values[index] ?? null));
}
