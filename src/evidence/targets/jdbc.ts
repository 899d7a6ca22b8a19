import { parseHostAndPort } from './configured-address.ts';
import { type Pair, pairsOf, placeOfPairs } from './key-values.ts';
import type { Place } from './mention.ts';
import { defaultPort } from './ports.ts';
import { authorityOf, placesOfAuthority } from './url.ts';

/**
 * The places of `jdbc:` and `r2dbc:` URLs of any driver: with `://`, Oracle's thin forms and net descriptors,
 * SQL Server's `//host\instance:port;…`, MySQL's `address=(host=…)(port=…)`.
 */
export function parseJdbc(text: string): readonly Place[] {
  const mark = text.indexOf('://');
  const head = mark < 0 || text.toLowerCase().includes(':@') ? text : text.slice(0, mark);
  const parts = head.toLowerCase().slice(0, 120).split(':').slice(1, 6);
  const scheme = driverOfParts(parts);
  if (/^(?:sqlite|tc|derby|hsqldb|file|mem)$/.test(parts[0] ?? '')) return [];
  const described = placesOfDescriptor(text, scheme);
  if (described.length > 0) return described;
  if (scheme === 'oracle') return placesOfOracle(text);
  if (mark < 0) return [];
  const rest = text.slice(mark + 3);
  const hosts = authorityOf(scheme, rest).replace(/\/+$/, '');
  return hosts === '' ? placesOfProperties(rest, scheme) : withoutInstance(rest, hosts, scheme);
}

/** The innermost driver of `aws-wrapper:postgresql`; `http` in `clickhouse:http` is how it speaks. */
function driverOfParts(parts: readonly string[]): string {
  const drivers = parts.filter((part) => defaultPort(part) !== undefined);
  return drivers.findLast((driver) => !/^https?$/.test(driver)) ?? parts[0] ?? '';
}

/** `jdbc:oracle:thin:[user/password]@[//|tcp://]host:port[:sid|/service]`. */
function placesOfOracle(text: string): readonly Place[] {
  const target = text.slice(text.lastIndexOf('@') + 1).replace(/^(?:tcps?:)?\/\//i, '');
  if (!text.includes('@')) return [];
  const hosts = /^[^/?;]{1,2000}/.exec(target)?.[0] ?? '';
  return placesOfAuthority(hosts.replace(/^([^:[\]]{1,253}:\d{1,5}):[\w.$#-]{1,64}$/, '$1'), 'oracle');
}

/** SQL Server puts an instance after the host and properties after a semicolon. */
function withoutInstance(rest: string, hosts: string, scheme: string): readonly Place[] {
  const instance = /\\[\w$-]{1,64}(:\d{1,5})?/.exec(rest.split(';')[0] ?? '');
  const places = placesOfAuthority(hosts, scheme);
  const port = instance?.[1]?.slice(1);
  if (port === undefined || places.length !== 1) return places;
  const place = parseHostAndPort(`${hosts}:${port}`);
  return place === undefined ? places : [{ ...place, scheme }];
}

function placesOfProperties(rest: string, scheme: string): readonly Place[] {
  return placeOfPairs(pairsOf(rest.replace(/^[;/]+/, ''))).map((place) => ({ ...place, scheme }));
}

const descriptorPart = /[(,]\s{0,3}(host|port)\s{0,3}=\s{0,3}([^(),\s]{1,253})/gi;

/** `(HOST=h)(PORT=1)` and `(host=h,port=1)`, one place a HOST. */
export function placesOfDescriptor(text: string, scheme: string): readonly Place[] {
  const addresses: Pair[][] = [];
  for (const match of text.matchAll(descriptorPart)) {
    const pair = { key: (match[1] ?? '').toLowerCase(), value: match[2] ?? '' };
    const open = addresses.at(-1);
    if (open === undefined || open.some((other) => other.key === pair.key)) addresses.push([pair]);
    else open.push(pair);
  }
  return addresses.flatMap((pairs) => placeOfPairs(pairs)).map((place) => ({ ...place, scheme }));
}
