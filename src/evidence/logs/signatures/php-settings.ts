import type { Table } from '../signature.ts';

/** PHP and its libraries: the address is malformed, of another protocol, or on a banned port. No packet was sent. */
export const refusedByPhp: Table = {
  strength: 'answer',
  runtime: 'php',
  signatures: [
    {
      id: 'php/malformed-uri',
      source: 'guzzle/psr7 src/Exception/MalformedUriException.php; php ext/standard/url.c; predis',
      example: 'GuzzleHttp\\Psr7\\Exception\\MalformedUriException: Unable to parse URI: http://:8080',
      gives: 'client-refuses',
      words: [
        'malformeduriexception',
        'unable to parse uri',
        'unable to find the wrapper',
        'unable to find the socket transport',
        'malformed dsn',
        'the dsn is invalid',
      ],
      pattern: /\bMalformedUriException\b|\bUnable to parse URI: |\bUnable to find the (?:wrapper|socket transport) "/i,
      class: 'client-refuses',
      targetInGroups: true,
    },
  ],
};
