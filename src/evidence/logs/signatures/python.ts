import type { FailureClass } from '../finding.ts';
import type { Table } from '../signature.ts';

const anyTimeout: readonly FailureClass[] = ['connect-timeout', 'read-timeout', 'dns-timeout'];

/** Frames of a stack trace that stand inside a connect, and inside a read. */
const connecting = /\b(?:create_connection|open_connection|sock_connect|_create_connection|connect_tcp|_new_conn)\b|\.connect\(|\bself\.sock = /;
const reading = /\bin (?:recv|recv_into|readinto|read|readline|readexactly|_read\w*|read_response|getresponse)\b|\.(?:recv|recv_into|readinto|read)\(/;

/** What Python itself raises: socket, asyncio, ssl, http.client, urllib. */
export const python: Table = {
  strength: 'exact',
  runtime: 'python',
  signatures: [
    {
      id: 'python/asyncio-connect-call',
      source: 'python/cpython Lib/asyncio/selector_events.py _sock_connect_cb',
      example: "ConnectionRefusedError: [Errno 111] Connect call failed ('10.0.0.7', 9999)",
      gives: 'connection-refused 10.0.0.7:9999',
      words: ['connect call'],
      pattern: /\[Errno (?<cause>\d{1,5})\] Connect call(?: failed(?: \('(?<host>[^']{1,253})', (?<port>\d{1,5}))?)?/,
      class: 'cause',
    },
    {
      id: 'python/getaddrinfo',
      source: 'python/cpython Modules/socketmodule.c set_gaierror',
      example: 'socket.gaierror: [Errno -3] Temporary failure in name resolution',
      gives: 'dns-timeout',
      words: ['gaierror', '[errno -', '[errno 8]', '[errno 11001]'],
      pattern: /\[Errno (?:-\d{1,2}|8|1100[1-4])\] (?<cause>[^\])>"]{1,100})/,
      class: 'cause',
      otherwise: 'dns-nxdomain',
    },
    {
      id: 'python/timed-out-connecting',
      source: 'python/cpython Modules/socketmodule.c sock_call_ex, called by create_connection',
      example: 'Traceback (most recent call last):\n  File "/usr/lib/python3.11/socket.py", line 836, in create_connection\n    sock.connect(sa)\nTimeoutError: timed out',
      gives: 'connect-timeout',
      words: ['timed out'],
      pattern: /\b(?:TimeoutError|(?:socket\.)?timeout): timed out$/,
      class: 'connect-timeout',
      within: connecting,
    },
    {
      id: 'python/timed-out-reading',
      source: 'python/cpython Modules/socketmodule.c sock_call_ex, called by recv_into',
      example: 'Traceback (most recent call last):\n  File "/usr/lib/python3.11/socket.py", line 705, in readinto\n    return self._sock.recv_into(b)\nTimeoutError: timed out',
      gives: 'read-timeout',
      words: ['timed out'],
      pattern: /\b(?:TimeoutError|(?:socket\.)?timeout): timed out$/,
      class: 'read-timeout',
      within: reading,
    },
    {
      id: 'python/timed-out',
      source: 'python/cpython Modules/socketmodule.c sock_call_ex',
      example: 'socket.timeout: timed out',
      gives: 'connect-timeout',
      words: ['timed out'],
      pattern: /(?:^|[\s:(\[])(?:builtins\.)?(?:TimeoutError|(?:socket\.)?timeout)(?:: |\(['"])timed out\b/,
      class: 'connect-timeout',
      also: ['read-timeout'],
    },
    {
      id: 'python/tls-handshake-timeout',
      source: 'python/cpython Modules/_ssl.c _ssl__SSLSocket_do_handshake_impl',
      example: 'TimeoutError: _ssl.c:989: The handshake operation timed out',
      gives: 'tls-handshake-timeout',
      words: ['handshake operation timed out'],
      pattern: /\bhandshake operation timed out\b/,
      class: 'tls-handshake-timeout',
    },
    {
      id: 'python/tls-read-timeout',
      source: 'python/cpython Modules/_ssl.c _ssl__SSLSocket_read_impl, _ssl__SSLSocket_write_impl',
      example: 'TimeoutError: The read operation timed out',
      gives: 'read-timeout',
      words: ['read operation timed out', 'write operation timed out'],
      pattern: /\bThe (?:read|write) operation timed out\b/,
      class: 'read-timeout',
    },
    {
      id: 'python/errno-reading',
      source: 'python/cpython Objects/exceptions.c OSError: ETIMEDOUT of an established connection',
      example: 'Traceback (most recent call last):\n  File "/usr/lib/python3.11/ssl.py", line 1166, in read\n    return self._sslobj.read(len, buffer)\nTimeoutError: [Errno 110] Connection timed out',
      gives: 'read-timeout',
      words: ['[errno 110]', '[errno 60]'],
      pattern: /\[Errno (?:110|60)\]/,
      class: 'read-timeout',
      within: /^(?![\s\S]{0,20000}(?:create_connection|\.connect\())[\s\S]{0,20000}\bin (?:recv|recv_into|readinto|read)\n/,
    },
    {
      id: 'python/errno',
      source: 'python/cpython Objects/exceptions.c OSError.__str__',
      example: 'ConnectionRefusedError: [Errno 111] Connection refused',
      gives: 'connection-refused',
      words: ['[errno ', '[winerror '],
      pattern:
        /\[(?:Errno|WinError) (?<cause>111|61|10061|113|101|99|110|60|10060|104|54|10054|103|10053|32)\]/,
      class: 'cause',
    },
  ],
};
