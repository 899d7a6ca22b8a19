import { parseHost, parsePort } from './host.ts';
import type { Place } from './mention.ts';

/**
 * `host`, `host:port`, `[v6]:port`, `v6`, each with a path after it or with credentials before an `@`.
 * An image (`team/app:1`), a path, an e-mail address and `:8080` are none.
 */
export function parseConfiguredAddress(text: string): Place | undefined {
  if (text.length > 2048) return undefined;
  const at = text.lastIndexOf('@');
  const slash = text.indexOf('/', at + 1);
  const bare = text.slice(at + 1, slash < 0 ? undefined : slash);
  const place = parseHostAndPort(bare);
  if (place === undefined) return undefined;
  if (at >= 0 && place.port === undefined && !text.slice(0, at).includes(':')) return undefined;
  const path = slash < 0 ? '' : text.slice(slash);
  return place.port === undefined && /:[\w.-]{1,128}$/.test(path) ? undefined : place;
}

/** `host`, `host:port`, `[v6]:port`, `v6` and nothing else. */
export function parseHostAndPort(text: string): Place | undefined {
  const colon = text.lastIndexOf(':');
  const whole = colon < 0 || text.endsWith(']') || text.indexOf(':') !== colon ? parseHost(text) : undefined;
  if (whole !== undefined) return { host: whole };
  const host = colon > 0 ? parseHost(text.slice(0, colon)) : undefined;
  const port = parsePort(text.slice(colon + 1));
  if (host === undefined || port === undefined) return undefined;
  return host.includes(':') && !text.startsWith('[') ? undefined : { host, port };
}
