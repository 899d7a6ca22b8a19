import type { Table } from '../signature.ts';

/** PHP's streams and names, and the clients built on them. */
export const php: Table = {
  strength: 'exact',
  runtime: 'php',
  signatures: [
    {
      id: 'php/getaddrinfo',
      source: 'php/php-src main/network.c php_network_getaddresses',
      example: 'SQLSTATE[HY000] [2002] php_network_getaddresses: getaddrinfo for mysql failed: Name does not resolve',
      gives: 'dns-nxdomain mysql',
      words: ['php_network_getaddresses'],
      pattern:
        /\bphp_network_getaddresses: (?:getaddrinfo|gethostbyname)(?: for (?<host>\S{1,253}))? ?failed(?:: (?<cause>[^"]{1,160}))?/,
      class: 'cause',
      otherwise: 'dns-nxdomain',
    },
    {
      id: 'php/unable-to-connect',
      source: 'php/php-src main/streams/xp_socket.c; ext/standard/fsock.c',
      example:
        'PHP Warning:  stream_socket_client(): Unable to connect to tcp://10.0.0.7:5672 (Connection timed out) in /app/a.php on line 6',
      gives: 'connect-timeout 10.0.0.7:5672',
      words: ['nable to connect to '],
      pattern:
        /\b[Uu]nable to connect to (?<address>(?:(?:tcp|ssl|tls):\/\/)?[^\s()]{1,260}:\d{1,5})(?:\/\S{0,60})? \((?<cause>[^)]{1,160})\)/,
      class: 'cause',
      otherwise: 'unavailable',
    },
    {
      id: 'php/open-stream',
      source: 'php/php-src main/streams/streams.c php_stream_display_wrapper_errors; ext/standard/http_fopen_wrapper.c',
      example:
        'PHP Warning:  file_get_contents(http://10.0.0.7:7001/): Failed to open stream: Connection timed out in /app/a.php on line 6',
      gives: 'connect-timeout 10.0.0.7:7001',
      words: ['ailed to open stream: '],
      pattern:
        /\b[Ff]ailed to open stream: (?!HTTP request failed! HTTP|No such file|Permission denied)(?<cause>.{1,100}?)(?: in \/|$)/,
      class: 'cause',
    },
    {
      id: 'php/http-request-failed',
      source: 'php/php-src ext/standard/http_fopen_wrapper.c: no status line came',
      example: 'file_get_contents(http://orders:8080/): failed to open stream: HTTP request failed!',
      gives: 'read-timeout orders:8080',
      words: ['http request failed!'],
      pattern: /\bHTTP request failed! *(?:in \/|$)/,
      class: 'read-timeout',
      also: ['connection-reset'],
    },
  ],
};
