import type { Table } from '../signature.ts';

/** Node, its libraries and browsers: the address is malformed, of another protocol, or on a banned port. No packet was sent. */
export const refusedByNode: Table = {
  strength: 'answer',
  signatures: [
    {
      id: 'node/bad-port',
      source: 'nodejs/undici lib/web/fetch/index.js mainFetch; https://fetch.spec.whatwg.org/#port-blocking',
      example:
        'TypeError: fetch failed\n    at fetch (node:internal/deps/undici/undici:14976:13) {\n  [cause]: Error: bad port\n      at makeNetworkError (node:internal/deps/undici/undici:9495:35)\n}',
      gives: 'client-refuses',
      words: ['bad port'],
      pattern: /(?:\[cause\]: |^\s{0,40})Error: bad port$/,
      class: 'client-refuses',
      runtime: 'node/undici',
    },
    {
      id: 'chromium/unsafe-port',
      source: 'chromium net/base/net_error_list.h ERR_UNSAFE_PORT',
      example: 'Error: net::ERR_UNSAFE_PORT at http://mail:25/',
      gives: 'client-refuses mail:25',
      words: ['err_unsafe_port'],
      pattern: /\bnet::ERR_UNSAFE_PORT\b/,
      class: 'client-refuses',
      runtime: 'node/puppeteer',
    },
    {
      id: 'node/unknown-scheme',
      source: 'nodejs/undici lib/web/fetch/index.js schemeFetch',
      example: '  [cause]: Error: unknown scheme',
      gives: 'client-refuses',
      words: ['unknown scheme', 'url scheme must be', 'must be a http(s) scheme'],
      pattern: /\bError: (?:unknown scheme$|URL scheme must be |.{0,60}URL scheme must be a HTTP\(S\) scheme)/,
      class: 'client-refuses',
      runtime: 'node/undici',
    },
    {
      id: 'node/invalid-url',
      source:
        'nodejs/node lib/internal/errors.js ERR_INVALID_URL; lib/url.js; undici lib/core/util.js parseURL; axios AxiosError ERR_INVALID_URL',
      example: 'TypeError [ERR_INVALID_URL]: Invalid URL: orders:abc',
      gives: 'client-refuses',
      words: [
        'invalid url',
        'failed to parse url',
        'only absolute urls are supported',
        'only http(s) protocols are supported',
      ],
      pattern:
        /\b(?:TypeError|Error|RequestError|AxiosError|InvalidArgumentError)(?: \[ERR_INVALID_URL\]| \(ERR_INVALID_URL\))?: (?:Invalid URL\b|Failed to parse URL\b|Only absolute URLs are supported|Only HTTP\(S\) protocols are supported)/i,
      class: 'client-refuses',
      runtime: 'node',
      targetInGroups: true,
    },
    {
      id: 'node/invalid-protocol',
      source:
        'nodejs/node lib/internal/errors.js ERR_INVALID_PROTOCOL; axios lib/adapters/http.js; got source/core/errors.ts; undici Invalid URL protocol',
      example: 'TypeError [ERR_INVALID_PROTOCOL]: Protocol "https:" not supported. Expected "http:"',
      gives: 'client-refuses',
      words: ['protocol "', 'unsupported protocol', 'invalid url protocol', 'invalid protocol:'],
      pattern:
        /\bProtocol "[\w.+-]{0,40}:?" not supported|\b(?:Axios|Unsupported\w{0,20}|Request)?Error: Unsupported protocol\b|\bInvalid URL protocol\b|\bError: Invalid protocol: /,
      class: 'client-refuses',
      runtime: 'node',
    },
    {
      id: 'node/port-range',
      source: 'nodejs/node lib/internal/validators.js ERR_SOCKET_BAD_PORT',
      example: 'RangeError [ERR_SOCKET_BAD_PORT]: Port should be >= 0 and < 65536. Received type number (NaN).',
      gives: 'client-refuses',
      words: ['err_socket_bad_port', 'port should be >', '"port" option should be'],
      pattern: /\bERR_SOCKET_BAD_PORT\b|\bPort should be >=? ?0 and < ?65536|"port" option should be >= 0 and < 65536/,
      class: 'client-refuses',
      runtime: 'node',
      targetInGroups: true,
    },
    {
      id: 'node/connection-string',
      source:
        'mongodb-connection-string-url src/index.ts; pg-connection-string; prisma P1012, P1013; redis packages/client parseURL',
      example:
        'MongoParseError: Invalid scheme, expected connection string to start with "mongodb://" or "mongodb+srv://"',
      gives: 'client-refuses',
      words: ['mongoparseerror', 'the url must start with the protocol', 'p1013', 'invalid connection string'],
      pattern: /\bMongoParseError: |\bthe URL must start with the protocol\b|\bP1013\b|\bInvalid connection string\b/i,
      class: 'client-refuses',
      targetInGroups: true,
    },
  ],
};
