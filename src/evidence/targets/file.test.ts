import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { targetsOf } from './index.ts';
import { bracketed, hosts, ports } from './test-arbitraries.ts';
import { environment, file, found } from './test-configuration.ts';

describe('configuration files', () => {
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

  test('several of one list are paired apart', () => {
    const text = 'dbs:\n- host: a\n  port: 1\n- host: b\n  port: 2\nbrokers:\n  - c:3\n  - d:4\n';
    expect(found(file(text))).toEqual(['a:1', 'b:2', 'c:3', 'd:4']);
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
