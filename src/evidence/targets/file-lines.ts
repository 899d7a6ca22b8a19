import { append } from '../../model/append.ts';
/** A key with its path (`spring.datasource.url`) and its value, quotes kept. */
export interface Entry {
  readonly path: string;
  readonly value: string;
}

interface Container {
  readonly indent: number;
  readonly name: string;
}

const comment = /^(?:#|\/\/|;|!(?!!)|--(?!-)|<!--|\/\*|\*[\s/])/;
const key = /^["']?([A-Za-z_$][\w.$/-]{0,199})["']?(?:\s{0,20}=>?|\s{0,20}:(?=\s|$)|:(?=["'[{]))\s{0,20}/;
const directive = /^([a-z_][\w-]{0,60})\s{1,20}(\S.*)$/i;
const mostEntries = 10_000;
const deepest = 32;

/**
 * The entries of YAML, properties, INI, TOML, and of JSON that does not parse, read line by line: templates and
 * fragments are read as far as they go.
 */
export function entriesOfLines(text: string): readonly Entry[] {
  const reader = new LineReader();
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed !== '' && !comment.test(trimmed)) reader.read(trimmed, line.length - line.trimStart().length);
    if (reader.entries.length >= mostEntries) break;
  }
  return reader.entries;
}

/** Keeps the section and the keys that a line stands below. */
class LineReader {
  readonly entries: Entry[] = [];
  private section = '';
  private containers: readonly Container[] = [];
  private items = 0;

  read(line: string, indent: number): void {
    const heading = /^\[{1,2}([\w.:"' -]{1,200})\]{1,2}$/.exec(line)?.[1];
    if (heading === undefined) {
      this.readEntry(line, indent);
      return;
    }
    this.section = line.startsWith('[[') ? `${heading}.${this.nextItem()}` : heading;
    this.containers = [];
  }

  private readEntry(line: string, indent: number): void {
    const item = unwrapItem(line, indent);
    this.containers = this.containers.filter((container) => holds(container, indent, item.isItem));
    const parent = this.path();
    if (item.isItem) this.enter({ indent, name: this.nextItem() });
    const read = readLine(item.text);
    if (read === undefined) {
      if (item.isItem) this.entries.push({ path: parent.join('.'), value: withoutComment(item.text) });
    } else if (read.value === '' || /^[[{|>][-+]?,?$/.test(read.value)) {
      this.enter({ indent: item.indent, name: read.name });
    } else {
      append(this.entries, entriesOf([...this.path(), read.name].join('.'), read.value));
    }
  }

  private enter(container: Container): void {
    this.containers = [...this.containers, container].slice(-deepest);
  }

  private path(): readonly string[] {
    return [this.section, ...this.containers.map((container) => container.name)].filter((name) => name !== '');
  }

  private nextItem(): string {
    this.items += 1;
    return String(this.items);
  }
}

/** The items of a list may stand as far left as its key. */
function holds(container: Container, indent: number, isItem: boolean): boolean {
  return container.indent < indent || (isItem && container.indent === indent && !/^\d+$/.test(container.name));
}

function unwrapItem(
  text: string,
  indent: number,
): { readonly text: string; readonly indent: number; readonly isItem: boolean } {
  const marker = /^(?:-\s{1,20}){1,5}/.exec(text)?.[0];
  if (marker === undefined) return { text, indent, isItem: false };
  return { text: text.slice(marker.length), indent: indent + marker.length, isItem: true };
}

function readLine(line: string): { readonly name: string; readonly value: string } | undefined {
  const match = key.exec(line);
  if (match !== null) return { name: match[1] ?? '', value: withoutComment(line.slice(match[0].length)) };
  const words = directive.exec(line);
  if (
    words === null ||
    !/^(?:server|proxy_pass|upstream|forward|to|remote|connect|[\w-]*_pass|reverse_proxy)$/i.test(words[1] ?? '')
  )
    return undefined;
  const target = (words[2] ?? '').split(/[\s;]+/).find((word) => word.includes(':') || /^\d+(?:\.\d+){3}$/.test(word));
  return { name: 'server', value: target ?? '' };
}

/** Up to ` #`, outside quotes; without the comma of JSON. */
function withoutComment(text: string): string {
  const bare = text.replace(/^(?:[!&][\w!/.-]{1,100}\s{1,10}){1,3}/, '').trim();
  const quote = bare[0];
  const end = quote === '"' || quote === "'" ? bare.indexOf(quote, 1) : -1;
  if (end > 0) return bare.slice(0, end + 1);
  const hash = bare.search(/\s#/);
  return (hash < 0 ? bare : bare.slice(0, hash)).trimEnd().replace(/[,;]$/, '');
}

/** A flow mapping of YAML or an inline table of TOML: `{host: a, port: 1}`. */
function entriesOf(path: string, value: string): readonly Entry[] {
  if (!/^\{[^{}]{1,2000}\}$/.test(value)) return [{ path, value }];
  return value
    .slice(1, -1)
    .split(',')
    .flatMap((part) => {
      const pair = /^\s{0,20}["']?([\w.-]{1,100})["']?\s{0,20}(?::|=>?)\s{0,20}(\S.*)$/.exec(part);
      return pair === null ? [] : [{ path: `${path}.${pair[1] ?? ''}`, value: (pair[2] ?? '').trim() }];
    });
}
