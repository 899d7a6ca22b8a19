import { lengthOfSlashedUserinfo } from '../userinfo.ts';
import { mostItems } from './bounds.ts';
import { parseHostAndPort } from './configured-address.ts';
import type { Place } from './mention.ts';
import { isDatagram } from './ports.ts';

/** Schemes whose authority is no host: files, object stores, registries of names. */
const noHostSchemes = new Set(
  'file unix unixs npipe data mailto urn about blob jar zip classpath sqlite sqlite3 s3 s3a s3n gs gcs abfs abfss wasb wasbs adl docker docker-daemon oci arn secret env k8s-secret awskms gcpkms hashivault vfs chrome-extension app spiffe tag pkg xds memory mem inmemory fd pipe cloudsql'.split(
    ' ',
  ),
);

/** Schemes whose paths and queries may well hold an `@`, while their passwords are percent-encoded. */
const webSchemes = new Set(['http', 'https', 'ws', 'wss', 'git', 'ssh', 'sftp', 'ftp']);

/** Resolvers of gRPC: the target is the path (`dns:///host:port`). */
const resolverSchemes = new Set(['dns', 'passthrough', 'ipv4', 'ipv6']);

/** The places of a URL, several for `mongodb://a:1,b:2/db`. The credentials in it are passed over. */
export function parseUrl(text: string, nested = false): readonly Place[] {
  const mark = text.indexOf('://');
  const scheme = text.slice(0, mark).toLowerCase();
  if (mark < 1 || !/^[a-z][a-z0-9+._-]{0,40}$/.test(scheme) || noHostSchemes.has(scheme)) return [];
  const rest = text.slice(mark + 3);
  if (/^[a-z]{2,10}:\/\//i.test(rest)) return nested ? [] : parseUrl(rest, true);
  if (resolverSchemes.has(scheme)) return placesOfAuthority(rest.slice(rest.indexOf('/') + 1), undefined);
  const authority = authorityOf(scheme, rest);
  return authority === '' ? placesOfQuery(rest, scheme) : placesOfAuthority(authority, scheme);
}

/** Comma-separated hosts with optional ports, all of one scheme; nothing where one of them is no host. */
export function placesOfAuthority(authority: string, scheme: string | undefined): readonly Place[] {
  const places: Place[] = [];
  for (const part of authority.split(',', mostItems)) {
    const bare = part.trim().replace(/:$/, '');
    if (bare === '') continue;
    const place = parseHostAndPort(bare);
    if (place === undefined) return [];
    places.push(scheme === undefined ? place : withScheme(place, scheme));
  }
  return places;
}

/** The scheme is kept, `tcp` and `udp` as the protocol that they are. */
function withScheme(place: Place, scheme: string): Place {
  if (/^(?:tcp|udp)[46]?$/.test(scheme)) return { ...place, protocol: isDatagram(scheme) ? 'UDP' : 'TCP' };
  return isDatagram(scheme) ? { ...place, scheme, protocol: 'UDP' } : { ...place, scheme };
}

/** The hosts of what follows `://`. A password with a bare `/`, `?`, `#` or `@` is not taken for the end of it. */
export function authorityOf(scheme: string, rest: string): string {
  const end = endOfAuthority(rest);
  const at = rest.slice(0, end).lastIndexOf('@');
  if (at >= 0 && webSchemes.has(scheme)) return rest.slice(at + 1, end);
  const start = startOfHosts(scheme, rest, end);
  const hosts = rest.slice(start);
  return hosts.slice(0, endOfAuthority(hosts));
}

/** The hosts follow the last `@` before the query; an `@` in a query does not count where hosts stand before it. */
function startOfHosts(scheme: string, rest: string, end: number): number {
  const last = rest.lastIndexOf('@');
  if (last < end) return last + 1;
  const isWhole = placesOfAuthority(rest.slice(0, end), undefined).length > 0;
  if (webSchemes.has(scheme)) return isWhole ? lengthOfSlashedUserinfo(rest) : last + 1;
  const query = rest.search(/\?[\w.-]{1,64}=/);
  const beforeQuery = query < 0 ? last : rest.lastIndexOf('@', query);
  if (beforeQuery >= 0) return beforeQuery + 1;
  return isWhole ? 0 : last + 1;
}

function endOfAuthority(rest: string): number {
  const end = rest.search(/[/?#;\\]/);
  return end < 0 ? rest.length : end;
}

/** libpq's `postgresql:///db?host=h&port=1`. */
function placesOfQuery(rest: string, scheme: string): readonly Place[] {
  const host = /[?&]host=([^&/#]{1,253})(?=[&#]|$)/.exec(rest)?.[1];
  const port = /[?&]port=(\d{1,5})(?=[&#]|$)/.exec(rest)?.[1];
  if (host === undefined) return [];
  return placesOfAuthority(port === undefined ? host : `${host}:${port}`, scheme);
}

const ends = /[\s'"`<>|]|[)}\]](?=[\s'"`,;)}\]]|$)/g;

/** The URLs inside a text, from their scheme to a quote, a space or a closing bracket. `jdbc:` is a part of the scheme. */
export function urlsIn(text: string): readonly string[] {
  const found: string[] = [];
  for (let mark = text.indexOf('://'); mark >= 0 && found.length < mostItems; ) {
    const scheme = /[a-z][a-z0-9+._:-]{0,60}$/i.exec(text.slice(Math.max(0, mark - 61), mark));
    const stop = endOfUrl(text, mark + 3);
    if (scheme !== null) found.push(text.slice(mark - scheme[0].length, stop));
    mark = text.indexOf('://', Math.max(mark + 3, stop));
  }
  return found;
}

/** Further than this no host stands. */
const longestUrl = 4096;

function endOfUrl(text: string, start: number): number {
  ends.lastIndex = start;
  const stop = Math.min(ends.exec(text)?.index ?? text.length, start + longestUrl);
  const next = /[,;][a-z][a-z0-9+.]{1,20}:\/\//i.exec(text.slice(start, stop));
  return next === null ? stop : start + next.index;
}
