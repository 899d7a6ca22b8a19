import type { Table } from '../signature.ts';

/** The proxy modules of Apache's web server. */
export const apache: Table = {
  strength: 'exact',
  runtime: 'apache',
  signatures: [
    {
      id: 'apache/connect',
      source: 'apache/httpd modules/proxy/proxy_util.c ap_proxy_connect_backend AH00957, AH02454',
      example:
        '[proxy:error] [pid 9] (111)Connection refused: AH00957: http: attempt to connect to 10.0.0.7:8080 (orders:8080) failed',
      gives: 'connection-refused 10.0.0.7:8080',
      words: ['attempt to connect to '],
      pattern: /\(\d{1,5}\)(?<cause>[^:]{1,80}): AH00957: \w{1,12}: attempt to connect to (?<address>[^\s]{3,260})/i,
      class: 'cause',
      otherwise: 'unavailable',
      targetInGroups: true,
    },
    {
      id: 'apache/lookup',
      source: 'apache/httpd modules/proxy/proxy_util.c AH00898',
      example: '[proxy:error] [pid 9] [client 10.244.1.5:33320] AH00898: DNS lookup failure for: orders returned by /',
      gives: 'dns-nxdomain orders',
      words: ['dns lookup failure for: '],
      pattern: /\bDNS lookup failure for: (?<host>[\w.-]{1,253})/,
      class: 'dns-nxdomain',
      also: ['dns-timeout', 'dns-servfail'],
      targetInGroups: true,
    },
    {
      id: 'apache/read',
      source: 'apache/httpd modules/proxy/mod_proxy_http.c AH01102',
      example:
        '(70007)The timeout specified has expired: [client 10.244.1.5:33320] AH01102: error reading status line from remote server orders:8080',
      gives: 'read-timeout orders:8080',
      words: ['error reading status line from remote server'],
      pattern:
        /(?:\(\d{1,6}\)(?<cause>[^:]{1,80}): .{0,200}?)?\berror reading status line from remote server (?<address>[^\s]{1,260})/,
      class: 'cause',
      otherwise: 'connection-reset',
      timeout: 'read-timeout',
      targetInGroups: true,
    },
  ],
};
