import { anyFailure } from '../possible-causes.ts';
import type { Table } from '../signature.ts';

/** JDBC drivers and connection pools of the JVM. */
export const javaJdbc: Table = {
  strength: 'exact',
  runtime: 'java',
  signatures: [
    {
      id: 'pgjdbc/refused',
      source: 'pgjdbc/pgjdbc core/v3/ConnectionFactoryImpl.openConnectionImpl: of every ConnectException',
      example:
        'org.postgresql.util.PSQLException: Connection to db.shop:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.',
      gives: 'connection-refused db.shop:5432',
      words: [' refused. check that'],
      pattern: /\bConnection to (?<address>\[?[\w.:%-]{1,253}\]?) refused\. Check that/,
      class: 'connection-refused',
      also: ['connect-timeout'],
      runtime: 'java/pgjdbc',
      library: 'postgres',
    },
    {
      id: 'pgjdbc/attempt-failed',
      source: 'pgjdbc/pgjdbc core/v3/ConnectionFactoryImpl.openConnectionImpl: of every other IOException',
      example: 'org.postgresql.util.PSQLException: The connection attempt failed.',
      gives: 'unavailable',
      words: ['the connection attempt failed.'],
      pattern: /\bThe connection attempt failed\./,
      class: 'unavailable',
      also: ['connect-timeout', 'no-route', 'dns-nxdomain', 'dns-timeout', 'read-timeout', 'connection-reset'],
      runtime: 'java/pgjdbc',
      library: 'postgres',
    },
    {
      id: 'pgjdbc/login-timeout',
      source: 'pgjdbc/pgjdbc Driver.ConnectThread.getResult: loginTimeout',
      example: 'org.postgresql.util.PSQLException: Connection attempt timed out.',
      gives: 'connect-timeout',
      words: ['connection attempt timed out.'],
      pattern: /\bConnection attempt timed out\./,
      class: 'connect-timeout',
      also: ['dns-timeout', 'read-timeout'],
      runtime: 'java/pgjdbc',
      library: 'postgres',
    },
    {
      id: 'pgjdbc/io-error',
      source: 'pgjdbc/pgjdbc core/v3/QueryExecutorImpl.execute',
      example: 'org.postgresql.util.PSQLException: An I/O error occurred while sending to the backend.',
      gives: 'connection-reset',
      words: ['while sending to the backend', 'this connection has been closed'],
      pattern: /\bAn I\/O error occurred while sending to the backend|\bThis connection has been closed\b/,
      class: 'connection-reset',
      also: ['read-timeout'],
      runtime: 'java/pgjdbc',
      library: 'postgres',
    },
    {
      id: 'mysql-cj/link-failure-later',
      source:
        'mysql/mysql-connector-j exceptions/ExceptionFactory.createLinkFailureMessageBasedOnHeuristics: packets came before',
      example:
        'The last packet successfully received from the server was 5,012 milliseconds ago. The last packet sent successfully to the server was 5,013 milliseconds ago.',
      gives: 'connection-reset',
      words: ['the last packet successfully received from'],
      pattern: /\bThe last packet successfully received from the server was\b/,
      class: 'connection-reset',
      also: ['read-timeout'],
      runtime: 'java/mysql',
      library: 'mysql',
    },
    {
      id: 'mysql-cj/link-failure',
      source: 'mysql/mysql-connector-j exceptions/ExceptionFactory.createLinkFailureMessageBasedOnHeuristics',
      example: 'com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure',
      gives: 'unavailable',
      words: [
        'communications link failure',
        'the driver has not received any packets',
        'could not create connection to database server',
      ],
      pattern:
        /\bCommunications link failure\b|\bThe driver has not received any packets\b|\bCould not create connection to database server\b/,
      class: 'unavailable',
      also: anyFailure,
      runtime: 'java/mysql',
      library: 'mysql',
    },
    {
      id: 'mariadb/name',
      source:
        'mariadb-corporation/mariadb-connector-j impl/ConnectionHelper.connectSocket with the message of an UnknownHostException',
      example: 'Socket fail to connect to host:address=(host=db.shop)(port=3306)(type=primary). db.shop',
      gives: 'dns-nxdomain db.shop:3306',
      words: ['fail to connect to host:'],
      pattern:
        /\bfail to connect to host:(?:address=\(host=)?(?<host>[\w.-]{1,253})(?:\)\(port=|, port:)(?<port>\d{1,5})(?:\)\(type=\w{1,10}\))?\. \k<host>$/,
      class: 'dns-nxdomain',
      also: ['dns-timeout', 'dns-servfail'],
      runtime: 'java/mariadb',
      library: 'mysql',
    },
    {
      id: 'mariadb/connect',
      source:
        'mariadb-corporation/mariadb-connector-j impl/ConnectionHelper.connectSocket; 2.x protocol/AbstractConnectProtocol',
      example:
        'java.sql.SQLNonTransientConnectionException: Socket fail to connect to host:address=(host=db.shop)(port=3306)(type=primary). Connection refused',
      gives: 'connection-refused db.shop:3306',
      words: [
        'fail to connect to host:',
        'could not connect to address=',
        'could not connect to hostaddress',
        'could not connect to ',
      ],
      pattern:
        /\b(?:Socket fail to connect to host:|Could not connect to )(?:HostAddress\{|address=)?\(?(?:host=)?'?(?<host>[\w.-]{1,253})'?(?:(?:\)\(|, ?)port[=:]|:)(?<port>\d{1,5})[^. ]{0,40}(?:, type='\w{1,10}'\})?(?:\.| :) (?<cause>[^"]{1,200})/,
      class: 'cause',
      otherwise: 'unavailable',
      runtime: 'java/mariadb',
      library: 'mysql',
    },
    {
      id: 'mssql-jdbc/name',
      source:
        'microsoft/mssql-jdbc SQLServerException.ConvertConnectExceptionToSQLServerException of an UnknownHostException',
      example:
        'The TCP/IP connection to the host db.shop, port 1433 has failed. Error: "db.shop. Verify the connection properties.',
      gives: 'dns-nxdomain db.shop:1433',
      words: ['the tcp/ip connection to the host'],
      pattern:
        /\bThe TCP\/IP connection to the host (?<host>[^\s,]{1,253}), port (?<port>\d{1,5}) has failed\. Error: "(?:\k<host>\. |null\b)/,
      class: 'dns-nxdomain',
      also: ['dns-timeout', 'dns-servfail'],
      runtime: 'java/mssql',
      library: 'sqlserver',
    },
    {
      id: 'mssql-jdbc/connect',
      source:
        'microsoft/mssql-jdbc SQLServerException.ConvertConnectExceptionToSQLServerException; SQLServerResource R_tcpipConnectionFailed',
      example:
        'com.microsoft.sqlserver.jdbc.SQLServerException: The TCP/IP connection to the host db.shop, port 1433 has failed. Error: "Connection refused. Verify the connection properties.',
      gives: 'connection-refused db.shop:1433',
      words: ['the tcp/ip connection to the host'],
      pattern:
        /\bThe TCP\/IP connection to the host (?<host>[^\s,]{1,253}), port (?<port>\d{1,5}) has failed\.(?: Error: "?(?<cause>[^"]{1,300}))?/,
      class: 'cause',
      otherwise: 'unavailable',
      runtime: 'java/mssql',
      library: 'sqlserver',
    },
    {
      id: 'oracle/adapter',
      source: 'the Oracle JDBC thin driver, ORA-17002 and ORA-12541 to ORA-12170 of its messages',
      example: 'java.sql.SQLRecoverableException: IO Error: The Network Adapter could not establish the connection',
      gives: 'unavailable',
      words: ['the network adapter could not'],
      pattern: /\bThe Network Adapter could not establish the connection/,
      class: 'unavailable',
      also: anyFailure,
      runtime: 'java/oracle',
      library: 'oracle',
    },
    {
      id: 'oracle/cause',
      source: 'the Oracle JDBC thin driver: `IO Error: …`, and the ORA messages that since 21c name host and port',
      example:
        'ORA-12170: Cannot connect. TCP connect timeout of 30000ms for host 10.0.0.7 port 1521. (CONNECTION_ID=x)',
      gives: 'connect-timeout 10.0.0.7:1521',
      words: ['ora-12170', 'ora-12543', 'ora-12545', 'io error: '],
      pattern:
        /\b(?:ORA-12170: |ORA-12543: |ORA-12545: |IO Error: )(?:Cannot connect\. )?(?<cause>(?:TCP connect timeout|TNS:Connect timeout|Unknown host|Connection timed out|Connection reset|Connection refused|connect timed out|Socket read timed out|No route to host|TNS:destination host unreachable)[^(]{0,40}?)(?:for host (?<host>[\w.-]{1,253}) port (?<port>\d{1,5})|$|[(,.;"])/,
      class: 'cause',
      runtime: 'java/oracle',
      library: 'oracle',
    },
    {
      id: 'oracle/no-listener',
      source: 'the Oracle JDBC thin driver: ORA-12541, and `Got minus one` where the listener hangs up',
      example: 'ORA-12541: Cannot connect. No listener at host 10.0.0.7 port 1521. (CONNECTION_ID=x)',
      gives: 'connection-refused 10.0.0.7:1521',
      words: ['ora-12541'],
      pattern:
        /\bORA-12541: (?:Cannot connect\. No listener(?: at host (?<host>[\w.-]{1,253}) port (?<port>\d{1,5}))?|TNS:no listener)/i,
      class: 'connection-refused',
      runtime: 'java/oracle',
      library: 'oracle',
    },
    {
      id: 'oracle/minus-one',
      source: 'the Oracle JDBC thin driver: end of file on the socket',
      example: 'java.sql.SQLRecoverableException: IO Error: Got minus one from a read call',
      gives: 'connection-reset',
      words: ['got minus one from a read call', 'no more data to read from socket', 'ora-03113'],
      pattern: /\bGot minus one from a read call|\bNo more data to read from socket|\bORA-03113\b/,
      class: 'connection-reset',
      runtime: 'java/oracle',
      library: 'oracle',
    },
    {
      id: 'hikari/pool-initialization',
      source: 'brettwooldridge/HikariCP pool/HikariPool.checkFailFast; PoolInitializationException',
      example: 'com.zaxxer.hikari.pool.HikariPool : HikariPool-1 - Exception during pool initialization.',
      gives: 'unavailable',
      words: ['exception during pool initialization', 'failed to initialize pool'],
      pattern:
        /\bException during pool initialization|\bFailed to initialize pool: (?!.{0,300}\b(?:[Dd]river|password|denied|does not exist)\b)/,
      class: 'unavailable',
      also: anyFailure,
      runtime: 'java/hikari',
    },
    {
      id: 'hikari/not-available',
      source: 'brettwooldridge/HikariCP pool/HikariPool.createTimeoutException: also of a pool that is busy',
      example:
        'java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 30000ms.',
      gives: 'unavailable',
      words: ['connection is not available, request timed out'],
      pattern: /\bConnection is not available, request timed out after \d/,
      class: 'unavailable',
      also: [...anyFailure, 'other'],
      runtime: 'java/hikari',
    },
    {
      id: 'hikari/validate',
      source: 'brettwooldridge/HikariCP pool/PoolBase.isConnectionDead',
      example:
        'HikariPool-1 - Failed to validate connection org.mariadb.jdbc.Connection@1f (Connection.setNetworkTimeout cannot be called on a closed connection).',
      gives: 'connection-reset',
      words: ['failed to validate connection'],
      pattern: /\bFailed to validate connection \S{1,200} \(/,
      class: 'connection-reset',
      also: ['read-timeout'],
      runtime: 'java/hikari',
    },
    {
      id: 'java/pools',
      source:
        'apache/commons-dbcp BasicDataSource; swaldman/c3p0; apache/tomcat jdbc-pool ConnectionPool; alibaba/druid DruidDataSource',
      example: 'java.sql.SQLException: Cannot create PoolableConnectionFactory (ORA-17800)',
      gives: 'unavailable',
      words: [
        'cannot create poolableconnectionfactory',
        'client to checkout a connection has timed out',
        'timeout: pool empty',
        'getconnectiontimeoutexception',
        'create connection sqlexception',
      ],
      pattern:
        /\bCannot create PoolableConnectionFactory\b|\bAn attempt by a client to checkout a Connection has timed out|\bTimeout: Pool empty\b|\bGetConnectionTimeoutException: wait millis|\bcreate connection SQLException, url: /,
      class: 'unavailable',
      also: [...anyFailure, 'other'],
    },
    {
      id: 'java/no-jdbc-connection',
      source:
        'spring-projects/spring-framework CannotGetJdbcConnectionException; hibernate/hibernate-orm; flyway/flyway JdbcUtils; liquibase/liquibase',
      example: 'org.springframework.jdbc.CannotGetJdbcConnectionException: Failed to obtain JDBC Connection',
      gives: 'unavailable',
      words: [
        'obtain jdbc connection',
        'acquire jdbc connection',
        'open jdbc connection',
        'unable to obtain connection from database',
        'could not obtain connection to query metadata',
        'connection could not be created to jdbc:',
        'get jdbc connection',
      ],
      pattern:
        /\b(?:Failed to obtain|Unable to acquire|[Uu]nable to open|Could not open|Could not get|Unable to get) JDBC Connection\b|\b[Uu]nable to obtain connection from database\b|\bCould not obtain connection to query metadata\b|\bConnection could not be created to jdbc:/,
      class: 'unavailable',
      also: [...anyFailure, 'other'],
    },
  ],
};
