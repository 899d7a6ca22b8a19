import type { Table } from '../signature.ts';

/**
 * Texts that only come with the answer of a database: it was reached, so no policy is in the way of this connection.
 */
export const answersOfDatabases: Table = {
  strength: 'answer',
  about: 'answer',
  signatures: [
    {
      id: 'answered:postgres',
      source:
        'postgres src/backend/libpq/auth.c auth_failed; src/backend/utils/init/postinit.c; src/backend/tcop; src/backend/postmaster/postmaster.c',
      example:
        'connection to server at "db.shop" (10.43.143.115), port 5432 failed: FATAL:  password authentication failed for user "app"',
      gives: 'other',
      words: [
        'authentication failed for user',
        'no pg_hba.conf entry',
        'pg_hba.conf rejects',
        'does not exist',
        'remaining connection slots',
        'too many clients already',
        'the database system is',
        'is not permitted to log in',
        'too many connections for',
        'permission denied for database',
        'server does not support ssl',
        'not currently accepting connections',
        'unsupported frontend protocol',
        'terminating connection due to',
      ],
      pattern:
        /\b(?:password|SCRAM|Ident|Peer|GSSAPI|LDAP|RADIUS|PAM|certificate|cleartext|MD5|trust)? ?authentication failed for user\b|\bno pg_hba\.conf entry for\b|\bpg_hba\.conf rejects connection\b|\b(?:database|role|schema) (?:\\?"|')[^"']{1,128}["'] does not exist|\bremaining connection slots are reserved\b|\bsorry, too many clients already\b|\bthe database system is (?:starting up|shutting down|in recovery mode|not yet accepting connections)|\brole \S{1,128} is not permitted to log in\b|\btoo many connections for (?:role|database)\b|\bpermission denied for database\b|\bserver does not support SSL\b|\bis not currently accepting connections\b|\bunsupported frontend protocol\b|\bterminating connection due to (?:administrator command|conflict|idle)/i,
      class: 'other',
      library: 'postgres',
    },
    {
      id: 'answered:sqlstate',
      source:
        'ISO 9075-2 SQLSTATE classes 22, 23, 28, 3D, 3F, 40, 42, 53, 55 and 57; postgres src/backend/utils/errcodes.txt',
      example: "SQLSTATE[42S02]: Base table or view not found: 1146 Table 'shop.orders' doesn't exist",
      gives: 'other',
      words: ['sqlstate', "code: '", '"code":"', 'error code: '],
      pattern:
        /\bSQLSTATE(?:\[|:? ?=?:? ?"?)(?:22|23|28|3D|3F|40|42|53|54|55|57P0[123]|P0)[0-9A-Z]{0,3}\b|\bcode['"]?: ?['"](?:28P01|28000|3D000|42P01|42P04|42501|53300|57P03|23505)['"]/,
      class: 'other',
    },
    {
      id: 'answered:sql-objects',
      source: 'postgres src/backend/parser/parse_relation.c; mysql share/messages_to_clients.txt; sqlite',
      example: 'ERROR:  relation "orders" does not exist at character 15',
      gives: 'other',
      words: [
        'relation "',
        'relation \\"',
        "doesn't exist",
        'duplicate key value',
        'duplicate entry',
        'syntax error at or near',
        'error in your sql syntax',
        'violates ',
      ],
      pattern:
        /\b(?:relation|column|table|type|function|extension) \\?["'`][^"'`]{1,200}["'`] (?:of relation .{1,130} )?does not exist|\bTable '[^']{1,200}' doesn't exist|\bduplicate key value\b|\bDuplicate entry '|\bsyntax error at or near\b|\berror in your SQL syntax\b|\bviolates (?:foreign key|unique|not-null|check) constraint/i,
      class: 'other',
    },
    {
      id: 'answered:mysql',
      source:
        'mysql/mysql-server share/messages_to_clients.txt ER_ACCESS_DENIED_ERROR, ER_BAD_DB_ERROR, ER_HOST_NOT_PRIVILEGED, ER_HOST_IS_BLOCKED, ER_CON_COUNT_ERROR',
      example:
        "pymysql.err.OperationalError: (1045, \"Access denied for user 'app'@'10.244.1.5' (using password: YES)\")",
      gives: 'other',
      words: [
        'access denied for user',
        'unknown database',
        'is not allowed to connect to this',
        'is blocked because of many connection errors',
        'too many connections',
        'authentication plugin',
        'er_access_denied',
        'er_not_supported_auth',
        'unknown authentication',
      ],
      pattern:
        /\bAccess denied for user\b|\bUnknown database '|\bis not allowed to connect to this (?:MySQL|MariaDB) server\b|\bis blocked because of many connection errors\b|\btoo many connections\b|\bAuthentication plugin '[^']{1,100}' (?:cannot be loaded|is not|reported)|\bclient does not support authentication protocol\b|\bER_(?:ACCESS_DENIED_ERROR|NOT_SUPPORTED_AUTH_MODE)\b/i,
      class: 'other',
      targetInGroups: true,
    },
    {
      id: 'answered:sqlserver-oracle',
      source:
        'learn.microsoft.com database engine errors 18456, 4060; docs.oracle.com ORA-01017, ORA-12505, ORA-12514, ORA-28000',
      example: "Microsoft.Data.SqlClient.SqlException (0x80131904): Login failed for user 'sa'.",
      gives: 'other',
      words: [
        'login failed for user',
        'cannot open database',
        'ora-01017',
        'ora-12505',
        'ora-12514',
        'ora-28000',
        'ora-00942',
        'ora-12516',
        'ora-12519',
        'ora-28001',
      ],
      pattern:
        /\bLogin failed for user\b|\bCannot open database "|\bORA-(?:01017|12505|12514|12516|12519|28000|28001|00942)\b/i,
      class: 'other',
    },
    {
      id: 'answered:redis',
      source: 'redis/redis src/server.c, src/acl.c, src/networking.c, src/cluster.c; shared.* errors',
      example: 'ReplyError: WRONGPASS invalid username-password pair or user is disabled.',
      gives: 'other',
      words: [
        'noauth ',
        'wrongpass',
        'noperm ',
        'noperm:',
        'err invalid password',
        'err auth',
        'without any password configured',
        'denied redis is running in protected mode',
        'max number of clients reached',
        'misconf redis',
        'loading redis',
        'readonly you can',
        'clusterdown',
        'wrongtype ',
        'err unknown command',
        'oom command not allowed',
        'invalid username-password',
        'authentication required.',
        'nogroup ',
      ],
      pattern:
        /\bNOAUTH\b|\bWRONGPASS\b|\bNOPERM\b|\bERR (?:invalid password|AUTH |Client sent AUTH|unknown command|max number of clients)|\bwithout any password configured\b|\bDENIED Redis is running in protected mode|\bmax number of clients reached\b|\bMISCONF Redis\b|\bLOADING Redis\b|\bREADONLY You can|\bCLUSTERDOWN\b|\bWRONGTYPE Operation\b|\bOOM command not allowed\b|\binvalid username-password pair\b|\bNOGROUP No such\b|\bAuthenticationError: Authentication required\./,
      class: 'other',
      library: 'redis',
    },
    {
      id: 'answered:mongodb',
      source:
        'mongodb/mongo src/mongo/base/error_codes.yml AuthenticationFailed 18, Unauthorized 13; drivers repeat them',
      example: 'MongoServerError: Authentication failed.',
      gives: 'other',
      words: [
        'authentication failed',
        'requires authentication',
        'mongosecurityexception',
        'scram failure',
        'auth error: ',
        'bad auth ',
        'not authorized on',
        'mongoservererror',
        'unable to authenticate',
        'authenticationfailed',
        'authentication failure',
      ],
      pattern:
        /\bauthentication fail(?:ed|ure)\b|\bAuthenticationFailed\b|\brequires authentication\b|\bMongoSecurityException\b|\bSCRAM failure\b|\bauth error: |\bbad auth\b ?:|\bnot authorized on \S{1,100} to execute\b|\bMongoServerError: (?!.{0,200}(?:connect|timed))|\bunable to authenticate\b/i,
      class: 'other',
    },
  ],
};
