import { append } from '../../model/append.ts';
import { entriesOf } from './entry.ts';
import { type EntryLines, readEntryLines } from './entry-lines.ts';
import { type LogFinding, maximumTextLength } from './finding.ts';
import { libraryOfFrames } from './frame-library.ts';
import { maskCredentials } from './mask.ts';
import { type Match, matchLine, weigh } from './match-line.ts';
import { addressesIn, hostOf, isUnspecified, type PrintedAddress, portOf } from './printed-address.ts';

/** A finding whose text still has its credentials: masking costs more than all the rest, and most findings repeat. */
export interface RawFinding extends Omit<LogFinding, 'line' | 'lineEnd' | 'decisiveLine'> {
  /** Of the line that decided, among those of the entry. */
  readonly index: number;
}

interface PlacedMatch {
  /** Of its line, among those of the entry. */
  readonly index: number;
  readonly match: Match;
  readonly text: string;
}

/** What one entry says: a line, or the lines of a stack trace. Nothing where it is about none of the classes. */
export function classifyEntry(entry: string): LogFinding | undefined {
  const lines = entriesOf(entry).flatMap((part) => part.lines);
  const found = classifyLines(lines);
  return found === undefined ? undefined : finish(found, 1, Math.max(1, entry.replace(/\n$/, '').split('\n').length));
}

export function finish(found: RawFinding, line: number, lineEnd: number): LogFinding {
  const { index, ...rest } = found;
  return { ...rest, line, lineEnd, decisiveLine: line + index, text: cut(maskCredentials(found.text)) };
}

function cut(text: string): string {
  return text.length > maximumTextLength ? `${text.slice(0, maximumTextLength - 1)}…` : text;
}

export function classifyLines(lines: readonly string[]): RawFinding | undefined {
  const entry = readEntryLines(lines);
  const matches: PlacedMatch[] = [];
  for (const { text, index } of entry.spoken) {
    const match = matchLine(text, entry.whole);
    if (match !== undefined) matches.push({ match, text, index });
  }
  const decisive = decide(matches, entry.causeFirst);
  if (decisive === undefined) return undefined;
  const { match } = decisive;
  const address = targetOf(decisive, matches, entry);
  const resolver = match.resolver ?? matches.find((other) => other.match.resolver !== undefined)?.match.resolver;
  const library =
    match.library ??
    matches.find((other) => other.match.library !== undefined)?.match.library ??
    (lines.length > 1 ? libraryOfFrames(entry.whole) : undefined) ??
    address.scheme;
  return {
    class: match.class,
    ...(match.about !== undefined && { about: match.about }),
    also: match.also,
    ...(address.host !== undefined && { host: address.host }),
    ...(address.port !== undefined && { port: address.port }),
    ...(resolver !== undefined && { resolver }),
    ...(match.runtime !== undefined && { runtime: match.runtime }),
    ...(library !== undefined && { library }),
    index: decisive.index,
    text: decisive.text.trim(),
    signature: match.signature.id,
  };
}

/** The most telling match; of equals the deepest cause, which chains print last, but Python first. */
function decide(matches: readonly PlacedMatch[], causeFirst: boolean): PlacedMatch | undefined {
  let best: PlacedMatch | undefined;
  for (const candidate of matches) {
    if (best === undefined) {
      best = candidate;
      continue;
    }
    const difference = rank(candidate.match) - rank(best.match);
    if (difference > 0 || (difference === 0 && !causeFirst)) best = candidate;
  }
  return best;
}

/** Of several addresses of a name the one that IPv6 cannot reach says least: most clusters have no IPv6. */
function rank(match: Match): number {
  const { host } = match.address;
  const companion = match.class === 'no-route' && host?.includes(':') === true;
  return weigh(match) * 2 - (companion ? 1 : 0);
}

function targetOf(decisive: PlacedMatch, matches: readonly PlacedMatch[], entry: EntryLines): Partial<PrintedAddress> {
  const own = decisive.match.address;
  if (decisive.match.class === 'listening') return boundAddress(decisive.match, entry.context);
  if (decisive.match.signature.targetInGroups) return own;
  const connection = new Set(['config', 'app-error', 'other']);
  if (connection.has(decisive.match.class)) return own;
  if (own.host !== undefined && own.port !== undefined) return own;
  const known: Partial<PrintedAddress>[] = [
    ...addressesIn(decisive.text),
    ...matches.filter((other) => other !== decisive && !isRemark(other)).map((other) => other.match.address),
    ...entry.spoken.filter((line) => line.text !== decisive.text).flatMap((line) => addressesIn(line.text)),
    ...addressesIn(entry.spoken.map((line) => line.text.trim()).join(' ')),
    ...contextAddresses(entry.context),
  ];
  return complete(own, known);
}

function isRemark(placed: PlacedMatch): boolean {
  return placed.match.strength === 'remark';
}

/** The first address that agrees with what is known already. */
function complete(own: Partial<PrintedAddress>, known: readonly Partial<PrintedAddress>[]): Partial<PrintedAddress> {
  if (own.host !== undefined) {
    const same = known.find((other) => other.host === own.host && (other.port ?? other.scheme) !== undefined);
    return same === undefined ? own : { ...same, ...own };
  }
  if (own.port !== undefined) {
    return { ...known.find((other) => other.host !== undefined && other.port === own.port), ...own };
  }
  return (
    known.find((other) => other.host !== undefined && other.port !== undefined) ??
    known.find((other) => other.host !== undefined) ??
    {}
  );
}

/** The host only where others could name it. */
function boundAddress({ address, signature }: Match, context: readonly string[]): Partial<PrintedAddress> {
  const { host, ...rest } = address.port === undefined && !signature.targetInGroups ? fieldsOfBind(context) : address;
  return host === undefined || isUnspecified(host) ? rest : { host, ...rest };
}

/** `addr: :8080`, `address: 0.0.0.0:8080`, `port: 8080` of a structured log. */
function fieldsOfBind(context: readonly string[]): Partial<PrintedAddress> {
  for (const line of context) {
    const found =
      /^(?:bind_?)?(?:addr|address|listen|port): (?:(\[[0-9a-f:.%]{2,60}\]|[\w.-]{1,253})?:)?(\d{1,5})$/i.exec(line);
    const host = hostOf(found?.[1]);
    const port = portOf(found?.[2]);
    if (port !== undefined) return host === undefined ? { port } : { host, port };
  }
  return {};
}

const oneField = /^['"]?([\w.@]{1,100})['"]?: ['"]?(.{1,300}?)['"]?,?$/;

/** `broker: kafka:9092`; or `address: …` and `port: …`, each its own field. */
function contextAddresses(context: readonly string[]): readonly Partial<PrintedAddress>[] {
  const found: Partial<PrintedAddress>[] = [];
  let host: string | undefined;
  let port: number | undefined;
  for (const line of context) {
    append(found, addressesIn(line));
    const field = oneField.exec(line);
    const value = field?.[2] ?? '';
    if (/port$/i.test(field?.[1] ?? '')) port ??= portOf(value);
    else if (/^\[?[\w.:-]{1,253}\]?$/.test(value) && !/:\d{1,5}$/.test(value)) host ??= hostOf(value);
  }
  if (host !== undefined) found.push(port === undefined ? { host } : { host, port });
  return found;
}
