import type { Table } from '../signature.ts';

/** Texts that only come with an answer: the server was reached, so no policy is in the way of this connection. */
export const answers: Table = {
  strength: 'answer',
  signatures: [
    {
      id: 'answered:postgres',
      source: 'postgres src/backend/libpq/auth.c auth_failed; src/backend/utils/init/postinit.c; src/backend/tcop; src/backend/postmaster/postmaster.c',
      example:
        'connection to server at "db.shop" (10.43.143.115), port 5432 failed: FATAL:  password authentication failed for user "app"',
      gives: 'other',
      words: [
        'authentication failed for user', 'no pg_hba.conf entry', 'pg_hba.conf rejects', 'does not exist', 'remaining connection slots', 'too many clients already',
        'the database system is', 'is not permitted to log in', 'too many connections for', 'permission denied for database', 'server does not support ssl', 'not currently accepting connections',
        'unsupported frontend protocol', 'terminating connection due to',
      ],
      pattern:
        /\b(?:password|SCRAM|Ident|Peer|GSSAPI|LDAP|RADIUS|PAM|certificate|cleartext|MD5|trust)? ?authentication failed for user\b|\bno pg_hba\.conf entry for\b|\bpg_hba\.conf rejects connection\b|\b(?:database|role|schema) (?:\\?"|')[^"']{1,128}["'] does not exist|\bremaining connection slots are reserved\b|\bsorry, too many clients already\b|\bthe database system is (?:starting up|shutting down|in recovery mode|not yet accepting connections)|\brole \S{1,128} is not permitted to log in\b|\btoo many connections for (?:role|database)\b|\bpermission denied for database\b|\bserver does not support SSL\b|\bis not currently accepting connections\b|\bunsupported frontend protocol\b|\bterminating connection due to (?:administrator command|conflict|idle)/i,
      class: 'other',
      library: 'postgres',
    },
    {
      id: 'answered:sqlstate',
      source: 'ISO 9075-2 SQLSTATE classes 22, 23, 28, 3D, 3F, 40, 42, 53, 55 and 57; postgres src/backend/utils/errcodes.txt',
      example: 'SQLSTATE[42S02]: Base table or view not found: 1146 Table \'shop.orders\' doesn\'t exist',
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
      words: ['relation "', 'relation \\"', "doesn't exist", 'duplicate key value', 'duplicate entry', 'syntax error at or near', 'error in your sql syntax', 'violates '],
      pattern:
        /\b(?:relation|column|table|type|function|extension) \\?["'`][^"'`]{1,200}["'`] (?:of relation .{1,130} )?does not exist|\bTable '[^']{1,200}' doesn't exist|\bduplicate key value\b|\bDuplicate entry '|\bsyntax error at or near\b|\berror in your SQL syntax\b|\bviolates (?:foreign key|unique|not-null|check) constraint/i,
      class: 'other',
    },
    {
      id: 'answered:mysql',
      source: 'mysql/mysql-server share/messages_to_clients.txt ER_ACCESS_DENIED_ERROR, ER_BAD_DB_ERROR, ER_HOST_NOT_PRIVILEGED, ER_HOST_IS_BLOCKED, ER_CON_COUNT_ERROR',
      example: "pymysql.err.OperationalError: (1045, \"Access denied for user 'app'@'10.244.1.5' (using password: YES)\")",
      gives: 'other',
      words: ['access denied for user', 'unknown database', 'is not allowed to connect to this', 'is blocked because of many connection errors', 'too many connections', 'authentication plugin', 'er_access_denied', 'er_not_supported_auth', 'unknown authentication'],
      pattern:
        /\bAccess denied for user\b|\bUnknown database '|\bis not allowed to connect to this (?:MySQL|MariaDB) server\b|\bis blocked because of many connection errors\b|\btoo many connections\b|\bAuthentication plugin '[^']{1,100}' (?:cannot be loaded|is not|reported)|\bclient does not support authentication protocol\b|\bER_(?:ACCESS_DENIED_ERROR|NOT_SUPPORTED_AUTH_MODE)\b/i,
      class: 'other',
      targetInGroups: true,
    },
    {
      id: 'answered:sqlserver-oracle',
      source: 'learn.microsoft.com database engine errors 18456, 4060; docs.oracle.com ORA-01017, ORA-12505, ORA-12514, ORA-28000',
      example: "Microsoft.Data.SqlClient.SqlException (0x80131904): Login failed for user 'sa'.",
      gives: 'other',
      words: ['login failed for user', 'cannot open database', 'ora-01017', 'ora-12505', 'ora-12514', 'ora-28000', 'ora-00942', 'ora-12516', 'ora-12519', 'ora-28001'],
      pattern: /\bLogin failed for user\b|\bCannot open database "|\bORA-(?:01017|12505|12514|12516|12519|28000|28001|00942)\b/i,
      class: 'other',
    },
    {
      id: 'answered:redis',
      source: 'redis/redis src/server.c, src/acl.c, src/networking.c, src/cluster.c; shared.* errors',
      example: 'ReplyError: WRONGPASS invalid username-password pair or user is disabled.',
      gives: 'other',
      words: ['noauth ', 'wrongpass', 'noperm ', 'noperm:', 'err invalid password', 'err auth', 'without any password configured', 'denied redis is running in protected mode', 'max number of clients reached', 'misconf redis', 'loading redis', 'readonly you can', 'clusterdown', 'wrongtype ', 'err unknown command', 'oom command not allowed', 'invalid username-password', 'authentication required.', 'nogroup '],
      pattern:
        /\bNOAUTH\b|\bWRONGPASS\b|\bNOPERM\b|\bERR (?:invalid password|AUTH |Client sent AUTH|unknown command|max number of clients)|\bwithout any password configured\b|\bDENIED Redis is running in protected mode|\bmax number of clients reached\b|\bMISCONF Redis\b|\bLOADING Redis\b|\bREADONLY You can|\bCLUSTERDOWN\b|\bWRONGTYPE Operation\b|\bOOM command not allowed\b|\binvalid username-password pair\b|\bNOGROUP No such\b|\bAuthenticationError: Authentication required\./,
      class: 'other',
      library: 'redis',
    },
    {
      id: 'answered:mongodb',
      source: 'mongodb/mongo src/mongo/base/error_codes.yml AuthenticationFailed 18, Unauthorized 13; drivers repeat them',
      example: 'MongoServerError: Authentication failed.',
      gives: 'other',
      words: ['authentication failed', 'requires authentication', 'mongosecurityexception', 'scram failure', 'auth error: ', 'bad auth ', 'not authorized on', 'mongoservererror', 'unable to authenticate', 'authenticationfailed', 'authentication failure'],
      pattern:
        /\bauthentication fail(?:ed|ure)\b|\bAuthenticationFailed\b|\brequires authentication\b|\bMongoSecurityException\b|\bSCRAM failure\b|\bauth error: |\bbad auth\b ?:|\bnot authorized on \S{1,100} to execute\b|\bMongoServerError: (?!.{0,200}(?:connect|timed))|\bunable to authenticate\b/i,
      class: 'other',
    },
    {
      id: 'answered:amqp',
      source: 'AMQP 0-9-1 reply codes 403, 404, 405, 406, 530, 541; rabbitmq/rabbitmq-server deps/rabbit/src/rabbit_reader.erl',
      example:
        "consumer: Cannot connect to amqp://guest:**@rabbitmq:5672//: Connection.open: (541) INTERNAL_ERROR - access to vhost '/' refused for user 'guest': vhost '/' is down.",
      gives: 'other',
      words: ['access to vhost', 'access_refused', 'access-refused', 'accessrefused', 'login was refused', 'not_allowed - ', 'precondition_failed', 'not_found - no ', 'resource_locked', 'handshake terminated by server: 403', 'possibleauthenticationfailureerror', 'probableauthenticationerror', 'probableaccessdeniederror', 'authenticationfailureexception', '(403) '],
      pattern:
        /\baccess to vhost .{1,200} refused\b|\bACCESS[_-]REFUSED\b|\bAccessRefused\b|\bLogin was refused\b|\bNOT_ALLOWED - |\bPRECONDITION_FAILED\b|\bNOT_FOUND - no \w|\bRESOURCE_LOCKED\b|\bHandshake terminated by server: 403|\b(?:PossibleAuthenticationFailureError|ProbableAuthenticationError|ProbableAccessDeniedError|AuthenticationFailureException)\b/,
      class: 'other',
      library: 'amqp',
    },
    {
      id: 'answered:kafka',
      source: 'apache/kafka clients common/errors (SaslAuthentication, TopicAuthorization, UnknownTopicOrPartition, UnsupportedVersion); librdkafka src/rdkafka_sasl.c; IBM/sarama errors.go',
      example: 'org.apache.kafka.common.errors.SaslAuthenticationException: Authentication failed: Invalid username or password',
      gives: 'other',
      words: ['saslauthenticationexception', 'sasl authentication', 'sasl mechanism', 'authorizationexception', 'authorization failed', 'saslauthentication', 'unsupportedsaslmechanism', 'unsupportedversionexception', 'unknown topic', 'unknowntopicorpartition', 'topic_authorization_failed', 'saslauthenticationfailed', 'invalidreplicationfactor', 'not authorized to access'],
      pattern:
        /\bSaslAuthentication(?:Exception|Failed)\b|\bSASL authentication (?:error|failed)|\bKafkaJSSASLAuthenticationError\b|\bUnsupportedSaslMechanism|\b(?:Topic|Group|Cluster|TransactionalId)AuthorizationException\b|\b(?:Topic|Group|Cluster) authorization failed\b|\bUnsupportedVersionException\b|\bUnknown topic or partition\b|\bUnknownTopicOrPartition(?:Exception|Error)\b|\bnot authorized to access (?:this topic|this group|topics|group)/i,
      class: 'other',
      library: 'kafka',
    },
    {
      id: 'answered:http-status',
      source: 'RFC 9110 section 15; axios lib/core/settle.js; requests raise_for_status; spring-web HttpClientErrorException; go, .NET EnsureSuccessStatusCode, curl 22',
      example: 'requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: http://orders:8080/v1',
      gives: 'other',
      words: [' client error', ' server error', 'request failed with status code', 'does not indicate success', 'httpclienterrorexception', 'httpservererrorexception', 'http error ', 'response code ', 'unexpected status', 'status code', 'http status', 'returned error:', 'unexpected server response', 'feignexception', 'bad response', 'status=', 'responded with', '(22)', 'clientresponseexception'],
      pattern:
        /\b[45]\d\d (?:Client|Server) Error\b|\bClient error '[45]\d\d |\bServer error '5\d\d |\bRequest failed with status code [45]\d\d|\bdoes not indicate success: [45]\d\d|\bHttp(?:Client|Server)ErrorException\b|\bHTTP Error [45]\d\d\b|\bResponse code [45]\d\d\b|\b(?:unexpected|bad|invalid|non-200|non-2xx|received|got|error|failed with|returned|with|responded with) (?:http )?(?:response )?(?:status|status code|code)(?: code)?:? ?\(?[45]\d\d\b|\breturned error: [45]\d\d|\bUnexpected server response: [1-5]\d\d|\bFeignException\$?\w{0,40}: \[?[45]\d\d|\bHTTP status (?:client|server) error \([45]\d\d/i,
      class: 'other',
    },
    {
      id: 'answered:kubernetes-api',
      source: 'kubernetes/apimachinery pkg/api/errors/errors.go; the API server\'s answers',
      example: 'failed to list *v1.Secret: secrets is forbidden: User "system:serviceaccount:shop:api" cannot list resource "secrets" in API group ""',
      gives: 'other',
      words: ['is forbidden: ', '(unauthorized)', 'the server could not find the requested resource', 'you must be logged in to the server', 'the server has asked for the client to provide credentials', 'already exists', 'no matches for kind', 'an error on the server', 'admission webhook'],
      pattern:
        /\bis forbidden: User "|\bis forbidden: User \\"|\bthe server could not find the requested resource\b|\byou must be logged in to the server\b|\bthe server has asked for the client to provide credentials\b|\bno matches for kind "|\badmission webhook "[^"]{1,200}" denied the request/i,
      class: 'other',
      targetInGroups: true,
    },
    {
      id: 'answered:grpc-status',
      source: 'grpc doc/statuscodes.md: codes that a server sends; grpc-go status/status.go; grpc-js; grpc-java StatusRuntimeException; grpcio',
      example: 'rpc error: code = Unauthenticated desc = invalid token',
      gives: 'other',
      words: ['code = ', 'unauthenticated', 'permission_denied', 'unimplemented', 'statuscode.', 'not_found', 'invalid_argument', 'failed_precondition', 'already_exists', 'resource_exhausted'],
      pattern:
        /\brpc error: code = (?:Unauthenticated|PermissionDenied|Unimplemented|NotFound|InvalidArgument|AlreadyExists|FailedPrecondition|OutOfRange|ResourceExhausted|Aborted|DataLoss)\b|\bStatus(?:Runtime)?(?:Exception)?[.:] ?(?:code)?(?:UNAUTHENTICATED|PERMISSION_DENIED|UNIMPLEMENTED|NOT_FOUND|INVALID_ARGUMENT|FAILED_PRECONDITION|ALREADY_EXISTS|RESOURCE_EXHAUSTED)\b|\bStatusCode\.(?:UNAUTHENTICATED|PERMISSION_DENIED|UNIMPLEMENTED|NOT_FOUND|INVALID_ARGUMENT)\b|\bError: (?:16 UNAUTHENTICATED|7 PERMISSION_DENIED|12 UNIMPLEMENTED|5 NOT_FOUND|3 INVALID_ARGUMENT): |\bStatusCode="?(?:Unauthenticated|PermissionDenied|Unimplemented|NotFound)\b|\bstatus: ?(?:Unauthenticated|PermissionDenied|Unimplemented), message:/,
      class: 'other',
      library: 'grpc',
    },
  ],
};
