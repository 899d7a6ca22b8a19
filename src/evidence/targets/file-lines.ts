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

/**
 * The entries of YAML, properties, INI, TOML, and of JSON that does not parse, read line by line: templates and
 * fragments are read as far as they go.
 */
export function entriesOfLines(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  let section = '';
  let containers: Container[] = [];
  let items = 0;
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed === '' || comment.test(trimmed)) continue;
    const heading = /^\[{1,2}([\w.:"' -]{1,200})\]{1,2}$/.exec(trimmed)?.[1];
    if (heading !== undefined) {
      items += 1;
      section = trimmed.startsWith('[[') ? `${heading}.${items}` : heading;
      containers = [];
      continue;
    }
    const indent = line.length - line.trimStart().length;
    const item = unwrapItem(trimmed, indent);
    containers = containers.filter(
      (container) =>
        container.indent < indent || (item.isItem && container.indent === indent && !/^\d+$/.test(container.name)),
    );
    if (item.isItem) containers.push({ indent, name: String((items += 1)) });
    if (entries.length >= mostEntries) break;
    const read = readLine(item.text);
    const path = [section, ...containers.map((container) => container.name)].filter((name) => name !== '');
    if (read === undefined) {
      if (item.isItem) entries.push({ path: path.slice(0, -1).join('.'), value: withoutComment(item.text) });
    } else if (read.value === '' || /^[[{|>][-+]?,?$/.test(read.value)) {
      containers.push({ indent: item.indent, name: read.name });
    } else {
      entries.push(...entriesOf([...path, read.name].join('.'), read.value));
    }
  }
  return entries;
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
  return { name: 'upstream', value: target ?? '' };
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
      const pair = /^\s{0,20}["']?([\w.-]{1,100})["']?\s{0,20}[:=]\s{0,20}(\S.*)$/.exec(part);
      return pair === null ? [] : [{ path: `${path}.${pair[1] ?? ''}`, value: (pair[2] ?? '').trim() }];
    });
}
