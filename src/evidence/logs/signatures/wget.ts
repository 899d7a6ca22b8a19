import type { Table } from '../signature.ts';

/** GNU wget. */
export const wget: Table = {
  strength: 'exact',
  runtime: 'wget',
  signatures: [
    {
      id: 'wget/connecting',
      source: 'GNU wget src/connect.c connect_to_ip, src/http.c',
      example: 'Connecting to orders (orders)|10.0.0.7|:8080... failed: Connection timed out.',
      gives: 'connect-timeout orders:8080',
      words: ['connecting to '],
      pattern:
        /\bConnecting to (?<host>[\w.%-]{1,253}|\[[\w.:%]{2,64}\])(?: \([\w.-]{1,253}\))?(?:\|[\w.:%[\]-]{2,64}\|)?:(?<port>\d{1,5})\.\.\. failed: (?<cause>[^"]{1,100})/,
      class: 'cause',
      otherwise: 'unavailable',
    },
    {
      id: 'wget/resolving',
      source: 'GNU wget src/host.c lookup_host',
      example: 'Resolving orders (orders)... failed: Temporary failure in name resolution.',
      gives: 'dns-timeout orders',
      words: ['resolving '],
      pattern: /\bResolving (?<host>[\w.-]{1,253})(?: \([\w.-]{1,253}\))?\.\.\. failed: (?<cause>[^"]{1,100})/,
      class: 'cause',
      otherwise: 'dns-nxdomain',
      timeout: 'dns-timeout',
    },
    {
      id: 'wget/unable-to-resolve',
      source: 'GNU wget src/exits.c, src/http.c HOSTERR',
      example: "wget: unable to resolve host address 'orders'",
      gives: 'dns-nxdomain orders',
      words: ['unable to resolve host address'],
      pattern: /\bunable to resolve host address [^\w\s]{0,2}(?<host>[\w.-]{1,253})/,
      class: 'dns-nxdomain',
      also: ['dns-timeout', 'dns-servfail'],
    },
    {
      id: 'wget/read-error',
      source: 'GNU wget src/http.c gethttp',
      example: 'HTTP request sent, awaiting response... Read error (Connection timed out) in headers.',
      gives: 'read-timeout',
      words: ['read error ('],
      pattern: /\bRead error (?:at byte \d{1,15}(?:\/\d{1,15})? )?\((?<cause>[^()]{1,80})\)/,
      class: 'cause',
      otherwise: 'connection-reset',
      timeout: 'read-timeout',
    },
    {
      id: 'wget/no-data',
      source: 'GNU wget src/http.c gethttp',
      example: 'HTTP request sent, awaiting response... No data received.',
      gives: 'connection-reset',
      words: ['no data received.'],
      pattern: /\bawaiting response\.\.\. No data received\./,
      class: 'connection-reset',
    },
  ],
};

/** The address is malformed or of another protocol: no packet was sent. Of BusyBox too. */
export const refusedByWget: Table = {
  strength: 'answer',
  runtime: 'cli/wget',
  signatures: [
    {
      id: 'wget/unsupported-scheme',
      source: 'gnu wget src/url.c parse_errors; busybox networking/wget.c',
      example: 'orders:abc: Bad port number.',
      gives: 'client-refuses',
      words: [
        'bad port number.',
        'unsupported scheme',
        'not an http or ftp url',
        'invalid host name.',
        'bad port spec',
      ],
      pattern:
        /: (?:Bad port number|Unsupported scheme\b.{0,80}|Invalid host name)\.$|\bwget: (?:not an http or ftp url|bad port spec)/,
      class: 'client-refuses',
      targetInGroups: true,
    },
  ],
};
