import type { Table } from '../signature.ts';

/** The proxy of Linkerd. */
export const linkerd: Table = {
  strength: 'exact',
  runtime: 'linkerd',
  signatures: [
    {
      id: 'linkerd/connect-timeout',
      source: 'linkerd/linkerd2-proxy linkerd/connect-timeout ConnectTimeout',
      example:
        'WARN outbound:proxy{addr=10.0.0.7:8080}: linkerd_reconnect: Failed to connect error=connect timed out after 1s',
      gives: 'connect-timeout 10.0.0.7:8080',
      words: ['connect timed out after '],
      pattern: /\bconnect timed out after \d/,
      class: 'connect-timeout',
    },
  ],
};
