import type { Table } from '../signature.ts';

/** `openssl s_client`. */
export const openssl: Table = {
  strength: 'exact',
  runtime: 'openssl',
  signatures: [
    {
      id: 'openssl/connect',
      source: 'openssl/openssl apps/s_client.c, crypto/bio/bio_sock2.c BIO_connect',
      example: 'connect:errno=111',
      gives: 'connection-refused',
      words: ['connect:errno='],
      pattern: /\bconnect:errno=(?<cause>\d{1,5})/,
      class: 'cause',
      otherwise: 'unavailable',
    },
  ],
};
