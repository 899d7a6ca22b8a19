import type { Table } from '../signature.ts';

/** Varnish and Squid, about the server behind them. */
export const cachingProxies: Table = {
  strength: 'exact',
  signatures: [
    {
      id: 'varnish/fetch-error',
      source: 'varnishcache/varnish-cache bin/varnishd/cache/cache_backend.c vbe_dir_getfd',
      example: '-   FetchError     c backend default: fail errno 111 (Connection refused)',
      gives: 'connection-refused',
      words: ['fail errno '],
      pattern: /\bfail errno \d{1,5} \((?<cause>[^()]{1,80})\)/,
      class: 'cause',
      runtime: 'varnish',
      targetInGroups: true,
    },
    {
      id: 'squid/connect',
      source: 'squid-cache/squid src/neighbors.cc peerConnectFailed; src/tunnel.cc',
      example: '2024/03/01 10:00:00| TCP connection to 10.0.0.7/3128 failed',
      gives: 'unavailable 10.0.0.7:3128',
      words: ['tcp connection to '],
      pattern: /\bTCP connection to (?<host>[^\s/]{1,253})\/(?<port>\d{1,5}) failed/,
      class: 'unavailable',
      also: ['connect-timeout', 'connection-refused', 'no-route'],
      runtime: 'squid',
      targetInGroups: true,
    },
  ],
};
