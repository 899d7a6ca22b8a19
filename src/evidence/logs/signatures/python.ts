import { anyTimeout } from '../possible-causes.ts';
import type { Table } from '../signature.ts';

/** The innermost frame of a stack trace stands in a connect, or in a read; logs may print the line feed as `\n`. */
const connecting =
  /(?:\bconnect\([^\n]{0,200}|\bin (?:create_connection|_?connect|sock_connect))(?:\n|\\n)(?:[ \t]{1,40}[~^]{1,200}(?:\n|\\n))?[\w.]{0,60}(?:TimeoutError|timeout): timed out/;
const reading =
  /(?:\b_?(?:recv|recv_into|readinto|read|readline|send|sendall|write)\([^\n]{0,200}|\bin _?(?:recv|recv_into|readinto|read|readline|send|sendall|write))(?:\n|\\n)(?:[ \t]{1,40}[~^]{1,200}(?:\n|\\n))?[\w.]{0,60}(?:TimeoutError|timeout|OSError|error): (?:timed out|\[Errno)/;
const connectingSomewhere = /\b(?:create_connection|sock_connect|_new_conn)\b|\bsock\.connect\(|\bself\.sock = /;
const asyncConnecting =
  /\b(?:create_connection|open_connection|sock_connect|connect_tcp|_connect_addr|_create_connection|_new_conn)\b/;

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
      example:
        'Traceback (most recent call last):\n  File "/usr/lib/python3.11/socket.py", line 836, in create_connection\n    sock.connect(sa)\nTimeoutError: timed out',
      gives: 'connect-timeout',
      words: ['timed out'],
      pattern: /\b(?:TimeoutError|(?:socket\.)?timeout): timed out$/,
      class: 'connect-timeout',
      within: connecting,
    },
    {
      id: 'python/timed-out-reading',
      source: 'python/cpython Modules/socketmodule.c sock_call_ex, called by recv_into',
      example:
        'Traceback (most recent call last):\n  File "/usr/lib/python3.11/socket.py", line 705, in readinto\n    return self._sock.recv_into(b)\nTimeoutError: timed out',
      gives: 'read-timeout',
      words: ['timed out'],
      pattern: /\b(?:TimeoutError|(?:socket\.)?timeout): timed out$/,
      class: 'read-timeout',
      within: reading,
    },
    {
      id: 'python/timed-out-while-connecting',
      source: 'python/cpython Modules/socketmodule.c sock_call_ex, beneath http.client or urllib3',
      example:
        'Traceback (most recent call last):\n  File "/usr/lib/python3.11/http/client.py", line 975, in connect\n    self.sock = self._create_connection(\nTimeoutError: timed out',
      gives: 'connect-timeout',
      words: ['timed out'],
      pattern: /\b(?:TimeoutError|(?:socket\.)?timeout): timed out$/,
      class: 'connect-timeout',
      within: connectingSomewhere,
    },
    {
      id: 'python/timed-out',
      source: 'python/cpython Modules/socketmodule.c sock_call_ex',
      example: 'socket.timeout: timed out',
      gives: 'connect-timeout',
      words: ['timed out'],
      pattern:
        /(?:^|[\s:([])(?:builtins\.)?(?:TimeoutError|(?:socket\.)?timeout)(?:: |\(['"])timed out(?! (?:during|while|in)\b)/,
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
      example:
        'Traceback (most recent call last):\n  File "/usr/lib/python3.11/ssl.py", line 1166, in read\n    return self._sslobj.read(len, buffer)\nTimeoutError: [Errno 110] Connection timed out',
      gives: 'read-timeout',
      words: ['[errno 110]', '[errno 60]'],
      pattern: /\[Errno (?:110|60)\]/,
      class: 'read-timeout',
      within: reading,
    },
    {
      id: 'python/errno',
      source: 'python/cpython Objects/exceptions.c OSError.__str__',
      example: 'ConnectionRefusedError: [Errno 111] Connection refused',
      gives: 'connection-refused',
      words: ['[errno ', '[winerror '],
      pattern: /\[(?:Errno|WinError) (?<cause>111|61|10061|113|101|99|110|60|10060|104|54|10054|103|10053|32)\]/,
      class: 'cause',
    },
    {
      id: 'python/error-in-quotes',
      source: 'python/cpython Objects/exceptions.c BaseException.__repr__',
      example: "('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))",
      gives: 'connection-reset',
      words: ['error(', 'timeout('],
      pattern:
        /\b(?:ConnectionRefusedError|ConnectionResetError|ConnectionAbortedError|BrokenPipeError|RemoteDisconnected|TimeoutError|OSError|gaierror|timeout|error)\((?:-?\d{1,5}, ?)?\\?['"](?<cause>[^'"\\]{1,160})/,
      class: 'cause',
    },
    {
      id: 'python/urlopen-timed-out',
      source: 'python/cpython Lib/urllib/request.py do_open: the response is read outside of it',
      example: 'urllib.error.URLError: <urlopen error timed out>',
      gives: 'connect-timeout',
      words: ['urlopen error timed out', 'urlopen error the read'],
      pattern: /<urlopen error timed out>/,
      class: 'connect-timeout',
    },
    {
      id: 'python/remote-disconnected',
      source: 'python/cpython Lib/http/client.py HTTPResponse._read_status',
      example: 'http.client.RemoteDisconnected: Remote end closed connection without response',
      gives: 'connection-reset',
      words: ['remote end closed connection', 'bytes read, ', 'bytes read on a total', 'eof occurred in violation'],
      pattern:
        /\bRemote end closed connection without response|\bIncompleteRead\(\d{1,12} bytes read|\bIncompleteReadError: \d{1,12} bytes read|EOF occurred in violation of protocol/,
      class: 'connection-reset',
    },
    {
      id: 'python/connection-error-without-errno',
      source:
        'python/cpython Lib/asyncio: ConnectionResetError, ConnectionRefusedError of uvloop or of a mock without an errno',
      example: 'ConnectionResetError: Connection lost',
      gives: 'connection-reset',
      words: ['connectionreseterror', 'connectionrefusederror', 'connectionabortederror', 'brokenpipeerror'],
      pattern: /\b(?<cause>ConnectionReset|ConnectionRefused|BrokenPipe)Error(?::|$)/,
      class: 'cause',
    },
    {
      id: 'python/asyncio-connect-timeout',
      source: 'python/cpython Lib/asyncio/timeouts.py Timeout.__aexit__ around create_connection',
      example:
        'Traceback (most recent call last):\n  File "/usr/lib/python3.11/asyncio/streams.py", line 48, in open_connection\n    transport, _ = await loop.create_connection(\nasyncio.exceptions.TimeoutError',
      gives: 'connect-timeout',
      words: ['timeouterror'],
      pattern: /^(?:asyncio\.(?:exceptions\.)?)?TimeoutError:? *$/,
      class: 'connect-timeout',
      also: ['dns-timeout', 'read-timeout'],
      within: asyncConnecting,
    },
    {
      id: 'python/asyncio-timeout',
      source: 'python/cpython Lib/asyncio/timeouts.py Timeout.__aexit__, tasks.py wait_for',
      example: 'asyncio.exceptions.TimeoutError',
      gives: 'unavailable',
      words: ['timeouterror'],
      pattern: /^(?:asyncio\.(?:exceptions\.)?)?TimeoutError:? *$/,
      class: 'unavailable',
      also: anyTimeout,
    },
  ],
};
