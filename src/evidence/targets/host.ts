import { parseAddress } from '../../model/address.ts';

const nameLabel = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** Values that stand for no host, although their syntax is one's. */
const noHosts = new Set(
  'true false yes no on off none null nil undefined auto default enabled disabled any all unset empty string'.split(
    ' ',
  ),
);

/**
 * The host in lower case, without brackets, zone and trailing dot; `undefined` where the text is none.
 * Names follow RFC 1123 with underscores; one that ends in a number is an IPv4 address or nothing (WHATWG URL, 3.5).
 */
export function parseHost(text: string): string | undefined {
  if (text.length > 300) return undefined;
  const lower = text.trim().toLowerCase();
  if (lower.includes(':') || lower.startsWith('[')) return parseIpv6(lower);
  const host = lower.endsWith('.') ? lower.slice(0, -1) : lower;
  if (host === '' || host.length > 253 || noHosts.has(host) || isHexadecimal(host)) return undefined;
  if (parseAddress(host) !== undefined) return host;
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  return /^\d*$/.test(last) || !labels.every((label) => nameLabel.test(label)) ? undefined : host;
}

function parseIpv6(text: string): string | undefined {
  const bracketed = text.startsWith('[');
  if (bracketed !== text.endsWith(']')) return undefined;
  const inner = bracketed ? text.slice(1, -1) : text;
  const zone = inner.indexOf('%');
  const address = zone < 0 ? inner : inner.slice(0, zone);
  return parseAddress(address)?.family === 6 ? address : undefined;
}

/** A digest, a UUID or a hexadecimal number. */
function isHexadecimal(host: string): boolean {
  return /^(?:0x[0-9a-f]+|[0-9a-f]{24,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(host);
}

/** More than one label, or an address. */
export function isQualified(host: string): boolean {
  return host.includes('.') || host.includes(':');
}

/** 1 to 65535 in decimal digits, without leading zeros. */
export function parsePort(text: string): number | undefined {
  if (!/^[1-9]\d{0,4}$/.test(text)) return undefined;
  const port = Number(text);
  return port < 65_536 ? port : undefined;
}
