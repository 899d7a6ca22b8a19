import { describe, expect, test } from 'vitest';
import { environment, found } from './configuration.test-support.ts';

describe('JDBC URLs', () => {
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
