import { wordsOf } from './name-words.ts';
import { defaultPort } from './ports.ts';

/**
 * What a name says of its value. `host`: any single word may be one. `place`: only what looks like an address.
 */
export interface Role {
  readonly kind: 'host' | 'place' | 'port';
  readonly words: readonly string[];
  /** Where the word that gives the role stands. */
  readonly at: number;
}

const hostWords = new Set(
  (
    'host hosts hostname hostnames hostaddr addr addrs address addresses server servers endpoint endpoints broker brokers fqdn ' +
    'peer peers seeds bootstrap service'
  ).split(' '),
);
const placeWords = new Set(
  (
    'services ip ips url urls uri uris dsn jdbc node nodes connect connection connections connectionstring connectionstrings upstream upstreams ' +
    'backend backends target targets gateway proxy master leader cluster points members quorum sentinel sentinels primary replica ' +
    'conn connstr remote'
  ).split(' '),
);
/** Words after which a name may go on: `DB_HOST_REPLICA`, `DATABASE_URL_1`. */
const extensible = new Set(
  'host hosts hostname addr address endpoint endpoints url urls uri uris dsn servers brokers connectionstring connectionstrings'.split(
    ' ',
  ),
);
/** Words that make something else of it: `DB_HOST_TIMEOUT`. */
const otherEnds = new Set(
  (
    'name names password passwd secret key user username path timeout header headers id type version cert ca tls ssl enabled count ' +
    'size class prefix suffix pattern regex mode scheme protocol alias interval label retries retry max min limit file dir zone region ' +
    'token check verify verification network os env arch format template parameters params types ids modes override policy family families pool cidr range ranges lookup resolver ' +
    'resolution strategy method source interface validation display options args weight'
  ).split(' '),
);
/** Words of what the container itself listens on, or of whom it lets in. */
const ownWords = new Set(
  (
    'listen listener listeners listening bind bound binding advertise advertised publish published allow allowed allowlist ' +
    'whitelist cors origin origins redirect callback virtual ingress pod'
  ).split(' '),
);
const ownNames = new Set([
  'hostname',
  'host_ip',
  'node_ip',
  'node_name',
  'node_host',
  'k_service',
  'dd_service',
  'service',
  'no_proxy',
  'my_ip',
  'server_name',
]);
const secretWords = new Set(
  (
    'password passwd pwd pw pass passphrase secret secrets token tokens key keys apikey credential credentials auth login user username ' +
    'account salt signature cookie authorization bearer htpasswd userpass cred creds private cert certificate'
  ).split(' '),
);
const auxiliaryWords = new Set(
  (
    'otel otlp jaeger zipkin sentry statsd dogstatsd datadog newrelic apm tracing trace telemetry metrics pushgateway loki fluentd fluent ' +
    'logging syslog prometheus grafana honeycomb health management admin debug public external root site canonical homepage docs help'
  ).split(' '),
);

/** The words of a name; `PGHOST` is split because `pg` is a driver. */
export function nameWords(name: string): readonly string[] {
  return wordsOf(name, (stem) => defaultPort(stem) !== undefined);
}

/** What the name is of, or `undefined` where it says nothing or means the container itself. */
export function roleOf(words: readonly string[]): Role | undefined {
  if (isOwn(words)) return undefined;
  const last = words.findLastIndex((word) => !isQualifier(word));
  const at = last < 0 ? -1 : positionOf(words, last);
  const word = words[at];
  if (word === undefined) return undefined;
  if (word === 'port') return { kind: 'port', words, at };
  if (/^services?$/.test(word) && words.length === 1) return undefined;
  if (hostWords.has(word)) return { kind: 'host', words, at };
  return { kind: 'place', words, at };
}

/** Digits and `list` and the like after the word do not change what it says. */
function isQualifier(word: string): boolean {
  return (
    /^\d+$/.test(word) ||
    word === 'list' ||
    word === 'string' ||
    word === 'strings' ||
    word === 'str' ||
    word === 'default'
  );
}

function positionOf(words: readonly string[], last: number): number {
  const word = words[last] ?? '';
  if (word === 'port' || hostWords.has(word)) return last;
  const before = words.findLastIndex((candidate) => extensible.has(candidate) || candidate === 'port');
  const isBefore = before > 0 && before >= words.length - 3;
  if (placeWords.has(word)) return isBefore ? before : last;
  const isOther = words.slice(-2).some((end) => otherEnds.has(end));
  return isBefore && !isOther ? before : -1;
}

/** Whether the name alone tells that a target is meant: a URL, but not a `BACKEND`, which may be a kind of storage. */
export function isLocator({ kind, words, at }: Role): boolean {
  return kind === 'host' || /^(?:ur[il]s?|dsn|jdbc|conn|connstr|connect|connection\w*|ips?)$/.test(words[at] ?? '');
}

/** A name of the container's own address, or of others that it accepts. */
export function isOwn(words: readonly string[]): boolean {
  return words.some((word) => ownWords.has(word)) || ownNames.has(words.join('_'));
}

/** A name whose value may be a credential, and so is not searched for addresses. */
export function isSecretName(words: readonly string[]): boolean {
  return words.some((word) => secretWords.has(word));
}

/** Telemetry, and addresses that are published: their loss rarely ends a program. */
export function isAuxiliary(words: readonly string[]): boolean {
  return words.some((word) => auxiliaryWords.has(word));
}
