import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { environment, file, found, started } from './configuration.test-support.ts';
import { type ContainerConfiguration, hiddenTargets, targetsOf } from './index.ts';

describe('candidates', () => {
  test('one host and port has one candidate, with all its sources', () => {
    const configuration: ContainerConfiguration = {
      ...environment('DB_HOST=db', 'DB_PORT=5432', 'DATABASE_URL=postgres://u:p@db/app'),
      args: ['--db=db:5432'],
    };
    expect(targetsOf(configuration)).toEqual([
      {
        host: 'db',
        port: 5432,
        scheme: 'postgres',
        source: 'env DB_HOST, DB_PORT; env DATABASE_URL; args[0]',
        rank: 10,
        reason: 'DB_HOST and DB_PORT name it',
        portAssumed: false,
      },
    ]);
  });

  test('a host without a port says nothing beside the same host with one', () => {
    expect(found(environment('API_HOST=api', 'API_BASE_URL=http://api:8080'))).toEqual(['api:8080']);
  });

  test('TCP and UDP of one port are two', () => {
    expect(found(environment('A_URL=tcp://dns:53', 'B_URL=udp://dns:53'))).toEqual(['dns:53', 'dns:53/UDP']);
  });

  test('the surest come first: written, assumed, telemetry, placeholders, loopback', () => {
    const variables = [
      'CACHE_HOST=localhost',
      'MAIL_HOST=changeme',
      'OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317',
      'REDIS_HOST=cache',
      'API_URL=http://api:8080',
    ];
    expect(found(environment(...variables))).toEqual([
      'api:8080',
      'cache~6379',
      'collector:4317',
      'changeme',
      'localhost',
    ]);
  });

  test.each(['localhost', '127.0.0.1', '127.8.8.8', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', 'db.localhost'])(
    '%s is the pod itself',
    (host) => {
      expect(targetsOf(environment(`DB_HOST=${host}`))[0]?.reason).toContain('no network policy can be the cause');
    },
  );

  test.each(['redacted', 'changeme', 'CHANGE-ME.internal', 'db.example.com', 'your-host', 'TODO', 'xxx'])(
    '%s was never filled in',
    (host) => {
      expect(targetsOf(environment(`DB_HOST=${host}`))[0]?.reason).toContain('placeholder');
    },
  );
});

describe('bounds', () => {
  test('at most 64 candidates', () => {
    const brokers = Array.from({ length: 500 }, (_, index) => `k${index}:9092`);
    expect(found(environment(`KAFKA_BROKERS=${brokers.join(',')}`))).toHaveLength(64);
  });

  test('a value that is cut does not show half of its credentials', () => {
    const padding = 'a'.repeat(65_500);
    for (let length = 0; length < 80; length += 1) {
      const url = `${padding.slice(length)} postgres://user:123456@db:5432/app`;
      expect(JSON.stringify(targetsOf(started([url])))).not.toContain('"user"');
    }
  });

  test('anything is read without an error, the same way twice', () => {
    const words = fc.constantFrom(
      ...[
        '://',
        '@',
        ':',
        '80',
        'db',
        '[',
        ']',
        '::1',
        'jdbc:',
        'oracle:thin:@',
        'host=',
        'port=',
        ';',
        ',',
        '"',
        "'",
        '`',
      ],
      ...[
        '$(A)',
        '${B:-',
        '}',
        '{',
        '/dev/tcp/',
        'nc',
        ' ',
        '\n',
        '- ',
        '#',
        '--',
        '-h',
        '=',
        '(',
        ')',
        '\\',
        '%',
        'A_HOST',
        'tcp(',
      ],
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 30 }).map((parts) => parts.join('')),
    );
    const names = fc.oneof(
      fc.constantFrom('A', 'B', 'A_HOST', 'A_PORT', 'B_URL', '__proto__', 'constructor', 'OPTS'),
      texts,
    );
    const configurations = fc.record({
      environment: fc.array(fc.record({ name: names, value: texts })),
      command: fc.oneof(fc.constant(['sh', '-c']), fc.constant(['node', '-e']), fc.array(texts)),
      args: fc.array(texts),
      files: fc.array(fc.record({ name: texts, text: texts })),
    });
    fc.assert(
      fc.property(configurations, (configuration) => {
        const targets = targetsOf(configuration);
        expect(targetsOf(configuration)).toEqual(targets);
        expect(hiddenTargets(configuration)).toEqual([]);
        for (const { host, port } of targets) {
          expect(host).toMatch(/^[a-z0-9_.:-]+$/);
          if (port !== undefined) expect(port > 0 && port < 65_536).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  const repeated = [
    '://',
    'for a in b c d e f g h i; do sh -c "nc $a"; done; ',
    'a://',
    'a://b,',
    'http://',
    '"',
    '"a',
    "'a ",
    '$(',
    '"$(',
    '${A',
    '-- ',
    'a=',
    'a="',
    ';a="',
    '(host=',
    'jdbc:',
    '@',
    '[',
    '[[',
    '- ',
    'a:1,',
    'host:"a"',
    '{',
    'a: {',
    '/dev/tcp/',
    'connect(',
    "connect('a',",
    ' ',
    '\\',
    'a.',
    '%',
    '=',
    '<!--',
    '--a ',
    ' #',
    'a:\n ',
  ];

  /** The most of a text that is read. */
  const length = 65_536;
  /** So many of them that a time which grows with the square of the length is beyond the time limit of a test. */
  const values = 4;

  test.each(repeated)('values of 64 KB of %j are read in a time that grows with their length', (part) => {
    const text = part.repeat(Math.ceil(length / part.length)).slice(0, length);
    const read = targetsOf({
      ...file(text),
      environment: Array.from({ length: values }, (_, index) => ({
        name: `A${index}_${index % 2 === 0 ? 'URL' : 'OPTS'}`,
        value: text,
      })),
      command: ['sh', '-c'],
      args: [text],
    });
    expect([read, targetsOf(started(['node', '-e', text]))]).toHaveLength(2);
  });
});
