import type { Table } from '../signature.ts';

/** The client of MySQL and MariaDB in C, in mysqlclient of Python, mysql2 of Ruby and the programs; PyMySQL words it alike. */
export const libmysqlclient: Table = {
  strength: 'exact',
  library: 'mysql',
  signatures: [
    {
      id: 'mysql/in-progress',
      source:
        'mariadb-corporation/mariadb-connector-c plugins/pvio/pvio_socket.c: errno is still EINPROGRESS; measured',
      example: "Can't connect to server on 'db' (115)",
      gives: 'connection-refused db',
      words: ["server on '"],
      pattern: /\bCan't connect to (?:MySQL |MariaDB )?server on '(?<address>[^']{1,260})' \((?:115|36)\b/,
      class: 'connection-refused',
      also: ['unavailable'],
    },
    {
      id: 'mysql/cannot-connect',
      source:
        'mysql/mysql-server libmysql/errmsg.cc CR_CONN_HOST_ERROR; PyMySQL/PyMySQL pymysql/connections.py connect',
      example: "(2003, \"Can't connect to MySQL server on '10.0.0.7' ([Errno 113] No route to host)\")",
      gives: 'no-route 10.0.0.7',
      words: ["server on '"],
      pattern:
        /\bCan\\?'t connect to (?:MySQL |MariaDB )?server on \\?'(?<address>[^'\\]{1,260})\\?' \((?!115|36\b)(?<cause>[^)]{1,200})\)/,
      class: 'cause',
      otherwise: 'unavailable',
    },
    {
      id: 'mysql/unknown-host',
      source: 'mysql/mysql-server libmysql/errmsg.cc CR_UNKNOWN_HOST: EAI_NONAME, or the error of Windows',
      example: '(2005, "Unknown MySQL server host \'nodb\' (-2)")',
      gives: 'dns-nxdomain nodb',
      words: ['server host '],
      pattern: /\bUnknown (?:MySQL |MariaDB )?server host \\?'(?<host>[^'\\]{1,253})\\?'(?! \(-[34]\))/,
      class: 'dns-nxdomain',
    },
    {
      id: 'mysql/unknown-host-again',
      source: 'mysql/mysql-server libmysql/errmsg.cc CR_UNKNOWN_HOST: EAI_AGAIN, EAI_FAIL',
      example: "Unknown server host 'db' (-3)",
      gives: 'dns-timeout db',
      words: ['server host '],
      pattern: /\bUnknown (?:MySQL |MariaDB )?server host \\?'(?<host>[^'\\]{1,253})\\?' \(-[34]\)/,
      class: 'dns-timeout',
      also: ['dns-servfail'],
    },
    {
      id: 'mysql/lost-during-handshake',
      source: 'mysql/mysql-server libmysql/errmsg.cc CR_SERVER_LOST_EXTENDED; CR_SERVER_LOST of mysql-connector-python',
      example: "Lost connection to MySQL server at 'reading initial communication packet', system error: 110",
      gives: 'read-timeout',
      words: ['system error: '],
      pattern:
        /\bLost connection to (?:MySQL |MariaDB )?server at '(?:[^':]{1,120}(?:: [^']{1,120})?|(?<address>[^'\s]{1,253}:\d{1,5}))', system error: (?<cause>\d{1,5}(?= *$|[^\w ])|[^"]{1,120})/,
      class: 'cause',
      timeout: 'read-timeout',
      otherwise: 'connection-reset',
    },
    {
      id: 'mysql/lost-during-query-timed-out',
      source: 'PyMySQL/PyMySQL pymysql/connections.py _read_bytes',
      example: "pymysql.err.OperationalError: (2013, 'Lost connection to MySQL server during query (timed out)')",
      gives: 'read-timeout',
      words: ['server during query ('],
      pattern: /\bLost connection to (?:MySQL |MariaDB )?server during query \((?<cause>[^)]{1,120})/,
      class: 'cause',
      timeout: 'read-timeout',
    },
    {
      id: 'mysql/lost',
      source: 'mysql/mysql-server libmysql/errmsg.cc CR_SERVER_LOST, CR_SERVER_GONE_ERROR',
      example: "(2013, 'Lost connection to MySQL server during query')",
      gives: 'connection-reset',
      words: ['server during query', 'server has gone away'],
      pattern:
        /\bLost connection to (?:MySQL |MariaDB )?server during query\b|\b(?:MySQL |MariaDB )?[Ss]erver has gone away\b/,
      class: 'connection-reset',
    },
  ],
};
