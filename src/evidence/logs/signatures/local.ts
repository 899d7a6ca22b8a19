import type { Table } from '../signature.ts';

/** Errors that look like those of a connection and concern no peer that this program calls. */
export const local: Table = {
  strength: 'answer',
  signatures: [
    {
      id: 'local:unix-socket',
      source: 'golang/go net/net.go OpError; nodejs/node lib/net.js; libpq fe-connect.c; mysql (2002) through a socket; docker client; supervisor',
      example: 'dial unix /var/run/trireme.sock: connect: resource temporarily unavailable',
      gives: 'other',
      words: ['dial unix', 'connect enoent /', 'connect eacces /', 'connect econnrefused /', 'unix:', '.sock', 'connections on unix domain socket', 'on socket "/', 'through socket'],
      pattern:
        /\bdial unix\b|\bconnect (?:ENOENT|EACCES|ECONNREFUSED|ENOTSOCK|EAGAIN) \/|\bunix:\/{1,3}[^\s"']{1,300}[\s\S]{0,200}(?:failed|refused|no such file|permission denied|not found|cannot connect|daemon running)|(?:failed|cannot connect|can't connect|could not connect|unable to connect|error)[^|]{0,200}(?:unix:\/{1,3}|\/[\w./-]{1,200}\.sock\b|\.s\.PGSQL\.\d)|\/[\w./-]{1,200}\.sock\b[^|]{0,80}(?:refused|no such file|permission denied|not found|failed)|\bconnections on Unix domain socket\b|\bon socket "\/[^"]{1,200}" failed|\bthrough socket '/i,
      class: 'other',
      targetInGroups: true,
    },
    {
      id: 'local:bind',
      source: 'errno.h EADDRINUSE, EACCES and EADDRNOTAVAIL of bind(2) and listen(2), in the words of Node, Go, nginx, Python, the JVM, .NET, Rust, Ruby',
      example: 'Error: listen EADDRINUSE: address already in use :::8080',
      gives: 'other',
      words: ['address already in use', 'address in use', 'eaddrinuse', 'bind', 'listen eacces', 'listen eaddrnotavail', 'listen tcp', 'could not create any tcp/ip sockets', 'cannot assign requested address: bind', 'addrinuse', 'was already in use', 'is already in use', 'already allocated', 'only one usage of each socket', 'failed to listen', 'could not listen', 'cannot listen', 'unable to listen', 'address not available: bind'],
      pattern:
        /\baddress (?:is )?already in use\b|\bAddress in use\b|\bEADDRINUSE\b|\bAddrInUse\b|\bbind\(\)|\bbind: |\blisten (?:EACCES|EADDRNOTAVAIL|EPERM|ENOENT)\b|\blisten tcp[46]? [^\s]{0,300}: |\b[Cc]ould not create any TCP\/IP sockets\b|\bfailed to bind\b|\bcould ?n[o']t bind\b|\b(?:cannot|unable to|error) bind(?:ing)?\b|\bport \d{1,5} (?:is|was) already (?:in use|allocated)|\bOnly one usage of each socket address\b|\b(?:failed|unable|cannot|can't|could not) (?:to )?listen on\b/i,
      class: 'other',
      targetInGroups: true,
    },
    {
      id: 'local:bind-java',
      source: 'openjdk/jdk sun/nio/ch/Net.c handleSocketError: of a bind, as no frame of a connect is in the trace',
      example: 'java.net.BindException: Cannot assign requested address\n\tat java.base/sun.nio.ch.Net.bind0(Native Method)',
      gives: 'other',
      words: ['bindexception: '],
      pattern: /\bBindException: (?:Permission denied|Cannot assign requested address)(?!: connect)/,
      class: 'other',
      within: /\bNet\.bind0?\(|\.socketBind\(|\bbind failed\b/i,
    },
    {
      id: 'local:inbound-tls',
      source: 'golang/go net/http/server.go conn.serve; envoy, haproxy and nginx say "client" and "peer closed connection in SSL handshake"',
      example: '{"level":"error","ts":1661471781.8,"msg":"http: TLS handshake error from 10.128.79.12:57528: EOF"}',
      gives: 'other',
      words: ['tls handshake error from', 'ssl handshake failure', 'while ssl handshaking', 'http2: server: error reading preface from client', 'server connection error from'],
      pattern: /\bTLS handshake error from\b|\bSSL handshake failure\b(?! with)|\bwhile SSL handshaking, client: |\berror reading preface from client\b/,
      class: 'other',
      targetInGroups: true,
    },
    {
      id: 'local:inbound-client',
      source: 'postgres src/backend/libpq/pqcomm.c; redis src/networking.c; mysql sql/mysqld.cc; nginx src/http/ngx_http_request.c; uvicorn; golang httputil',
      example: 'LOG:  could not receive data from client: Connection reset by peer',
      gives: 'other',
      words: ['from client', 'to client', 'client connection lost', 'client closed', 'client prematurely', 'client disconnected', 'closed keepalive connection', 'error accepting', 'accept()', 'accept4()', 'aborted connection', 'while waiting for request', 'while reading client request', 'clientabortexception', 'unexpected eof on client', 'incomplete startup packet', 'closing tcp connection from', 'closing amqp connection', 'ping timeout', 'connection from client', 'while keepalive', 'client: ', 'connection accepted from', 'invalid length of startup packet'],
      pattern:
        /\bcould not (?:receive data from|send data to) client\b|\bclient connection lost\b(?<!http2: client connection lost)|\bclient (?:closed|prematurely closed|has closed|disconnected|timed out \()|\bclosed keepalive connection\b|\baccept4?\(\) failed\b|\bAborted connection \d|\bwhile (?:waiting for request|reading client request|keepalive), client: |\bClientAbortException\b|\bunexpected EOF on client connection\b|\bincomplete startup packet\b|\binvalid length of startup packet\b|\b(?:closing|accepting) AMQP connection <|\b(?:error|failed) (?:reading|writing|writing response) (?:from|to) client\b/i,
      class: 'other',
      targetInGroups: true,
    },
  ],
};
