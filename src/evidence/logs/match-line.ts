import { replaceUserinfo } from '../userinfo.ts';
import { type Cause, causeOf } from './cause.ts';
import type { FailureClass, LogClass, LogFinding } from './finding.ts';
import { addressesIn, hostOf, type PrintedAddress, parsePrintedAddress, portOf } from './printed-address.ts';
import type { Signature, Strength, Table } from './signature.ts';
import { tables } from './signatures/tables.ts';
import { indexWords, type WordIndex } from './word-index.ts';

export interface Match {
  readonly signature: Signature;
  readonly strength: Strength;
  readonly class: LogClass;
  readonly about: LogFinding['about'] | undefined;
  readonly also: readonly FailureClass[];
  readonly address: Partial<PrintedAddress>;
  readonly resolver: string | undefined;
  readonly runtime: string | undefined;
  readonly library: string | undefined;
}

interface Compiled {
  readonly index: WordIndex;
  readonly signatures: readonly { readonly signature: Signature; readonly table: Table }[];
}

let compiled: Compiled | undefined;

function compile(): Compiled {
  const signatures = tables.flatMap((table) => table.signatures.map((signature) => ({ signature, table })));
  return { index: indexWords(signatures.map(({ signature }) => signature.words)), signatures };
}

const weights: Readonly<Record<Strength, number>> = { answer: 3, exact: 2, words: 1, remark: 0 };

/** The signature that says most of a line: the strongest, of those one that names how it failed, of those the first. */
export function matchLine(printed: string, entry: string): Match | undefined {
  const line = replaceUserinfo(printed, '');
  compiled ??= compile();
  let best: Match | undefined;
  for (const owner of compiled.index.find(line.toLowerCase())) {
    const candidate = compiled.signatures[owner];
    if (candidate === undefined) continue;
    if (best !== undefined && weights[best.strength] > weights[candidate.table.strength]) continue;
    const match = matchSignature(candidate.signature, candidate.table, line, entry);
    if (match !== undefined && (best === undefined || weigh(match) > weigh(best))) best = match;
  }
  return best;
}

/** A number by which matches compare: how far it is trusted, then whether it says how the connection failed. */
export function weigh(match: Match): number {
  return weights[match.strength] * 2 + (match.class === 'unavailable' ? 0 : 1);
}

/** The line of an access log: its address is a client's, and its status what the program itself answered. */
const servedRequest = /"(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \/\S{0,2000} HTTP\/\d/;

function matchSignature(signature: Signature, table: Table, line: string, entry: string): Match | undefined {
  if (table.strength === 'words' && servedRequest.test(line)) return undefined;
  const found = signature.pattern.exec(line);
  if (found === null || (signature.within !== undefined && !signature.within.test(entry))) return undefined;
  const groups = found.groups ?? {};
  const cause = readCause(signature, groups['cause']);
  if (cause === undefined) return undefined;
  const address = readAddress(groups);
  if (signature.needsTarget && address.host === undefined && addressesIn(line)[0]?.port === undefined) return undefined;
  return {
    signature,
    strength: table.strength,
    class: cause.class,
    about: table.about,
    also: cause.also,
    address,
    resolver: groups['resolver'],
    runtime: signature.runtime ?? table.runtime,
    library: signature.library ?? table.library,
  };
}

function readCause(
  signature: Signature,
  text: string | undefined,
): { class: LogClass; also: readonly FailureClass[] } | undefined {
  const also = signature.also ?? [];
  if (signature.class !== 'cause') return { class: signature.class, also };
  const cause = text === undefined ? undefined : causeOf(/^-?\d+$/.test(text) ? `errno ${text}` : text);
  if (cause === undefined) return signature.otherwise === undefined ? undefined : { class: signature.otherwise, also };
  const failure = signature.timeout === undefined ? cause.class : inPhase(signature.timeout, cause);
  return { class: failure, also: [...new Set([...cause.also, ...also])].filter((other) => other !== failure) };
}

/** A timeout is that of the phase; whatever befalls a query, no answer came from the DNS server. */
function inPhase(timeout: FailureClass, cause: Cause): FailureClass {
  if (cause.class === 'connect-timeout' || cause.class === 'read-timeout') return timeout;
  return timeout === 'dns-timeout' && !cause.class.startsWith('dns-') ? 'dns-timeout' : cause.class;
}

function readAddress(groups: Readonly<Record<string, string | undefined>>): Partial<PrintedAddress> {
  const whole = groups['address'] === undefined ? undefined : parsePrintedAddress(groups['address']);
  const host = hostOf(groups['host']?.replace(/^[a-z][a-z0-9+.-]{1,20}:\/\//i, '')) ?? whole?.host;
  const port = portOf(groups['port']) ?? whole?.port;
  return { ...(host !== undefined && { host }), ...(port !== undefined && { port }) };
}
