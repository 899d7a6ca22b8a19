const loopbackNames = new Set(['localhost', 'localhost.localdomain', 'ip6-localhost', 'ip6-loopback']);

/** The own pod: no packet leaves it, so no network policy sees one. */
export function isLoopback(host: string): boolean {
  if (loopbackNames.has(host) || host.endsWith('.localhost')) return true;
  return /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(host) || /^(?:0{0,4}:){2,7}0{0,3}1$/.test(host);
}

/** `0.0.0.0` and `::`: where a server listens, never where a client connects to. */
export function isUnspecified(host: string): boolean {
  return host === '0.0.0.0' || /^[0:]+$/.test(host);
}

const placeholderWord =
  /(?:^|[._-])(?:redacted|change-?_?me|replace-?_?me|placeholder|todo|tbd|fixme|dummy|x{3,9}|your)(?:[._-]|$)/;
const placeholderName = /^(?:(?:my-?|some-?)?host(?:name)?|address)$/;

/** A value that was never filled in, or one of the names that RFC 2606 keeps for documentation. */
export function isPlaceholder(host: string): boolean {
  if (placeholderName.test(host)) return true;
  return placeholderWord.test(host) || /(?:^|\.)(?:example(?:\.(?:com|net|org))?|invalid)$/.test(host);
}

const documentationDomains = [
  ...['kubernetes.io', 'k8s.io', 'sigs.k8s.io', 'w3.org', 'json-schema.org', 'schemastore.org', 'readthedocs.io'],
  ...['apache.org', 'springframework.org', 'opencontainers.org', 'spdx.org', 'ietf.org', 'rfc-editor.org', 'iana.org'],
  ...['wikipedia.org', 'stackoverflow.com', 'mozilla.org', 'yaml.org', 'toml.io', 'creativecommons.org', 'xml.org'],
  ...['maven.org', 'hibernate.org', 'java.sun.com', 'xmlsoap.org', 'gnu.org', 'opensource.org', 'logback.qos.ch'],
  ...['curl.se', 'nodejs.org', 'python.org', 'golang.org', 'go.dev', 'nginx.org', 'schema.org', 'purl.org', 'aka.ms'],
];
const documentationHosts = new Set([
  'github.com',
  'www.github.com',
  'gitlab.com',
  'raw.githubusercontent.com',
  'goo.gl',
]);

/** A site that texts point their reader to, or that a schema takes its name from. */
export function isDocumentation(host: string): boolean {
  if (documentationHosts.has(host) || host.startsWith('docs.')) return true;
  return documentationDomains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

const fileEnding =
  /\.(?:[cm]?[jt]sx?|go|java|kt|py|rb|c|cc|cpp|h|hpp|rs|php|exs?|cs|lua|pl|sh|conf|cfg|cnf|ini|env|ya?ml|json|toml|xml|properties|txt|md|log|sock|pid|jar|war|pem|crt|key|csv|sql|zip|gz|tar|tgz|so|dll|exe|html?|css)$/;

/** `app.js` in `app.js:12`: a name with the ending of a file. */
export function isFileName(host: string): boolean {
  return fileEnding.test(host);
}
