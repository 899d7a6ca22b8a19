import type { Table } from '../signature.ts';

/** Errors of connections that others opened to this program: it calls no peer. */
export const localInbound: Table = {
  strength: 'answer',
  about: 'local',
  signatures: [
    {
      id: 'local:inbound-tls',
      source:
        'golang/go net/http/server.go conn.serve; envoy, haproxy and nginx say "client" and "peer closed connection in SSL handshake"',
      example: '{"level":"error","ts":1661471781.8,"msg":"http: TLS handshake error from 10.128.79.12:57528: EOF"}',
      gives: 'other',
      words: [
        'tls handshake error from',
        'ssl handshake failure',
        'while ssl handshaking',
        'http2: server: error reading preface from client',
        'server connection error from',
      ],
      pattern:
        /\bTLS handshake error from\b|\bSSL handshake failure\b(?! with)|\bwhile SSL handshaking, client: |\berror reading preface from client\b/,
      class: 'other',
      targetInGroups: true,
    },
    {
      id: 'local:inbound-client',
      source:
        'postgres src/backend/libpq/pqcomm.c; redis src/networking.c; mysql sql/mysqld.cc; nginx src/http/ngx_http_request.c; uvicorn; golang httputil',
      example: 'LOG:  could not receive data from client: Connection reset by peer',
      gives: 'other',
      words: [
        'from client',
        'to client',
        'client connection lost',
        'client closed',
        'client prematurely',
        'client disconnected',
        'closed keepalive connection',
        'error accepting',
        'accept()',
        'accept4()',
        'aborted connection',
        'while waiting for request',
        'while reading client request',
        'clientabortexception',
        'unexpected eof on client',
        'incomplete startup packet',
        'closing tcp connection from',
        'closing amqp connection',
        'ping timeout',
        'connection from client',
        'while keepalive',
        'client: ',
        'connection accepted from',
        'invalid length of startup packet',
      ],
      pattern:
        /\bcould not (?:receive data from|send data to) client\b|\bclient connection lost\b(?<!http2: client connection lost)|\bclient (?:closed|prematurely closed|has closed|disconnected|timed out \()|\bclosed keepalive connection\b|\baccept4?\(\) failed\b|\bAborted connection \d|\bwhile (?:waiting for request|reading client request|keepalive), client: |\bClientAbortException\b|\bunexpected EOF on client connection\b|\bincomplete startup packet\b|\binvalid length of startup packet\b|\b(?:closing|accepting) AMQP connection <|\b(?:error|failed) (?:reading|writing|writing response) (?:from|to) client\b/i,
      class: 'other',
      targetInGroups: true,
    },
  ],
};
