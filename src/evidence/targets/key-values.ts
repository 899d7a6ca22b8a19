import { parseHostAndPort } from './configured-address.ts';
import { parseHost, parsePort } from './host.ts';
import type { Place } from './mention.ts';
import { parseUrl } from './url.ts';

export interface Pair {
  /** Lower case, without spaces and underscores: `datasource`. */
  readonly key: string;
  readonly value: string;
}

/**
 * The pairs of a connection string: of libpq (`host=h password='a b'`, spaces between) or of ADO and PDO
 * (`Server=h;Password="a;b"`, semicolons between). Quotes keep separators in a value.
 */
export function pairsOf(text: string): readonly Pair[] {
  const separator = separatorOf(text);
  const pairs: Pair[] = [];
  let at = 0;
  while (at < text.length) {
    const equals = text.indexOf('=', at);
    if (equals < 0) break;
    const value = readValue(text, equals + 1, separator);
    const key = text
      .slice(at, equals)
      .replace(/[\s_;]/g, '')
      .toLowerCase();
    if (key.length <= 64) pairs.push({ key, value: value.text });
    at = value.end;
  }
  return pairs;
}

/** The first value ends at a semicolon, or at a space that another key follows. */
function separatorOf(text: string): ';' | ' ' {
  const equals = text.indexOf('=');
  if (/\S\s+\S/.test(text.slice(0, Math.max(0, equals)).slice(0, 80))) return ';';
  const { end } = readValue(text, equals + 1, ' ');
  const first = readValue(text, equals + 1, ';');
  return first.end <= end || !/^\s*\w{1,64}\s*=/.test(text.slice(end, end + 80)) ? ';' : ' ';
}

function readValue(text: string, start: number, separator: ';' | ' '): { readonly text: string; readonly end: number } {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  const quote = text[at];
  if (quote === "'" || quote === '"') return readQuoted(text, at + 1, quote, separator);
  let end = at;
  while (end < text.length && (separator === ';' ? text[end] !== ';' : !/\s/.test(text[end] ?? ''))) {
    end += separator === ' ' && text[end] === '\\' ? 2 : 1;
  }
  return { text: text.slice(at, end).trim(), end: Math.min(end, text.length) + 1 };
}

function readQuoted(
  text: string,
  start: number,
  quote: string,
  separator: ';' | ' ',
): { readonly text: string; readonly end: number } {
  let at = start;
  while (at < text.length) {
    const doubled = separator === ';' && text[at] === quote && text[at + 1] === quote;
    const escaped = separator === ' ' && text[at] === '\\';
    if (text[at] === quote && !doubled) break;
    at += doubled || escaped ? 2 : 1;
  }
  return { text: text.slice(start, at), end: at + 1 };
}

const hostKeys = new Set(
  'host hostname hostaddr hosts server servers servername datasource addr address networkaddress endpoint accountendpoint bootstrapservers'.split(
    ' ',
  ),
);
const portKeys = new Set(['port', 'portnumber', 'tcpport']);

export function namesHost(pairs: readonly Pair[]): boolean {
  return pairs.some((pair) => hostKeys.has(pair.key));
}

/** The places that the pairs name, several for libpq's `host=a,b port=1,2`. */
export function placeOfPairs(pairs: readonly Pair[]): readonly Place[] {
  const host = pairs.find((pair) => hostKeys.has(pair.key))?.value;
  if (host === undefined) return [];
  if (host.includes('://')) return parseUrl(host);
  const ports = (pairs.find((pair) => portKeys.has(pair.key))?.value ?? '')
    .split(',')
    .map((port) => parsePort(port.trim()));
  const bare = host.replace(/^(?:tcp|admin):/i, '').replace(/\\[^,:;]{0,64}/, '');
  const parts = bare.split(',').map((part) => part.trim());
  const [first = '', second = ''] = parts;
  const written = parsePort(second);
  if (parts.length === 2 && written !== undefined) return placesWith(first, written);
  return parts.flatMap((part, index) => placesWith(part, ports[index] ?? ports[0]));
}

function placesWith(text: string, port: number | undefined): readonly Place[] {
  const place = port === undefined ? parseHostAndPort(text) : placeOf(text, port);
  return place === undefined ? [] : [place];
}

function placeOf(text: string, port: number): Place | undefined {
  const host = parseHost(text);
  return host === undefined ? parseHostAndPort(text) : { host, port };
}
