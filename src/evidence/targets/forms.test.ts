import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { environment, file, started } from './configuration.test-support.ts';
import { targetsOf } from './index.ts';

const label = fc.stringMatching(/^q[a-z][a-z0-9-]{0,12}[a-z]$/);

/** Names that no list of special words knows. */
const name = fc
  .array(label, { minLength: 1, maxLength: 4 })
  .map((labels) => labels.join('.'))
  .filter((text) => !/\.(?:[cm]?[jt]sx?|go|java|kt|py|rb|cc?|cpp|h|rs|sh|pl|so|md|cs)$/.test(text));
const ipv4 = fc
  .tuple(fc.integer({ min: 128, max: 223 }), fc.nat(255), fc.nat(255), fc.nat(255))
  .map((bytes) => bytes.join('.'));

const namedHosts = fc.oneof(name, ipv4);
/** As a candidate has them: IPv6 without brackets. */
const hosts = fc.oneof(
  name,
  ipv4,
  fc
    .ipV6()
    .filter((text) => /[2-9a-f]/i.test(text))
    .map((text) => text.toLowerCase()),
);
const ports = fc.integer({ min: 1, max: 65_535 });

/** A host as it stands before a port. */
function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** Credentials that a host or a message cannot hold by chance, with every character that separates something. */
const secrets = fc
  .string({ unit: fc.constantFrom(...'aZ09@:/?#[]!$&()*+,;=%"\\|<>{}^~ .-_\''.split('')), minLength: 1, maxLength: 20 })
  .map((text) => `Hunter2${text}Zq`);
/** Without what ends a user's name or a pair. */
const users = fc.stringMatching(/^User[a-z0-9._-]{0,10}$/);

const schemes = fc.constantFrom(
  'postgres',
  'postgresql+psycopg2',
  'mysql',
  'amqp',
  'amqps',
  'redis',
  'rediss',
  'mongodb',
  'nats',
  'clickhouse',
);

describe('URLs', () => {
  test('any scheme gives back the host and the port, and never the credentials', () => {
    const webSchemes = fc.constantFrom('http', 'https', 'ws', 'grpc', 'tcp');
    fc.assert(
      fc.property(fc.oneof(schemes, webSchemes), hosts, ports, users, secrets, (scheme, host, port, user, password) => {
        const url = `${scheme}://${user}:${encodeURIComponent(password)}@${bracketed(host)}:${port}/db?ssl=true`;
        const [target, ...others] = targetsOf(environment(`SOME_URL=${url}`));
        expect(target).toMatchObject({ host, port, portAssumed: false });
        expect(others).toEqual([]);
        expect(JSON.stringify(target)).not.toMatch(/Hunter2|User/);
      }),
    );
  });

  test('a password that nobody encoded does not show, nor move the host', () => {
    const careless = secrets.filter((password) => !/\?[\w.-]+=/.test(password));
    fc.assert(
      fc.property(schemes, hosts, ports, users, careless, (scheme, host, port, user, password) => {
        const [target, ...others] = targetsOf(
          environment(`DATABASE_URL=${scheme}://${user}:${password}@${bracketed(host)}:${port}/db`),
        );
        expect(target).toMatchObject({ host, port });
        expect(others).toEqual([]);
      }),
    );
  });
});

const password = fc.stringMatching(/^Hunter2[\w.:=!$*+-]{0,12}$/);

const jdbcForms: readonly (readonly [
  driver: string,
  write: (host: string, port: number, user: string, password: string) => string,
])[] = [
  [
    'postgresql',
    (host, port, user, secret) => `jdbc:postgresql://${bracketed(host)}:${port}/app?user=${user}&password=${secret}`,
  ],
  ['mysql', (host, port, user, secret) => `jdbc:mysql://${user}:${secret}@${bracketed(host)}:${port}/app`],
  ['mysql', (host, port) => `jdbc:mysql:loadbalance://${bracketed(host)}:${port}/app`],
  ['mariadb', (host, port) => `jdbc:mariadb:replication://${bracketed(host)}:${port}/app`],
  ['postgresql', (host, port) => `jdbc:aws-wrapper:postgresql://${bracketed(host)}:${port}/app`],
  [
    'sqlserver',
    (host, port, user, secret) =>
      `jdbc:sqlserver://${bracketed(host)}:${port};databaseName=a;user=${user};password=${secret}`,
  ],
  ['oracle', (host, port) => `jdbc:oracle:thin:@//${bracketed(host)}:${port}/service`],
  ['clickhouse', (host, port) => `jdbc:clickhouse:http://${bracketed(host)}:${port}/app`],
  ['postgresql', (host, port, user, secret) => `r2dbc:postgresql://${user}:${secret}@${bracketed(host)}:${port}/app`],
];
const jdbcFormsOfNames: typeof jdbcForms = [
  ['oracle', (host, port) => `jdbc:oracle:thin:@${host}:${port}:sid`],
  ['oracle', (host, port, user, secret) => `jdbc:oracle:thin:${user}/${secret}@${host}:${port}:sid`],
  [
    'oracle',
    (host, port) =>
      `jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=${host})(PORT=${port}))(CONNECT_DATA=(SID=x)))`,
  ],
  ['sqlserver', (host, port) => `jdbc:sqlserver://${host}\\instance:${port};encrypt=true`],
  [
    'sqlserver',
    (host, port, user, secret) =>
      `jdbc:sqlserver://;serverName=${host};portNumber=${port};user=${user};password=${secret}`,
  ],
  ['mysql', (host, port) => `jdbc:mysql://address=(host=${host})(port=${port})/app`],
];

describe('JDBC URLs', () => {
  test('every form gives back the host and the port, and never the credentials', () => {
    const written = fc.oneof(
      fc.tuple(fc.constantFrom(...jdbcForms), hosts),
      fc.tuple(fc.constantFrom(...jdbcFormsOfNames), namedHosts),
    );
    fc.assert(
      fc.property(written, ports, users, password, ([[scheme, write], host], port, user, secret) => {
        const targets = targetsOf(environment(`SPRING_DATASOURCE_URL=${write(host, port, user, secret)}`));
        expect(targets).toMatchObject([{ host, port, scheme, portAssumed: false }]);
        expect(JSON.stringify(targets)).not.toMatch(/Hunter2|User/);
      }),
    );
  });
});

/** libpq quotes with apostrophes and escapes with backslashes; ADO doubles the quote. */
const forLibpq = (value: string) => `'${value.replace(/[\\']/g, '\\$&')}'`;
const forAdo = (value: string) => `"${value.replaceAll('"', '""')}"`;

const dsnForms: readonly ((host: string, port: number, user: string, password: string) => string)[] = [
  (host, port, user, secret) => `host=${host} port=${port} user=${user} password=${forLibpq(secret)} dbname=app`,
  (host, port, user, secret) => `user=${user} password=${forLibpq(secret)} host=${host} port=${port}`,
  (host, port, user, secret) => `Server=${host};Port=${port};User Id=${user};Password=${forAdo(secret)};`,
  (host, port, user, secret) => `Password=${forAdo(secret)};User Id=${user};Host=${host};Port=${port}`,
  (host, port, user, secret) => `Data Source=tcp:${host},${port};User=${user};Password=${forAdo(secret)}`,
  (host, port, user, secret) => `Server=${host}\\inst,${port};User=${user};Password=${forAdo(secret)}`,
  (host, port, user) => `mysql:host=${host};port=${port};dbname=${user}`,
];

describe('connection strings', () => {
  test('every form gives back the host and the port, and never the credentials', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...dsnForms),
        namedHosts,
        ports,
        users,
        secrets,
        (write, host, port, user, secret) => {
          const targets = targetsOf(environment(`DATABASE_DSN=${write(host, port, user, secret)}`));
          expect(targets).toMatchObject([{ host, port, portAssumed: false }]);
          expect(JSON.stringify(targets)).not.toMatch(/Hunter2|User/);
        },
      ),
    );
  });

  test("Go's MySQL driver: the password may hold anything but the end", () => {
    fc.assert(
      fc.property(hosts, ports, users, secrets, (host, port, user, secret) => {
        const targets = targetsOf(
          environment(`DSN=${user}:${secret}@tcp(${bracketed(host)}:${port})/app?parseTime=true`),
        );
        expect(targets).toMatchObject([{ host, port, scheme: 'mysql' }]);
        expect(targets).toHaveLength(1);
      }),
    );
  });
});

describe('variables', () => {
  test('a host and its port make one target, whatever they are called', () => {
    const prefix = fc.constantFrom('', 'DB_', 'INVENTORY_', 'APP_SESSION_STORE_', 'cache.', 'Redis__', '__proto__');
    fc.assert(
      fc.property(
        prefix,
        fc.constantFrom('HOST', 'ADDR', 'SERVER', 'ENDPOINT'),
        hosts,
        ports,
        (start, word, host, port) => {
          const targets = targetsOf(environment(`${start}PORT=${port}`, 'OTHER_PORT=1', `${start}${word}=${host}`));
          expect(targets).toMatchObject([{ host, port, portAssumed: false }]);
        },
      ),
    );
  });
});

describe('arguments', () => {
  test('options name the host and the port', () => {
    const forms: readonly ((host: string, port: number) => readonly string[])[] = [
      (host, port) => ['app', '--db-host', host, '--db-port', String(port)],
      (host, port) => ['app', `--db-port=${port}`, '--verbose', `--db-host=${host}`],
      (host, port) => ['app', `-addr=${bracketed(host)}:${port}`],
      (host, port) => ['app', '--upstream', `http://${bracketed(host)}:${port}/`],
      (host, port) => ['java', `-Ddb.host=${host}`, `-Ddb.port=${port}`, '-jar', 'app.jar'],
      (host, port) => ['app', '-h', host, '-p', String(port)],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...forms), hosts, ports, (write, host, port) => {
        expect(targetsOf(started(write(host, port)))).toMatchObject([{ host, port, portAssumed: false }]);
      }),
    );
  });
});

describe('inline scripts', () => {
  test('of a shell', () => {
    const forms: readonly ((host: string, port: number) => string)[] = [
      (host, port) => `until nc -z ${host} ${port}; do sleep 1; done`,
      (host, port) =>
        `set -e\n# nc -z other 1\nwhile ! nc -zw1 "${host}" '${port}' >/dev/null 2>&1; do echo "waiting for db:99"; done\nexec app`,
      (host, port) => `HOST_NAME=${host}; PORT=${port}; nc -z $HOST_NAME \${PORT} && app`,
      (host, port) => `if ! timeout 1 bash -c "</dev/tcp/${host}/${port}"; then exit 1; fi`,
      (host, port) => `echo "$(curl -s http://${bracketed(host)}:${port}/)" | grep ok`,
      (host, port) => `node -e "fetch('http://${bracketed(host)}:${port}/')" || exit 1`,
    ];
    const prefix = fc.constantFrom(['sh', '-c'], ['/bin/bash', '-ec'], ['tini', '--', 'sh', '-c'], ['sh', '-e', '-c']);
    fc.assert(
      fc.property(prefix, fc.constantFrom(...forms), namedHosts, ports, (shell, write, host, port) => {
        expect(targetsOf(started([...shell, write(host, port)]))).toMatchObject([{ host, port, portAssumed: false }]);
      }),
    );
  });

  test('of a program', () => {
    const forms: readonly (readonly [program: string, write: (host: string, port: number) => string])[] = [
      ['node -e', (host, port) => `require('net').connect(${port},'${host}')`],
      ['node -e', (host, port) => `net.connect({ port: ${port}, host: "${host}" }).on('error', e => { throw e })`],
      [
        'node -e',
        (host, port) => `fetch("http://${bracketed(host)}:${port}/").catch(e=>{console.error(e);process.exit(1)})`,
      ],
      ['python3 -c', (host, port) => `import socket\ns=socket.create_connection(('${host}', ${port}), timeout=4)`],
      ['python3 -c', (host, port) => `r = redis.Redis(host='${host}', port=${port}); r.ping()`],
      ['ruby -e', (host, port) => `TCPSocket.new("${host}", ${port})`],
      ['php -r', (host, port) => `fsockopen('${host}', ${port});`],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...forms), hosts, ports, ([program, write], host, port) => {
        expect(targetsOf(started([...program.split(' '), write(host, port)]))).toMatchObject([
          { host, port, portAssumed: false },
        ]);
      }),
    );
  });
});

describe('files', () => {
  test('a host and a port below one parent, or one URL, in any format', () => {
    const forms: readonly ((host: string, port: number) => string)[] = [
      (host, port) => `app:\n  name: shop\n  db:\n    host: "${host}"\n    port: ${port}\nserver:\n  port: 8080\n`,
      (host, port) => `dbs:\n- host: "${host}" # primary\n  port: ${port}\n`,
      (host, port) => `db: {host: '${host}', port: ${port}}\n`,
      (host, port) => `db.host=${host}\ndb.port = ${port}\nserver.port=8080\n`,
      (host, port) => `[server]\nport = 1\n\n[database]\nhost = "${host}"\nport = ${port}\n`,
      (host, port) => JSON.stringify({ port: 8080, db: { host, port } }),
      (host, port) => `{\n  // comment\n  "db": {\n    "host": "${host}",\n    "port": ${port},\n  },\n}\n`,
      (host, port) => `spring:\n  datasource:\n    url: jdbc:postgresql://${bracketed(host)}:${port}/app\n`,
      (host, port) => `brokers:\n  - "${bracketed(host)}:${port}"\n`,
      (host, port) => `hosts: ["${bracketed(host)}:${port}"]\n`,
      (host, port) =>
        `http {\n  upstream api {\n    server ${bracketed(host)}:${port} weight=3;\n  }\n  server {\n    listen 80;\n  }\n}\n`,
      (host, port) => `location / {\n  proxy_pass http://${bracketed(host)}:${port}/;\n}\n`,
      (host, port) => `<beans><property name="url" value="jdbc:mysql://${bracketed(host)}:${port}/app"/></beans>`,
      (host, port) => `#!/bin/sh\nset -e\nuntil nc -z ${host} ${port}; do :; done\n`,
    ];
    fc.assert(
      fc.property(fc.constantFrom(...forms), hosts, ports, (write, host, port) => {
        expect(targetsOf(file(write(host, port)))).toMatchObject([
          { host, port, portAssumed: false, source: 'configmap shop/config key app' },
        ]);
      }),
      { numRuns: 300 },
    );
  });
});
