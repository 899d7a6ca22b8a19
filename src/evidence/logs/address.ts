/** A host and, where it is written, a port from 1 to 65535. IPv6 hosts are without brackets. */
export interface Address {
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

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
}

function isIpv6(text: string): boolean {
  return (
    /^[0-9a-f:]{2,39}(?:\d{1,3}(?:\.\d{1,3}){3})?(?:%\w{1,16})?$/i.test(text) &&
    text.includes(':') &&
    text.split(':').length > 2
  );
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
export function parseAddress(text: string): Address | undefined {
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

function address(hostText: string | undefined, portText: string | undefined): Address | undefined {
  const host = hostOf(hostText);
  const port = portOf(portText);
  if (host === undefined) return undefined;
  return port === undefined ? { host } : { host, port };
}

const url =
  /([a-z][a-z0-9+.-]{1,20}):\/\/(?:[^\s/@'"`]{0,200}@)?(\[[0-9a-f:.%]{2,60}\]|[\w.*<>%-]{1,253})(?::(\d{1,5}))?/gi;
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
  readonly address: Address;
}

/** Every target that a text names, the first named first: URLs, `host:port`, `('host', port)`, `host=… port=…`, `host port 80`. */
export function addressesIn(text: string): readonly Address[] {
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
  read: (match: RegExpExecArray) => Address | undefined,
): void {
  for (const match of text.matchAll(pattern)) {
    const target = read(match);
    if (target !== undefined) found.push({ at: match.index, address: target });
  }
}

function urlAddress(scheme: string, host: string, port: string | undefined): Address | undefined {
  const found = address(host, port);
  if (found === undefined || documentation.test(found.host)) return undefined;
  if (scheme === 'unix' || scheme === 'file') return undefined;
  return found.port === undefined && (scheme === 'http' || scheme === 'https') ? { ...found, scheme } : found;
}

function plainAddress(text: string, match: RegExpExecArray): Address | undefined {
  const found = address(match[1], match[2]);
  if (found?.port === undefined) return undefined;
  const before = text[match.index - 1];
  if (before === '/' && !isIpv4(found.host) && !found.host.includes(':')) return undefined;
  if (before === '/' && isIpv4(found.host)) return named(text, match.index - 1, found);
  return wellFormed(found);
}

/** Java prints `name/address:port`: the name is what was configured. */
function named(text: string, slash: number, found: Address): Address {
  const name = /([A-Za-z][\w.-]{0,252})$/.exec(text.slice(Math.max(0, slash - 253), slash))?.[1];
  return name === undefined || text[slash - name.length - 1] === '/' ? found : { ...found, host: name };
}

function wellFormed(found: Address | undefined): Address | undefined {
  if (found === undefined || found.port === undefined) return undefined;
  const { host, port } = found;
  if (isIpv4(host) || isIpv6(host)) return found;
  if (!/[A-Za-z]/.test(host) || sourceFile.test(host) || notHosts.has(host.toLowerCase())) return undefined;
  if (host.includes(':')) return undefined;
  return host.includes('.') || port >= lowestPortOfBareWord ? found : undefined;
}
