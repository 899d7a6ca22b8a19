import type { Table } from '../signature.ts';

/** The client of PostgreSQL, in psycopg, pg of Ruby, pgsql of PHP and psql; what the server says after `FATAL:` is its answer. */
export const libpq: Table = {
  strength: 'exact',
  library: 'postgres',
  signatures: [
    {
      id: 'libpq/timeout-expired',
      source:
        'postgres/postgres src/interfaces/libpq/fe-connect.c pqConnectDBComplete; measured with a server that is silent',
      example: 'connection to server at "db" (10.0.0.7), port 5432 failed: timeout expired',
      gives: 'connect-timeout db:5432',
      words: ['failed: timeout expired'],
      pattern:
        /\bconnection to server at \\?"(?<host>[^"\\]{1,253})\\?"(?: \([^)]{1,80}\))?, port (?<port>\d{1,5}) failed: timeout expired/,
      class: 'connect-timeout',
      also: ['read-timeout'],
    },
    {
      id: 'libpq/session',
      source: 'postgres/postgres src/interfaces/libpq/fe-misc.c, fe-secure.c pqsecure_raw_read; fe-secure-openssl.c',
      example:
        'connection to server at "db" (10.0.0.7), port 5432 failed: could not receive data from server: Connection timed out',
      gives: 'read-timeout db:5432',
      words: [
        'could not receive data from server',
        'could not send data to server',
        'ssl syscall error',
        'could not send startup packet',
        'could not send ssl negotiation',
      ],
      pattern:
        /(?:\bconnection to server at \\?"(?<host>[^"\\]{1,253})\\?"(?: \([^)]{1,80}\))?, port (?<port>\d{1,5}) failed: )?\b(?:could not receive data from server|could not send (?:data to server|startup packet|SSL negotiation packet)|SSL SYSCALL error): (?<cause>[^"]{1,120})/,
      class: 'cause',
      timeout: 'read-timeout',
    },
    {
      id: 'libpq/server-closed',
      source: 'postgres/postgres src/interfaces/libpq/fe-misc.c pqReadData',
      example: 'connection to server at "db" (10.0.0.7), port 5432 failed: server closed the connection unexpectedly',
      gives: 'connection-reset db:5432',
      words: [
        'server closed the connection unexpectedly',
        'ssl connection has been closed unexpectedly',
        'no connection to the server',
        'connection not open',
      ],
      pattern:
        /(?:\bconnection to server at \\?"(?<host>[^"\\]{1,253})\\?"(?: \([^)]{1,80}\))?, port (?<port>\d{1,5}) failed: )?\b(?:server closed the connection unexpectedly|SSL connection has been closed unexpectedly|no connection to the server\b|connection not open\b)/,
      class: 'connection-reset',
    },
    {
      id: 'libpq/connection-to-server',
      source: 'postgres/postgres src/interfaces/libpq/fe-connect.c emitHostIdentityInfo, libpq_append_conn_error',
      example: 'connection to server at "localhost" (127.0.0.1), port 5432 failed: Connection refused',
      gives: 'connection-refused localhost:5432',
      words: ['connection to server at'],
      pattern:
        /\bconnection to server at \\?"(?<host>[^"\\]{1,253})\\?"(?: \([^)]{1,80}\))?, port (?<port>\d{1,5}) failed: (?!FATAL|ERROR|Cannot assign|Address not available|\([^)]{1,80}:|SSL SYSCALL|could not )(?<cause>[^"]{1,120})/,
      class: 'cause',
    },
    {
      id: 'libpq/could-not-connect',
      source: 'postgres/postgres REL_13 src/interfaces/libpq/fe-connect.c connectFailureMessage',
      example:
        'could not connect to server: Connection refused\n\tIs the server running on host "db" (10.0.0.7) and accepting\n\tTCP/IP connections on port 5432?',
      gives: 'connection-refused db:5432',
      words: ['could not connect to server: '],
      pattern:
        /\bcould not connect to server: (?!FATAL|ERROR|Cannot assign|Address not available|No such file)(?<cause>[^"]{1,120})/,
      class: 'cause',
    },
    {
      id: 'libpq/translate-host-name',
      source: 'postgres/postgres src/interfaces/libpq/fe-connect.c PQconnectPoll',
      example: 'could not translate host name "nodb" to address: Name or service not known',
      gives: 'dns-nxdomain nodb',
      words: ['could not translate host name'],
      pattern: /\bcould not translate host name \\?"(?<host>[^"\\]{0,253})\\?" to address: (?<cause>[^"]{1,120})/,
      class: 'cause',
      otherwise: 'dns-nxdomain',
    },
  ],
};

/** IPv6 that the pod does not have, tried beside IPv4: it says less than what became of the other address. */
export const libpqCompanion: Table = {
  strength: 'words',
  library: 'postgres',
  signatures: [
    {
      id: 'libpq/no-such-family',
      source: 'postgres/postgres src/interfaces/libpq/fe-connect.c emitHostIdentityInfo with EADDRNOTAVAIL',
      example: 'connection to server at "localhost" (::1), port 5432 failed: Cannot assign requested address',
      gives: 'no-route localhost:5432',
      words: ['cannot assign requested', 'address not available'],
      pattern:
        /\bconnection to server at \\?"(?<host>[^"\\]{1,253})\\?"(?: \([^)]{1,80}\))?, port (?<port>\d{1,5}) failed: (?:Cannot assign requested address|Address not available)/,
      class: 'no-route',
    },
  ],
};

/** The address is malformed: no packet was sent. */
export const refusedByLibpq: Table = {
  strength: 'answer',
  library: 'postgres',
  signatures: [
    {
      id: 'libpq/port',
      source: 'postgres src/interfaces/libpq/fe-connect.c PQconnectPoll, conninfo_uri_parse_options',
      example: 'psql: error: invalid port number: "tcp://10.96.0.1:5432"',
      gives: 'client-refuses',
      words: ['invalid port number: "', 'in connection option "port"', 'invalid uri query parameter', 'in uri: "'],
      pattern:
        /\binvalid port number: "|\binvalid integer value "[^"]{0,300}" for connection option "port"|\binvalid URI query parameter\b|\b(?:in|of) URI: "/,
      class: 'client-refuses',
      targetInGroups: true,
    },
  ],
};
