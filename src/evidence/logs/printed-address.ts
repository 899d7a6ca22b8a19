import { parseAddress } from '../../model/address.ts';
import { replaceUserinfo } from '../userinfo.ts';

/** A host and, where it is written, a port from 1 to 65535. IPv6 hosts are without brackets. */
export interface PrintedAddress {
  readonly host: string;
  readonly port?: number;
  /** Of a URL without a port, where the scheme has a default one. */
  readonly scheme?: 'http' | 'https';
}

const sourceFile =
  /\.(?:[cm]?[jt]sx?|go|java|kt|scala|py|rb|c|cc|cpp|h|hpp|rs|php|exs?|erl|cs|lua|pl|sh|conf|ya?ml|json|toml|properties|log|sock|jar|cgo|s)$/i;

/** Words before a colon and a number that are no hosts: `line:12`, `errno:111`. */
const notHosts = new Set(
  (
    'line column code errno error err status exit pid uid gid port ports id count attempt attempts retry retries retrying timeout size ttl time took ' +
    'elapsed duration level offset partition epoch generation version sha256 sha1 md5 worker thread node eval anonymous index.js failed warn warning info debug fatal ' +
    'http https tcp udp dns total tries in after number step length bytes max min sleep delay wait seconds ms signal string native internal null undefined utc gmt connections'
  ).split(' '),
);

const placeholders = new Set([
  'URL',
  'HOST',
  'HOSTNAME',
  'IP',
  'ADDRESS',
  'REDACTED',
  'null',
  'undefined',
  'none',
  'None',
  'nil',
]);

/** The lowest port that a bare word may have: `postgres:15` is an image, `attempt:3` a count. */
const lowestPortOfBareWord = 21;

/** An address as the model reads it; a zone may follow. */
function isAddress(text: string): boolean {
  return parseAddress(text.replace(/%\w{1,16}$/, '')) !== undefined;
}

/** `0.0.0.0` and `::`: a server that binds it listens on every address. */
export function isUnspecified(host: string): boolean {
  return parseAddress(host)?.value === 0n;
}

export function portOf(text: string | undefined): number | undefined {
  const port = text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port > 0 && port < 65536 ? port : undefined;
}

/** A host as printed, without quotes, brackets, and Java's `name/address`; nothing where a placeholder stands for it. */
export function hostOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const bare = text.replace(/^[[`'"/(]+|[\]`'",;)]+$/g, '');
  const slash = bare.indexOf('/');
  const host = slash > 0 ? bare.slice(0, slash) : bare;
  if (host === '' || host.startsWith('<') || placeholders.has(host) || /^[*xX]+$/.test(host)) return undefined;
  return host;
}

/** `host:port`, `[v6]:port`, Node's `v6:port`, Java's `name/address:port`; `tcp://` and the like before it are passed over. */
export function parsePrintedAddress(text: string): PrintedAddress | undefined {
  const bare = text
    .replace(/^[a-z][a-z0-9+.-]{1,20}:\/\//i, '')
    .replace(/[.,;)\]'"}]+$/, (_tail, at: number, whole: string) =>
      whole.startsWith('[') && at === whole.indexOf(']') ? ']' : '',
    );
  const bracketed = /^(?:[\w.-]{0,253}\/)?\[([^\]]{2,64})\](?::(\d{1,5}))?/.exec(bare);
  if (bracketed !== null) return address(bracketed[1], bracketed[2]);
  const colon = bare.lastIndexOf(':');
  if (colon < 0) return address(bare, undefined);
  return portOf(bare.slice(colon + 1)) === undefined
    ? address(bare.replace(/:$/, ''), undefined)
    : address(bare.slice(0, colon), bare.slice(colon + 1));
}

function address(hostText: string | undefined, portText: string | undefined): PrintedAddress | undefined {
  const host = hostOf(hostText);
  const port = portOf(portText);
  if (host === undefined) return undefined;
  return port === undefined ? { host } : { host, port };
}

const url = /([a-z][a-z0-9+.-]{1,20}):\/\/(\[[0-9a-f:.%]{2,60}\]|[\w.*<>%-]{1,253})(?::(\d{1,5}))?/gi;
const hostAndPort = /(?<![\w.:%-])(\[[0-9a-f:.%]{2,60}\]|[A-Za-z0-9_][\w.-]{0,252}):(\d{1,5})(?!\w|:\w|\.\d)/g;
const pair = /\(['"]([\w.:%-]{1,253})['"], ?(\d{1,5})\b/g;
const keyed =
  /\b(?:host|hostname|server|address|addr|ip)['"]?\s{0,2}[:=]>?\s{0,2}['"]?([\w.:%[\]-]{1,253}?)['"]?[,;]?\s{1,3}['"]?port['"]?\s{0,2}[:=]>?\s{0,2}['"]?(\d{1,5})\b/gi;
const spoken =
  /(?<![\w.:%-])["'`]?([A-Za-z0-9_[][\w.:%-]{0,252})["'`\]]?,?(?: \([^()]{1,80}\)?\)?,?)? (?:(?:and accepting TCP\/IP connections )?on )?port:? (\d{1,5})\b/g;
const documentation =
  /(?:^|\.)(?:curl\.haxx\.se|curl\.se|sqlalche\.me|goo\.gl|bit\.ly|aka\.ms|github\.com|kubernetes\.io|go\.dev|pris\.ly|mongoosejs\.com|readthedocs\.io|w3\.org|nodejs\.org|docs\.\S{1,200})$/i;

interface Placed {
  readonly at: number;
  readonly address: PrintedAddress;
}

/** Every target that a text names, the first named first: URLs, `host:port`, `('host', port)`, `host=… port=…`, `host port 80`. */
export function addressesIn(printed: string): readonly PrintedAddress[] {
  const text = replaceUserinfo(printed, '');
  const found: Placed[] = [];
  collect(found, text, url, (match) => urlAddress(match[1] ?? '', match[2] ?? '', match[3]));
  collect(found, text, hostAndPort, (match) => plainAddress(text, match));
  for (const pattern of [pair, keyed, spoken]) {
    collect(found, text, pattern, (match) => wellFormed(address(match[1], match[2])));
  }
  found.sort(
    (one, other) =>
      one.at - other.at || Number(other.address.port !== undefined) - Number(one.address.port !== undefined),
  );
  return found.map((place) => place.address);
}

function collect(
  found: Placed[],
  text: string,
  pattern: RegExp,
  read: (match: RegExpExecArray) => PrintedAddress | undefined,
): void {
  for (const match of text.matchAll(pattern)) {
    const target = read(match);
    if (target !== undefined) found.push({ at: match.index, address: target });
  }
}

function urlAddress(scheme: string, host: string, port: string | undefined): PrintedAddress | undefined {
  const found = address(host, port);
  if (found === undefined || documentation.test(found.host)) return undefined;
  if (scheme === 'unix' || scheme === 'file') return undefined;
  return found.port === undefined && (scheme === 'http' || scheme === 'https') ? { ...found, scheme } : found;
}

function plainAddress(text: string, match: RegExpExecArray): PrintedAddress | undefined {
  const found = address(match[1], match[2]);
  if (found?.port === undefined) return undefined;
  const before = text[match.index - 1];
  if (before === '/' && !found.host.includes(':')) {
    return isAddress(found.host) ? named(text, match.index - 1, found) : undefined;
  }
  return wellFormed(found);
}

/** Java prints `name/address:port`: the name is what was configured. */
function named(text: string, slash: number, found: PrintedAddress): PrintedAddress {
  const name = /([A-Za-z][\w.-]{0,252})$/.exec(text.slice(Math.max(0, slash - 253), slash))?.[1];
  return name === undefined || text[slash - name.length - 1] === '/' ? found : { ...found, host: name };
}

function wellFormed(found: PrintedAddress | undefined): PrintedAddress | undefined {
  if (found === undefined || found.port === undefined) return undefined;
  const { host, port } = found;
  if (isAddress(host)) return found;
  if (!/[A-Za-z]/.test(host) || sourceFile.test(host) || notHosts.has(host.toLowerCase())) return undefined;
  if (host.includes(':')) return undefined;
  return host.includes('.') || port >= lowestPortOfBareWord ? found : undefined;
}
