import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { targetsOf } from './index.ts';
import { bracketed, hosts, namedHosts, ports, secrets, users } from './test-arbitraries.ts';
import { environment, found } from './test-configuration.ts';

/** libpq quotes with apostrophes and escapes with backslashes; ADO doubles the quote. */
const forLibpq = (value: string) => `'${value.replace(/[\\']/g, '\\$&')}'`;
const forAdo = (value: string) => `"${value.replaceAll('"', '""')}"`;

const forms: readonly ((host: string, port: number, user: string, password: string) => string)[] = [
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
      fc.property(fc.constantFrom(...forms), namedHosts, ports, users, secrets, (write, host, port, user, secret) => {
        const targets = targetsOf(environment(`DATABASE_DSN=${write(host, port, user, secret)}`));
        expect(targets).toMatchObject([{ host, port, portAssumed: false }]);
        expect(JSON.stringify(targets)).not.toMatch(/Hunter2|User/);
      }),
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

  test.each([
    [
      'ConnectionStrings__Default=Server=tcp:x.database.windows.net,1433;Initial Catalog=app',
      ['x.database.windows.net:1433'],
    ],
    ['ConnectionStrings__Default=Data Source=sql;Initial Catalog=app', ['sql~1433']],
    ['ConnectionStrings__Redis=cache:6380,password=abc,ssl=True', ['cache:6380']],
    ['SERVICEBUS=Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKey=abc=', ['ns.servicebus.windows.net~443']],
    ['DSN=host=a,b port=1,2 dbname=app', ['a:1', 'b:2']],
    ['DSN=host=db dbname=app', ['db~5432']],
    ['DSN=host=/var/run/postgresql dbname=app', []],
    ['DSN=user:p@unix(/tmp/mysql.sock)/app', []],
    ['LABELS=service.name=shop,team=a', []],
  ])('%s', (variable, targets) => {
    expect(found(environment(variable))).toEqual(targets);
  });
});
