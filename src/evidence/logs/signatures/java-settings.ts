import type { Table } from '../signature.ts';

/** The JVM and its libraries: the address is malformed, of another protocol, or on a banned port. No packet was sent. */
export const refusedByJava: Table = {
  strength: 'answer',
  runtime: 'java',
  signatures: [
    {
      id: 'java/malformed-url',
      source: 'openjdk java.base/java/net/URL.java',
      example: 'Exception in thread "main" java.net.MalformedURLException: no protocol: orders/v1',
      gives: 'client-refuses',
      words: ['malformedurlexception'],
      pattern: /\bMalformedURLException\b/,
      class: 'client-refuses',
      targetInGroups: true,
    },
    {
      id: 'java/uri-syntax',
      source: 'openjdk java.base/java/net/URI.java Parser',
      example: 'java.net.URISyntaxException: Illegal character in authority at index 7: http://orders_api :8080',
      gives: 'client-refuses',
      words: ['urisyntaxexception', 'illegal character in ', 'expected authority at index', 'expected scheme'],
      pattern:
        /\bURISyntaxException\b|\bIllegal character in (?:scheme|scheme name|authority|hostname|path|query|opaque part|fragment|user info) at index \d|\bExpected (?:authority|scheme name|scheme-specific part) at index \d/,
      class: 'client-refuses',
      targetInGroups: true,
    },
    {
      id: 'java/uri-of-client',
      source: 'openjdk java.net.http HttpRequestBuilderImpl; apache httpclient; okhttp3 HttpUrl; spring-web',
      example:
        "java.lang.IllegalArgumentException: Expected URL scheme 'http' or 'https' but no scheme was found for orders",
      gives: 'client-refuses',
      words: [
        'expected url scheme',
        'uri with undefined scheme',
        'invalid uri scheme',
        'uri is not absolute',
        'uri does not specify a valid host',
        'unsupported uri',
        'protocol is not supported',
        'not a valid http url',
        'no connectivity to the scheme',
      ],
      pattern:
        /\bExpected URL scheme '|\bURI with undefined scheme\b|\binvalid URI scheme\b|\bURI is not absolute\b|\bURI does not specify a valid host name\b|\bunsupported URI\b|\bUnsupportedSchemeException: .{0,80}protocol is not supported|not a valid http url/i,
      class: 'client-refuses',
      targetInGroups: true,
    },
    {
      id: 'java/jdbc-url',
      source: 'openjdk java.sql/java/sql/DriverManager.java; HikariCP DriverDataSource; pgjdbc Driver.parseURL',
      example: 'java.sql.SQLException: No suitable driver found for postgres://db:5432/app',
      gives: 'client-refuses',
      words: [
        'no suitable driver',
        'claims to not accept jdbcurl',
        'must start with "jdbc"',
        'unable to parse url jdbc',
        'no resolvable bootstrap urls',
        'invalid url in bootstrap.servers',
      ],
      pattern:
        /\bNo suitable driver\b|\bclaims to not accept jdbcUrl\b|\bmust start with "jdbc"|\bUnable to parse URL jdbc|\bInvalid url in bootstrap\.servers\b/,
      class: 'client-refuses',
      targetInGroups: true,
    },
  ],
};

/** The JVM and its libraries: a setting is missing or invalid. */
export const javaSettings: Table = {
  strength: 'exact',
  runtime: 'java',
  signatures: [
    {
      id: 'config/spring',
      source:
        'spring-framework PropertyPlaceholderHelper; spring-boot FailureAnalyzers; micronaut; smallrye-config SRCFG00014; typesafe config ConfigException',
      example: "java.lang.IllegalArgumentException: Could not resolve placeholder 'DB_URL' in string value",
      gives: 'config',
      words: [
        'could not resolve placeholder',
        'failed to configure a datasource',
        'failed to bind properties under',
        'srcfg000',
        'configexception',
        'invalid value for configuration',
        'failed to load property source',
        'no bean named',
        'config data resource',
        'invalidconfigdataproperty',
        'unable to load configuration',
        'missingproperty',
        'error binding property',
      ],
      pattern:
        /\bCould not resolve placeholder '|\bFailed to configure a DataSource\b|\bFailed to bind properties under '|\bSRCFG000\d\d\b|\bcom\.typesafe\.config\.ConfigException\b|\bconfig\.ConfigException: (?!.{0,120}(?:resolvable bootstrap|DNS))|\bConfig data resource .{1,300} (?:does not exist|cannot be found)/,
      class: 'config',
    },
  ],
};
