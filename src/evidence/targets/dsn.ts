import { parseHostAndPort } from './configured-address.ts';
import { placesOfDescriptor } from './jdbc.ts';
import { namesHost, type Pair, pairsOf, placeOfPairs } from './key-values.ts';
import type { Place } from './mention.ts';
import { defaultPort } from './ports.ts';

/**
 * The places of a data source name: Go's MySQL driver (`user:password@tcp(host:port)/db`), `host=… port=…`,
 * `Server=…;Port=…`, `mysql:host=…;port=…`, Oracle's `(DESCRIPTION=…)`. `undefined` where the text is none of them.
 */
export function parseDsn(text: string): readonly Place[] | undefined {
  return parseGoMysql(text) ?? parseDescriptor(text) ?? parsePairs(text);
}

/** The last `tcp(` counts: a password may hold one. */
function parseGoMysql(text: string): readonly Place[] | undefined {
  const start = Math.max(...['tcp', 'tcp4', 'tcp6'].map((network) => startOfNetwork(text, network)));
  if (start < 0) return undefined;
  const end = text.indexOf(')', start);
  const place = end < 0 ? undefined : parseHostAndPort(text.slice(start, end));
  return place === undefined ? [] : [{ ...place, scheme: 'mysql' }];
}

function startOfNetwork(text: string, network: string): number {
  const at = text.lastIndexOf(`@${network}(`);
  if (at >= 0) return at + network.length + 2;
  return text.startsWith(`${network}(`) ? network.length + 1 : -1;
}

function parseDescriptor(text: string): readonly Place[] | undefined {
  return /^\(description/i.test(text) ? placesOfDescriptor(text, 'oracle') : undefined;
}

function parsePairs(text: string): readonly Place[] | undefined {
  if (!/^[\w.:\s-]{1,64}=/.test(text)) return undefined;
  const driver = /^(mysql|pgsql|sqlsrv|dblib|odbc|oci|firebird|informix):(?=\w)/.exec(text)?.[1];
  const pairs = pairsOf(driver === undefined ? text : text.slice(driver.length + 1));
  if (!namesHost(pairs) || (driver === undefined && pairs.length < 2 && !namesDataSource(pairs))) return undefined;
  const scheme = driver ?? dialectOf(pairs);
  const places = placeOfPairs(pairs);
  return places.map((place) => (scheme === undefined || place.scheme !== undefined ? place : { ...place, scheme }));
}

function namesDataSource(pairs: readonly Pair[]): boolean {
  return pairs.some((pair) => pair.key === 'datasource' || pair.key === 'endpoint');
}

/** Keys that only one family of drivers knows. */
function dialectOf(pairs: readonly Pair[]): string | undefined {
  const keys = new Set(pairs.map((pair) => pair.key));
  if (keys.has('dbname') || keys.has('sslmode')) return 'postgres';
  const sqlServer = ['initialcatalog', 'trustservercertificate', 'multipleactiveresultsets', 'datasource'];
  return sqlServer.some((key) => keys.has(key)) && defaultPort('sqlserver') !== undefined ? 'sqlserver' : undefined;
}
