/** The parts of a block-style list document, as offsets in the file's text. */
export interface YamlList {
  /** Of each item, from the start of its line to the next item's. */
  readonly items: readonly (readonly [start: number, end: number])[];
  /** The line `items:`, and the end of the last item: all the rest is the list's own fields. */
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the items of a document with a top-level `items:` in block style, as `kubectl get -o yaml` prints it, by indentation
 * alone, so that a big list is parsed item by item. Undefined where it looks otherwise. Lines inside quotes or brackets can
 * deceive it: then the pieces don't parse, and the document has to be read as a whole.
 */
export function findYamlList(text: string, start: number, end: number): YamlList | undefined {
  const itemsLine = findItemsLine(text, start, end);
  if (itemsLine === undefined) return undefined;
  const starts: number[] = [];
  let indentation: number | undefined;
  let listEnd = end;
  for (let line = nextLine(text, itemsLine, end); line < end; line = nextLine(text, line, end)) {
    const first = firstCharacter(text, line, end);
    if (first >= end || '\r\n#'.includes(text.charAt(first))) continue;
    const isItem = text[first] === '-' && ' \r\n'.includes(text.charAt(first + 1) || '\n');
    if (indentation === undefined) {
      if (!isItem) return undefined;
      indentation = first - line;
    }
    if (first - line > indentation) continue;
    if (first - line < indentation || !isItem) {
      if (first !== line) return undefined;
      listEnd = line;
      break;
    }
    starts.push(line);
  }
  if (starts.length === 0) return undefined;
  const items = starts.map((itemStart, index) => [itemStart, starts[index + 1] ?? listEnd] as const);
  return { items, start: itemsLine, end: listEnd };
}

function findItemsLine(text: string, start: number, end: number): number | undefined {
  const name = 'items:';
  // A slice, as a search in the whole text would pass the end.
  const document = text.slice(start, end);
  for (let line = document.startsWith(name) ? 0 : searchLine(document, name, 0); line !== -1; ) {
    const rest = document.slice(line + name.length, nextLine(document, line, document.length)).trim();
    if (rest === '' || rest.startsWith('#')) return start + line;
    line = searchLine(document, name, line);
  }
  return undefined;
}

function searchLine(text: string, name: string, from: number): number {
  const feed = text.indexOf(`\n${name}`, from);
  return feed === -1 ? -1 : feed + 1;
}

function nextLine(text: string, from: number, end: number): number {
  const feed = text.indexOf('\n', from);
  return feed === -1 || feed >= end ? end : feed + 1;
}

function firstCharacter(text: string, line: number, end: number): number {
  let index = line;
  while (index < end && text.charCodeAt(index) === 0x20) index += 1;
  return index;
}
