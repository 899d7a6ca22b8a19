import type { Table } from '../signature.ts';

/** Errors that look like those of a connection and concern no peer: a Unix socket, a port that it cannot bind. */
export const local: Table = {
  strength: 'answer',
  about: 'local',
  signatures: [
    {
      id: 'local:unix-socket',
      source:
        'golang/go net/net.go OpError; nodejs/node lib/net.js; libpq fe-connect.c; mysql (2002) through a socket; docker client; supervisor',
      example: 'dial unix /var/run/trireme.sock: connect: resource temporarily unavailable',
      gives: 'other',
      words: [
        'dial unix',
        'connect enoent /',
        'connect eacces /',
        'connect econnrefused /',
        'unix:',
        '.sock',
        'connections on unix domain socket',
        'on socket "/',
        'through socket',
      ],
      pattern:
        /\bdial unix\b|\bconnect (?:ENOENT|EACCES|ECONNREFUSED|ENOTSOCK|EAGAIN) \/|\bunix:\/(?=[^|]{0,300}\b(?:failed|refused|no such file|permission denied|not found|cannot connect|daemon running))|(?:\bfailed|\bcannot connect|\bcan't connect|\bcould not connect|\bunable to connect|\berror)\b[^|]{0,200}(?:unix:\/|\.sock\b|\.s\.PGSQL\.\d)|\.sock\b[^|]{0,80}\b(?:refused|no such file|permission denied|not found|failed)|\bconnections on Unix domain socket\b|\bon socket "\/|\bthrough socket '/i,
      class: 'other',
      targetInGroups: true,
    },
    {
      id: 'local:bind',
      source:
        'errno.h EADDRINUSE, EACCES and EADDRNOTAVAIL of bind(2) and listen(2), in the words of Node, Go, nginx, Python, the JVM, .NET, Rust, Ruby',
      example: 'Error: listen EADDRINUSE: address already in use :::8080',
      gives: 'other',
      words: [
        'address already in use',
        'address in use',
        'eaddrinuse',
        'bind',
        'listen eacces',
        'listen eaddrnotavail',
        'listen tcp',
        'could not create any tcp/ip sockets',
        'cannot assign requested address: bind',
        'addrinuse',
        'was already in use',
        'is already in use',
        'already allocated',
        'only one usage of each socket',
        'failed to listen',
        'could not listen',
        'cannot listen',
        'unable to listen',
        'address not available: bind',
      ],
      pattern:
        /\baddress (?:is )?already in use\b|\bAddress in use\b|\bEADDRINUSE\b|\bAddrInUse\b|\bbind\(\)|\bbind: |\blisten (?:EACCES|EADDRNOTAVAIL|EPERM|ENOENT)\b|\blisten tcp[46]? [^\s]{0,300}: |\b[Cc]ould not create any TCP\/IP sockets\b|\bfailed to bind\b|\bcould ?n[o']t bind\b|\b(?:cannot|unable to|error) bind(?:ing)?\b|\bport \d{1,5} (?:is|was) already (?:in use|allocated)|\bOnly one usage of each socket address\b|\b(?:failed|unable|cannot|can't|could not) (?:to )?listen on\b/i,
      class: 'other',
      targetInGroups: true,
    },
    {
      id: 'local:bind-java',
      source: 'openjdk/jdk sun/nio/ch/Net.c handleSocketError: of a bind, as no frame of a connect is in the trace',
      example:
        'java.net.BindException: Cannot assign requested address\n\tat java.base/sun.nio.ch.Net.bind0(Native Method)',
      gives: 'other',
      words: ['bindexception: '],
      pattern: /\bBindException: (?:Permission denied|Cannot assign requested address)(?!: connect)/,
      class: 'other',
      within: /\bNet\.bind0?\(|\.socketBind\(|\bbind failed\b/i,
    },
  ],
};
