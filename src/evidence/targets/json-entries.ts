import type { Entry } from './file-lines.ts';

const deepest = 32;
const mostEntries = 10_000;

/** The scalars of a JSON document by path; `undefined` where the text is none. Items of a list have the list's path. */
export function entriesOfJson(text: string): readonly Entry[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  const entries: Entry[] = [];
  collect(document, [], entries);
  return entries;
}

function collect(value: unknown, path: readonly string[], entries: Entry[]): void {
  if (entries.length >= mostEntries || path.length > deepest) return;
  if (typeof value === 'string' || typeof value === 'number') {
    entries.push({ path: path.join('.'), value: String(value) });
  } else if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    for (const [index, item] of items.entries()) {
      collect(item, typeof item === 'object' ? [...path, String(index)] : path, entries);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) collect(item, [...path, name], entries);
  }
}
