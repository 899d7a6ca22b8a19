import { describe, expect, test } from 'vitest';
import { environment, file, found } from './configuration.test-support.ts';
import { targetsOf } from './index.ts';

describe('configuration files', () => {
  test('several of one list are paired apart', () => {
    const text = 'dbs:\n- host: a\n  port: 1\n- host: b\n  port: 2\nbrokers:\n  - c:3\n  - d:4\n';
    expect(found(file(text))).toEqual(['a:1', 'b:2', 'c:3', 'd:4']);
  });

  test('lists of JSON, of values and of objects', () => {
    expect(
      found(file('{"brokers": ["a:1", "b:2"], "dbs": [{"host": "c", "port": 3}, {"host": "d", "port": 4}]}')),
    ).toEqual(['a:1', 'b:2', 'c:3', 'd:4']);
  });

  test('placeholders are resolved from the environment, else by their default', () => {
    const text = `db:\n  host: \${DB_HOST:fallback}\n  port: \${DB_PORT:7}\n`;
    expect(found(file(text))).toEqual(['fallback:7']);
    expect(found({ ...file(text), environment: [{ name: 'DB_HOST', value: '10.1.2.3' }] })).toContain('10.1.2.3:7');
  });

  test.each([
    ['# db.host=db\n! db.port=1\n; url=http://a:1\n// http://b:1\n'],
    ['server:\n  port: 8080\n  address: 0.0.0.0\n'],
    ['listen:\n  host: web.shop\n  port: 80\n'],
    ['image: postgres:15\nschedule: "12:30"\nversion: 1.2.3\npath: /etc/app:ro\n'],
    ['{"$schema": "https://schemas.internal/app.json", "key": 1}'],
    ['docs: https://kubernetes.io/docs/concepts\nsee: https://github.com/team/app\n'],
    ['<beans xmlns="http://www.springframework.org/schema/beans"/>'],
    ['password: http://abc:80\ntoken: redis:6379\n'],
  ])('%j names no target', (text) => {
    expect(found(file(text))).toEqual([]);
  });

  test('a key of one line is a variable, paired with its neighbours', () => {
    const files = [
      { name: 'configmap shop/config key DB_HOST', text: 'db.data' },
      { name: 'configmap shop/config key DB_PORT', text: '5433\n' },
      { name: 'configmap shop/other key DB_PORT', text: '1' },
      { name: 'configmap shop/other key greeting', text: 'hello' },
    ];
    expect(targetsOf({ ...environment(), files })).toMatchObject([
      { host: 'db.data', port: 5433, source: 'configmap shop/config key DB_HOST, configmap shop/config key DB_PORT' },
    ]);
  });

  test('a program is searched for calls, not for pairs', () => {
    const program = 'const sizes = {small: 80, large: 443};\nconst client = connect({ host: "db", port: 5432 });\n';
    expect(found(file(program, 'configmap shop/config key main.js'))).toEqual(['db:5432']);
  });

  test('stands behind what the container is told', () => {
    const configuration = { ...environment('DB_HOST=b', 'DB_PORT=2'), files: file('db.host=a\ndb.port=1\n').files };
    expect(found(configuration)).toEqual(['b:2', 'a:1']);
  });
});
