import type { Table } from '../signature.ts';

/** PHP's extensions for databases and cURL: PDO, mysqli, curl. */
export const phpExtensions: Table = {
  strength: 'exact',
  runtime: 'php',
  signatures: [
    {
      id: 'pdo-mysql/connect',
      source: 'php/php-src ext/mysqlnd/mysqlnd_vio.c: the stream could not be opened, so no server answered',
      example:
        'SQLSTATE[HY000] [2002] Connection timed out (Connection: mysql, Host: db, Port: 3306, Database: shop, SQL: select 1)',
      gives: 'connect-timeout db:3306',
      words: ['[2002] ', '[2003] ', 'hy000/2002', 'hy000/2003'],
      pattern:
        /(?:\[200[23]\]|\(HY000\/200[23]\):) (?!php_network|Can't|No such file)(?<cause>[^()"]{1,120})(?:\(Connection: [^()]{0,80}?\bHost: (?<host>[^\s,]{1,253}), Port: (?<port>\d{1,5}))?/,
      class: 'cause',
      library: 'mysql',
    },
    {
      id: 'mysqlnd/gone-away',
      source: 'php/php-src ext/mysqlnd/mysqlnd_wireprotocol.c; ext/mysqlnd/mysql_mysqlnd.h',
      example: 'SQLSTATE[HY000] [2006] MySQL server has gone away',
      gives: 'connection-reset',
      words: [
        '[2006] ',
        'hy000/2006',
        'general error: 2006',
        'error while reading greeting packet',
        'general error: 2013',
      ],
      pattern: /(?:\[2006\]|\(HY000\/2006\):|General error: 20(?:06|13)) |\bError while reading greeting packet/,
      class: 'connection-reset',
      also: ['read-timeout'],
      library: 'mysql',
    },
    {
      id: 'pdo-pgsql/timeout-expired',
      source: 'php/php-src ext/pdo_pgsql/pgsql_driver.c; libpq pqConnectDBComplete',
      example: 'SQLSTATE[08006] [7] connection to server at "db" (10.0.0.7), port 5432 failed: timeout expired',
      gives: 'connect-timeout db:5432',
      words: ['timeout expired'],
      pattern:
        /SQLSTATE\[08006\] \[7\] (?:connection to server at "(?<host>[^"]{1,253})"(?: \([^)]{1,80}\))?, port (?<port>\d{1,5}) failed: )?timeout expired/,
      class: 'connect-timeout',
      also: ['read-timeout'],
      library: 'postgres',
    },
    {
      id: 'pdo-pgsql/translate-host-name',
      source: 'php/php-src ext/pdo_pgsql/pgsql_driver.c; libpq PQconnectPoll',
      example: 'SQLSTATE[08006] [7] could not translate host name "nodb" to address: Name or service not known',
      gives: 'dns-nxdomain nodb',
      words: ['sqlstate[08006] [7] could not translate'],
      pattern:
        /SQLSTATE\[08006\] \[7\] could not translate host name "(?<host>[^"]{0,253})" to address: (?<cause>[^"]{1,120})/,
      class: 'cause',
      otherwise: 'dns-nxdomain',
      library: 'postgres',
    },
    {
      id: 'pdo-pgsql/connect',
      source: 'php/php-src ext/pdo_pgsql/pgsql_driver.c; libpq',
      example: 'SQLSTATE[08006] [7] connection to server at "db" (10.0.0.7), port 5432 failed: Connection refused',
      gives: 'connection-refused db:5432',
      words: ['sqlstate[08006] [7] '],
      pattern:
        /SQLSTATE\[08006\] \[7\] (?:connection to server at "(?<host>[^"]{1,253})"(?: \([^)]{1,80}\))?, port (?<port>\d{1,5}) failed|could not connect to server): (?!FATAL|ERROR|Cannot assign|Address not available)(?<cause>[^"]{1,120})/,
      class: 'cause',
      library: 'postgres',
    },
    {
      id: 'curl-php/resolving-timeout',
      source: 'curl/curl lib/hostip.c Curl_resolver_error in the form of guzzle/guzzle CurlFactory',
      example:
        'cURL error 28: Resolving timed out after 5000 milliseconds (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for http://orders:8080/v1',
      gives: 'dns-timeout orders:8080',
      words: ['curl error 28: resolving'],
      pattern: /\bcURL error 28: Resolving timed out/,
      class: 'dns-timeout',
    },
    {
      id: 'curl-php/connect-timeout',
      source: 'curl/curl lib/multi.c multi_handle_timeout; lib/connect.c in the form of guzzle/guzzle CurlFactory',
      example:
        'cURL error 28: Connection timed out after 5001 milliseconds (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for http://orders:8080/v1',
      gives: 'connect-timeout orders:8080',
      words: ['curl error 28: '],
      pattern:
        /\bcURL error 28: (?:Connection time|Connection timed|connect\(\) timed|Failed to connect to (?<host>\S{1,253}) port (?<port>\d{1,5}))/,
      class: 'connect-timeout',
      also: ['tls-handshake-timeout'],
    },
    {
      id: 'curl-php/tls-timeout',
      source: 'curl/curl lib/vtls/openssl.c; lib/multi.c multi_handle_timeout',
      example:
        'cURL error 28: SSL connection timeout (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://vault:8200/v1',
      gives: 'tls-handshake-timeout vault:8200',
      words: ['curl error 28: ssl', 'curl error 35: '],
      pattern: /\bcURL error (?:28: SSL connection time-?out|35: [^(]{0,120}(?:timed out|timeout))/i,
      class: 'tls-handshake-timeout',
    },
    {
      id: 'curl-php/operation-received',
      source: 'curl/curl lib/multi.c multi_handle_timeout: bytes came, so the connection stood',
      example:
        'cURL error 28: Operation timed out after 30001 milliseconds with 512 out of 1024 bytes received (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for http://orders:8080/v1',
      gives: 'read-timeout orders:8080',
      words: ['curl error 28: operation'],
      pattern: /\bcURL error 28: Operation (?:timed out after \d{1,9} milliseconds with [1-9]|too slow)/,
      class: 'read-timeout',
    },
    {
      id: 'curl-php/operation-nothing-received',
      source: 'curl/curl lib/multi.c multi_handle_timeout: after the connect, while no byte came',
      example:
        'cURL error 28: Operation timed out after 30001 milliseconds with 0 bytes received (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for http://orders:8080/v1',
      gives: 'read-timeout orders:8080',
      words: ['curl error 28: operation'],
      pattern: /\bcURL error 28: Operation timed[ -]out/,
      class: 'read-timeout',
      also: ['connect-timeout', 'dns-timeout'],
    },
    {
      id: 'curl-php/failed-to-connect',
      source: 'curl/curl lib/connect.c is_connected in the form of guzzle/guzzle CurlFactory',
      example:
        'cURL error 7: Failed to connect to orders port 8080 after 2 ms: Connection refused (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for http://orders:8080/v1',
      gives: 'connection-refused orders:8080',
      words: ['curl error 7: '],
      pattern:
        /\bcURL error 7: (?:Failed(?: to)? connect to (?<host>\S{1,253}?)(?: port |:)(?<port>\d{1,5})(?: after \d{1,9} ms)?[:;] )?(?<cause>[^()]{1,160})/,
      class: 'cause',
    },
    {
      id: 'curl-php/could-not-connect',
      source: 'curl/curl lib/strerror.c CURLE_COULDNT_CONNECT, all that curl 8 says of several addresses',
      example:
        "cURL error 7: Failed to connect to orders port 8080 after 2 ms: Couldn't connect to server (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for http://orders:8080/v1",
      gives: 'connection-refused orders:8080',
      words: ['connect to server'],
      pattern: /\bcURL error 7: .{0,300}(?:Couldn't|Could not) connect to server/,
      class: 'connection-refused',
      also: ['no-route', 'connect-timeout'],
    },
    {
      id: 'curl-php/resolve-host',
      source: 'curl/curl lib/hostip.c Curl_resolver_error: whatever the resolver said',
      example:
        'cURL error 6: Could not resolve host: orders (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for http://orders:8080/v1',
      gives: 'dns-nxdomain orders:8080',
      words: ['curl error 6: ', 'curl error 5: '],
      pattern: /\bcURL error [56]: (?:Could not|Couldn't) resolve (?:host|proxy):? '?(?<host>[\w.-]{1,253})/,
      class: 'dns-nxdomain',
      also: ['dns-timeout', 'dns-servfail'],
    },
    {
      id: 'curl-php/session',
      source: 'curl/curl lib/strerror.c CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE',
      example:
        'cURL error 52: Empty reply from server (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for http://orders:8080/v1',
      gives: 'connection-reset orders:8080',
      words: ['curl error 52', 'curl error 55', 'curl error 56', 'curl error 18', 'curl error 35'],
      pattern:
        /\bcURL error (?:52|18|(?:35|5[56]): [^()]{0,120}(?:reset|closed|Broken pipe|SSL_ERROR_SYSCALL|unexpected eof))/i,
      class: 'connection-reset',
    },
  ],
};
