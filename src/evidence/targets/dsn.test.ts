import { describe, expect, test } from 'vitest';
import { environment, found } from './configuration.test-support.ts';

describe('connection strings', () => {
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
