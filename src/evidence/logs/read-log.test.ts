import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LogFinding, type ReadLogOptions, readLog } from './index.ts';

function summary({ class: name, host, port, line, lineEnd, count }: LogFinding): string {
  const target =
    host === undefined && port === undefined ? '' : ` ${host ?? ''}${port === undefined ? '' : `:${port}`}`;
  const place = line === lineEnd ? `${line}` : `${line}-${lineEnd}`;
  return `${place}: ${name}${target}${count === undefined ? '' : ` x${count}`}`;
}

function brief(text: string, options?: ReadLogOptions): readonly string[] {
  return readLog(text, options).findings.map(summary);
}

function logOf(...lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

describe('the logs of crash loops on a real cluster', () => {
  const folder = fileURLToPath(new URL('../../../examples/crash-loops/logs/', import.meta.url));

  /** `namespace/container`: the only pod of it there. */
  function logAt(path: string, suffix = '.log'): string {
    const [namespace = '', container = ''] = path.split('/');
    const pod = readdirSync(`${folder}${namespace}`).find((name) => name.startsWith(`${container}-`)) ?? '';
    return readFileSync(`${folder}${namespace}/${pod}/${container}${suffix}`, 'utf8');
  }

  test.each([
    ['web/client', '1-12: connect-timeout'],
    ['edge/client', '2-7: connect-timeout'],
    ['reports/builder', '2-8: connect-timeout'],
    ['mail/sender', '1-2: read-timeout'],
    ['mail/digest', '1-14: client-refuses'],
    ['ledger/worker', '1: connect-timeout 10.96.234.36:80'],
    ['tickets/consumer', '1: connection-refused 10.96.193.108:80'],
    ['search/frontend', '1: connect-timeout index:9200 x3'],
    ['auth/tokens', '1: config'],
    ['mail/relay', '1: listening :2525'],
    ['search/index', '1: listening :9200'],
    ['ledger/api', '1: listening :8080'],
    ['data/postgres', '1: listening :5432'],
    ['kube-system/coredns', '2: listening :53'],
  ])('%s: %s', (path, expected) => {
    expect(brief(logAt(path))).toEqual([expected]);
  });

  test('a log without a word has no findings', () => {
    expect(readLog(logAt('render/thumbs'))).toEqual({ lines: 0, findings: [] });
  });
});

describe('a stack trace is one finding', () => {
  test('of Node, with its cause', () => {
    const log = logOf(
      'starting',
      'TypeError: fetch failed',
      '    at node:internal/deps/undici/undici:13510:13',
      '    at async main (file:///app/index.js:3:1) {',
      '  [cause]: Error: connect ECONNREFUSED 10.96.0.7:8080',
      '      at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16) {',
      '    errno: -111,',
      "    code: 'ECONNREFUSED',",
      "    address: '10.96.0.7',",
      '    port: 8080',
      '  }',
      '}',
      'bye',
    );
    expect(brief(log)).toEqual(['2-12: connection-refused 10.96.0.7:8080']);
  });

  test('of the JVM, by the deepest cause', () => {
    const log = logOf(
      'Exception in thread "main" java.lang.RuntimeException: cannot start',
      '\tat app.Main.main(Main.java:7)',
      'Caused by: org.postgresql.util.PSQLException: The connection attempt failed.',
      '\tat org.postgresql.Driver.connect(Driver.java:297)',
      '\t... 12 more',
      'Caused by: java.net.SocketTimeoutException: Connect timed out',
      '\tat java.base/sun.nio.ch.NioSocketImpl.timedFinishConnect(NioSocketImpl.java:546)',
      '\t... 20 common frames omitted',
    );
    expect(brief(log)).toEqual(['1-8: connect-timeout']);
  });

  test('of Python, over several exceptions', () => {
    const log = logOf(
      'Traceback (most recent call last):',
      '  File "/usr/lib/python3.12/site-packages/urllib3/connection.py", line 198, in _new_conn',
      '    sock = connection.create_connection(',
      'ConnectionRefusedError: [Errno 111] Connection refused',
      '',
      'The above exception was the direct cause of the following exception:',
      '',
      'Traceback (most recent call last):',
      '  File "/app/main.py", line 5, in <module>',
      '    requests.get("http://orders:8080/v1")',
      "requests.exceptions.ConnectionError: HTTPConnectionPool(host='orders', port=8080): Max retries exceeded with url: /v1",
      'done',
    );
    expect(brief(log)).toEqual(['1-11: connection-refused orders:8080']);
  });

  test('of a Go panic, with its goroutines', () => {
    const log = logOf(
      'panic: dial tcp 10.96.0.7:5432: i/o timeout',
      '',
      'goroutine 1 [running]:',
      'main.main()',
      '\t/app/main.go:12 +0x1d',
      'exit status 2',
    );
    expect(brief(log)[0]).toBe('1-5: connect-timeout 10.96.0.7:5432');
  });

  test('of .NET, with inner exceptions', () => {
    const log = logOf(
      'Unhandled exception. System.Net.Http.HttpRequestException: Connection refused (orders:8080)',
      ' ---> System.Net.Sockets.SocketException (111): Connection refused',
      '   at System.Net.Sockets.Socket.AwaitableSocketAsyncEventArgs.ThrowException(SocketError error)',
      '   --- End of inner exception stack trace ---',
      '   at Program.<Main>$(String[] args) in /src/Program.cs:line 3',
    );
    expect(brief(log)).toEqual(['1-5: connection-refused orders:8080']);
  });
});

describe('structured logs', () => {
  test.each([
    [
      'pino',
      {
        level: 50,
        time: 1,
        pid: 1,
        hostname: 'web-0',
        err: {
          type: 'Error',
          message: 'connect ECONNREFUSED 10.96.0.7:5432',
          stack: 'Error: connect ECONNREFUSED 10.96.0.7:5432\n    at TCPConnectWrap.afterConnect (node:net:1611:16)',
        },
        msg: 'cannot start',
      },
    ],
    [
      'bunyan',
      {
        name: 'web',
        hostname: 'web-0',
        pid: 1,
        level: 50,
        err: {
          message: 'connect ECONNREFUSED 10.96.0.7:5432',
          name: 'Error',
          stack: 'Error: connect ECONNREFUSED 10.96.0.7:5432',
        },
        msg: 'connect ECONNREFUSED 10.96.0.7:5432',
        v: 0,
      },
    ],
    [
      'zap',
      {
        level: 'error',
        ts: 1661471781.9,
        caller: 'app/main.go:31',
        msg: 'cannot connect',
        error: 'dial tcp 10.96.0.7:5432: connect: connection refused',
        stacktrace: 'main.main\n\t/app/main.go:31',
      },
    ],
    [
      'logrus',
      {
        error: 'dial tcp 10.96.0.7:5432: connect: connection refused',
        level: 'fatal',
        msg: 'no database',
        time: '2026-11-22T09:00:00Z',
      },
    ],
    [
      'logstash',
      {
        '@timestamp': '2026-11-22T09:00:00Z',
        '@version': '1',
        message: 'cannot start',
        logger_name: 'app.Main',
        level: 'ERROR',
        stack_trace:
          'org.postgresql.util.PSQLException: Connection to 10.96.0.7:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.\n\tat org.postgresql.Driver.connect(Driver.java:297)',
      },
    ],
    [
      'structlog',
      {
        event: 'database is away',
        level: 'error',
        exception:
          'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\nConnectionRefusedError: [Errno 111] Connect call failed (\'10.96.0.7\', 5432)',
      },
    ],
  ])('of %s', (_name, line) => {
    expect(brief(`${JSON.stringify(line)}\n`)).toEqual(['1: connection-refused 10.96.0.7:5432']);
  });

  test('the machine that bunyan names is not the target', () => {
    const line = JSON.stringify({ hostname: 'web-0', pid: 1, level: 50, msg: 'connect ETIMEDOUT' });
    expect(readLog(line).findings[0]).not.toHaveProperty('host');
  });

  test('logrus and klog as text', () => {
    expect(
      brief('time="2026-11-22T09:00:00Z" level=fatal msg="no database" error="dial tcp 10.96.0.7:5432: i/o timeout"'),
    ).toEqual(['1: connect-timeout 10.96.0.7:5432']);
    expect(
      brief('E1122 09:00:00.000000       1 main.go:31] "no database" err="dial tcp 10.96.0.7:5432: i/o timeout"'),
    ).toEqual(['1: connect-timeout 10.96.0.7:5432']);
  });
});

describe('what stands before a line is not a part of it', () => {
  const line = 'Error: connect ETIMEDOUT 10.96.0.7:5432';
  test.each([
    ['nothing', line],
    ['kubectl --timestamps', `2026-11-22T09:00:00.123456789Z ${line}`],
    ['the container runtime interface', `2026-11-22T09:00:00.123456789+01:00 stderr F ${line}`],
    ['kubectl --prefix', `[pod/web-0/web] ${line}`],
    ['docker compose', `web-1  | ${line}`],
    ['the json-file driver', JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: '2026-11-22T09:00:00Z' })],
    ['colours', `\u001b[31m${line}\u001b[0m`],
    ['a carriage return after it', `${line}\r`],
  ])('%s', (_name, text) => {
    const { findings } = readLog(`${text}\n`);
    expect(findings.map(summary)).toEqual(['1: connect-timeout 10.96.0.7:5432']);
    expect(findings[0]?.text).toBe(line);
  });

  test('a trace keeps together under the prefix of each of its lines', () => {
    const lines = [
      'Error: connect ECONNREFUSED 10.96.0.7:5432',
      '    at TCPConnectWrap.afterConnect (node:net:1611:16)',
      'bye',
    ];
    const log = lines.map((text) => `2026-11-22T09:00:00.1Z stderr F ${text}`);
    expect(brief(logOf(...log))).toEqual(['1-2: connection-refused 10.96.0.7:5432']);
  });
});

describe('repeats', () => {
  test('are one finding at the first of them, with their count', () => {
    const log = logOf(
      '2026-11-22T09:00:00Z dial tcp 10.96.0.7:5432: i/o timeout',
      '2026-11-22T09:00:05Z dial tcp 10.96.0.8:5432: i/o timeout',
      '2026-11-22T09:00:10Z dial tcp 10.96.0.7:5432: i/o timeout',
    );
    expect(brief(log)).toEqual(['1: connect-timeout 10.96.0.7:5432 x2', '2: connect-timeout 10.96.0.8:5432']);
  });

  test('two missing settings are two findings', () => {
    expect(brief(logOf('Error: DATABASE_URL is required', 'Error: SIGNING_KEY is required'))).toEqual([
      '1: config',
      '2: config',
    ]);
  });

  test('counts and lines add up, however a log repeats', () => {
    const targets = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 40 });
    fc.assert(
      fc.property(targets, (ends) => {
        const reading = readLog(ends.map((end) => `dial tcp 10.0.0.${end}:80: i/o timeout\n`).join(''));
        expect(reading.lines).toBe(ends.length);
        expect(reading.findings.reduce((sum, { count = 1 }) => sum + count, 0)).toBe(ends.length);
        expect(reading.findings.map(({ line }) => line)).toEqual(
          [...new Set(ends)].map((end) => ends.indexOf(end) + 1),
        );
      }),
    );
  });
});

test('of many findings the first and the last are kept', () => {
  const log = Array.from({ length: 100 }, (_, at) => `dial tcp 10.0.0.${at}:80: i/o timeout\n`).join('');
  expect(readLog(log, { maxFindings: 5 }).findings.map(({ line }) => line)).toEqual([1, 2, 3, 99, 100]);
  expect(readLog(log, { maxFindings: 0 }).findings).toEqual([]);
  expect(readLog(log).findings).toHaveLength(100);
});

test('what is no failure is no finding', () => {
  const log = logOf(
    'request timeout is 5000 ms',
    'GET /healthz 200 12ms',
    '10.244.1.1 - - [22/Nov/2026:09:00:00 +0000] "GET / HTTP/1.1" 200 612 "-" "kube-probe/1.34"',
    'Processing order 12345 of customer 777',
  );
  expect(brief(log)).toEqual([]);
});

describe('lines of an access log', () => {
  test('are about the program’s own clients, whatever their status says', () => {
    const line = 'INFO:     10.244.0.1:39204 - "GET /healthz HTTP/1.1" 503 Service Unavailable';
    expect(readLog(line).findings).toEqual([]);
  });
});
