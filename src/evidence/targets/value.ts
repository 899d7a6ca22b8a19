import { append } from '../../model/append.ts';
import { mostItems } from './bounds.ts';
import { parseConfiguredAddress } from './configured-address.ts';
import { parseDsn } from './dsn.ts';
import { isQualified } from './host.ts';
import { parseJdbc } from './jdbc.ts';
import type { Place } from './mention.ts';
import { parseUrl } from './url.ts';

/** What a whole value says: how sure its shape is decides which names it needs. */
export interface Reading {
  readonly places: readonly Place[];
  /** `name`: bare hosts, which any word may be. */
  readonly shape: 'url' | 'connection string' | 'address' | 'name';
}

/** The places of a value: one URL, JDBC URL, connection string or address, or a list of them. */
export function readValue(value: string): Reading | undefined {
  const text = unquote(value.trim());
  if (text === '' || /[\r\n]/.test(text)) return undefined;
  if (/^r?2?j?dbc:/i.test(text)) return reading(parseJdbc(text), 'url');
  if (/^[a-z][a-z0-9+._-]{0,40}:\/\//i.test(text)) return reading(readUrls(text), 'url');
  const connection = parseDsn(text);
  return connection === undefined ? readList(text) : reading(connection, 'connection string');
}

function reading(places: readonly Place[], shape: Reading['shape']): Reading | undefined {
  return places.length === 0 ? undefined : { places, shape };
}

function unquote(text: string): string {
  const quote = text[0];
  const quoted = (quote === '"' || quote === "'") && text.length > 1 && text.endsWith(quote);
  return quoted ? text.slice(1, -1).trim() : text;
}

/** A list of URLs repeats the scheme after its comma; a list of hosts inside one URL does not. */
function readUrls(text: string): readonly Place[] {
  return text.split(/[,;\s]\s{0,3}(?=[a-z][a-z0-9+._-]{0,40}:\/\/)/i, mostItems).flatMap((url) => parseUrl(url.trim()));
}

/** `a:1,b:2`, `["a:1"]`, `name=http://a:1,…`, `a:1,ssl=true`; nothing where one item is no address. */
function readList(text: string): Reading | undefined {
  const array = text.startsWith('[') && /[",]/.test(text) && text.endsWith(']');
  const items = (array ? text.slice(1, -1) : text).split(/[,;\s]+/, mostItems).filter((item) => item !== '');
  const spaced = /[^,;\s]\s+[^,;\s]/.test(text);
  const places: Place[] = [];
  for (const item of items) {
    const found = readItem(array ? unquote(item) : item);
    if (found === undefined || (found.length === 0 && places.length === 0)) return undefined;
    if (spaced && found.some((place) => place.port === undefined && !isQualified(place.host))) return undefined;
    append(places, found);
  }
  return reading(
    places,
    places.some((place) => place.port !== undefined || place.scheme !== undefined) ? 'address' : 'name',
  );
}

function readItem(item: string): readonly Place[] | undefined {
  const equals = item.indexOf('=');
  if (item.includes('://')) {
    const places = parseUrl(/^[\w.-]{1,64}=/.test(item) ? item.slice(equals + 1) : item);
    return places.length === 0 ? undefined : places;
  }
  if (equals > 0) return [];
  const place = parseConfiguredAddress(item);
  return place === undefined ? undefined : [place];
}
