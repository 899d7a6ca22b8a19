import type { Table } from '../signature.ts';

/** apt of Debian and Ubuntu. */
export const apt: Table = {
  strength: 'exact',
  runtime: 'apt',
  signatures: [
    {
      id: 'apt/connect',
      source: 'Debian/apt methods/connect.cc DoConnect',
      example: 'E: Could not connect to deb.example.net:80 (10.0.0.7), connection timed out',
      gives: 'connect-timeout deb.example.net:80',
      words: ['could not connect to '],
      pattern:
        /\b(?:Could not connect to|Cannot initiate the connection to) (?<address>[^\s]{1,260}) \([^()\s]{2,64}\)[.,] ?-? ?(?:connect \(\d{1,5}: )?(?<cause>[^"()]{1,80})/i,
      class: 'cause',
      otherwise: 'unavailable',
    },
    {
      id: 'apt/resolve',
      source: 'Debian/apt methods/connect.cc ConnectToHostname',
      example: "Temporary failure resolving 'deb.example.net'",
      gives: 'dns-timeout deb.example.net',
      words: ["temporary failure resolving '"],
      pattern: /\bTemporary failure resolving '(?<host>[^'\s]{1,253})'/,
      class: 'dns-timeout',
      also: ['dns-servfail'],
    },
  ],
};
