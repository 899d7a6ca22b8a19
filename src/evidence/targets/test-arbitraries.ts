import fc from 'fast-check';

const label = fc.stringMatching(/^q[a-z][a-z0-9-]{0,12}[a-z]$/);

/** Names that no list of special words knows. */
const name = fc
  .array(label, { minLength: 1, maxLength: 4 })
  .map((labels) => labels.join('.'))
  .filter((text) => !/\.(?:[cm]?[jt]sx?|go|java|kt|py|rb|cc?|cpp|h|rs|sh|pl|so|md|cs)$/.test(text));
const ipv4 = fc
  .tuple(fc.integer({ min: 128, max: 223 }), fc.nat(255), fc.nat(255), fc.nat(255))
  .map((bytes) => bytes.join('.'));

export const namedHosts = fc.oneof(name, ipv4);
/** As a candidate has them: IPv6 without brackets. */
export const hosts = fc.oneof(
  name,
  ipv4,
  fc
    .ipV6()
    .filter((text) => /[2-9a-f]/i.test(text))
    .map((text) => text.toLowerCase()),
);
export const ports = fc.integer({ min: 1, max: 65_535 });

/** A host as it stands before a port. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** Credentials that a host or a message cannot hold by chance, with every character that separates something. */
export const secrets = fc
  .string({ unit: fc.constantFrom(...'aZ09@:/?#[]!$&()*+,;=%"\\|<>{}^~ .-_\''.split('')), minLength: 1, maxLength: 20 })
  .map((text) => `Hunter2${text}Zq`);
/** Without what ends a user's name or a pair. */
export const users = fc.stringMatching(/^User[a-z0-9._-]{0,10}$/);
