import type { Table } from '../signature.ts';

/** Go and its libraries: the address is malformed, of another protocol, or on a banned port. No packet was sent. */
export const refusedByGo: Table = {
  strength: 'answer',
  runtime: 'go',
  signatures: [
    {
      id: 'go/protocol-scheme',
      source: 'golang/go net/http/transport.go roundTrip',
      example: 'Get "orders:8080/v1": unsupported protocol scheme "orders"',
      gives: 'client-refuses',
      words: ['unsupported protocol scheme', 'no host in request url'],
      pattern: /\bunsupported protocol scheme "|\bhttp: no Host in request URL\b/,
      class: 'client-refuses',
      targetInGroups: true,
    },
    {
      id: 'go/url-parse',
      source: 'golang/go net/url/url.go parse',
      example: 'parse "10.0.0.7:8080": first path segment in URL cannot contain colon',
      gives: 'client-refuses',
      words: [
        'first path segment in url',
        'invalid port "',
        'missing protocol scheme',
        'invalid character "',
        'invalid control character in url',
        'invalid userinfo',
        'invalid url escape',
        'invalid host',
        'empty url',
      ],
      pattern:
        /\bfirst path segment in URL cannot contain colon|\binvalid port "[^"]{0,200}" after host|\bmissing protocol scheme\b|\binvalid character "[^"]{1,10}" in host name|\bnet\/url: invalid (?:control character in URL|userinfo)|\binvalid URL escape "/,
      class: 'client-refuses',
      targetInGroups: true,
    },
    {
      id: 'go/dial-address',
      source: 'golang/go net/ipsock.go SplitHostPort AddrError; net/port.go; net/net.go UnknownNetworkError',
      example: 'dial tcp: address orders: missing port in address',
      gives: 'client-refuses orders',
      words: [
        'missing port in address',
        'too many colons in address',
        'unknown port',
        ': invalid port',
        "missing ']' in address",
        'unknown network',
      ],
      pattern:
        /\baddress (?<host>[^\s:]{0,253})[^\s]{0,260}: (?:missing port in address|too many colons in address|unknown port|invalid port|missing '\]' in address)|\blookup tcp\/[^\s:]{1,80}: unknown port|\b(?:missing port|too many colons) in address\b|\bdial [^\s:]{1,60}: unknown network /,
      class: 'client-refuses',
      targetInGroups: true,
    },
    {
      id: 'go/connection-string',
      source:
        'jackc/pgx pgconn/errors.go ParseConfigError; go-sql-driver/mysql dsn.go; redis/go-redis options.go; lib/pq',
      example: 'cannot parse `orders`: failed to parse as keyword/value (invalid keyword/value)',
      gives: 'client-refuses',
      words: ['cannot parse `', 'invalid dsn:', 'redis: invalid url scheme', 'error parsing uri:', 'missing "=" after'],
      pattern:
        /\bcannot parse `[^`]{0,1000}`: failed to|\binvalid DSN: |\bredis: invalid URL scheme\b|\berror parsing uri: |\bmissing "=" after "/,
      class: 'client-refuses',
      targetInGroups: true,
    },
  ],
};

/** Go and its libraries: a setting is missing or invalid. */
export const goSettings: Table = {
  strength: 'exact',
  runtime: 'go',
  signatures: [
    {
      id: 'config/go',
      source: 'kelseyhightower/envconfig; caarlos0/env; spf13/viper ConfigFileNotFoundError; sethvargo/go-envconfig',
      example: 'required key DATABASE_URL missing value',
      gives: 'config',
      words: [
        'required key ',
        'required environment variable',
        'config file "',
        'envconfig.process',
        'env: required',
        'env: parse error',
        'missing required value',
      ],
      pattern:
        /\brequired key [A-Z]\w{0,100} missing value|\brequired environment variable "?\w{1,100}"? is not set|\bConfig File "[^"]{1,200}" Not Found in|\benvconfig\.Process: |\benv: (?:required|parse error)|: missing required value: /,
      class: 'config',
    },
  ],
};
