import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { targetsOf } from './index.ts';
import { bracketed, hosts, namedHosts, ports, users } from './test-arbitraries.ts';
import { environment, found } from './test-configuration.ts';

const password = fc.stringMatching(/^Hunter2[\w.:=!$*+-]{0,12}$/);

const forms: readonly (readonly [
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
const formsOfNames: typeof forms = [
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
      fc.tuple(fc.constantFrom(...forms), hosts),
      fc.tuple(fc.constantFrom(...formsOfNames), namedHosts),
    );
    fc.assert(
      fc.property(written, ports, users, password, ([[scheme, write], host], port, user, secret) => {
        const targets = targetsOf(environment(`SPRING_DATASOURCE_URL=${write(host, port, user, secret)}`));
        expect(targets).toMatchObject([{ host, port, scheme, portAssumed: false }]);
        expect(JSON.stringify(targets)).not.toMatch(/Hunter2|User/);
      }),
    );
  });

  test.each([
    ['jdbc:mysql:loadbalance://a:3307,b/app', ['a:3307', 'b~3306']],
    ['jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=a)(PORT=1))(ADDRESS=(HOST=b)(PORT=2)))', ['a:1', 'b:2']],
    ['jdbc:postgresql://db/app', ['db~5432']],
    ['jdbc:sqlserver://db;databaseName=app', ['db~1433']],
    ['jdbc:h2:mem:test', []],
    ['jdbc:h2:tcp://h2.data:9092/app', ['h2.data:9092']],
    ['jdbc:sqlite:/data/app.db', []],
    ['jdbc:postgresql:app', []],
    ['jdbc:tc:postgresql:15:///app', []],
  ])('%s', (url, targets) => {
    expect(found(environment(`JDBC_URL=${url}`))).toEqual(targets);
  });
});
