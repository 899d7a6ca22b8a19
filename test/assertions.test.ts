import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { netwhy } from './support/command.ts';

const snapshot = ['-f', 'examples/crash-loops'];
const example = ['test', 'examples/connectivity-test.yaml', ...snapshot];
const head = 'apiVersion: netwhy.dev/v1alpha1\nkind: ConnectivityTest\n';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netwhy-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs a file of assertions; paths are those below the folder. */
async function testing(name: string, content: string | Uint8Array) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const { code, out, err } = await netwhy(['test', path, ...snapshot]);
  return { code, out, err: err.replaceAll(`${folder}/`, '') };
}

describe('netwhy test, for a person', () => {
  it('shows what fails, why, and the rule that came closest', async () => {
    const { out, code } = await netwhy(example);
    expect(`${out}exit ${code}`).toMatchInlineSnapshot(`
      "FAILED  examples/connectivity-test.yaml  (3 held, 2 failed)

        FAILED  the client reaches the server by its Service  examples/connectivity-test.yaml:8
          web/client-b6984bb66-wj8mp → shop/server-68b64cc7d-dw5b2:8080/TCP is denied; ingress: isolated by shop/restrict-server, and no rule matches
        closest rule shop/restrict-server#ingress[0].from[0]
           --> examples/crash-loops/objects/networkpolicies.yaml:120:11
        117 |     - Ingress
        118 |   ingress:
        119 |     - from:
        120 |         - podSelector: {}
            |           ^^^^^^^^^^^^^^^ lacks a namespaceSelector
            = why    without one the rule takes pods of namespace shop only, and web/client-b6984bb66-wj8mp is in web
            = right  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: web}}

        FAILED  nobody outside reaches the database  examples/connectivity-test.yaml:15
          0.0.0.0-10.243.255.255 → data/postgres-56f778676c-fxxzv:5432/TCP is allowed; ingress: no policy isolates it
          10.244.1.0-255.255.255.255 → data/postgres-56f778676c-fxxzv:5432/TCP is allowed; ingress: no policy isolates it

      5 assertions: 3 held, 2 failed.
      exit 1"
    `);
  });

  it('is short where all holds', async () => {
    const { out, code } = await testing('holds.yaml', `${head}deny: [{from: outside, to: store/*}]`);
    expect({ out: out.replaceAll(folder, ''), code }).toEqual({
      out: 'HELD  /holds.yaml  (1 held)\n\n1 assertion: 1 held.\n',
      code: 0,
    });
  });
});

describe('netwhy test, for programs', () => {
  const printed = async (format: string) => (await netwhy([...example, '-o', format])).out;

  it('github: a line for each assertion that does not hold', async () => {
    const lines = (await printed('github')).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^::error file=examples\/connectivity-test\.yaml,line=8,col=\d+,title=netwhy%3A assertion-failed::/,
    );
  });

  it('junit: a case for each assertion', async () => {
    expect(await printed('junit')).toContain('<testsuites name="netwhy" tests="5" failures="2" errors="0" time="0">');
  });

  it('sarif: the assertion, and the rules that decide as related places', async () => {
    const log = JSON.parse(await printed('sarif')) as { runs: { results: object[] }[] };
    expect(log.runs[0]?.results[0]).toMatchObject({
      ruleId: 'assertion-failed',
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'examples/connectivity-test.yaml' }, region: { startLine: 8 } },
        },
      ],
      relatedLocations: [
        { message: { text: 'shop/restrict-server isolates ingress' } },
        {
          message: {
            text: expect.stringMatching(/^closest rule shop\/restrict-server#ingress\[0\]\.from\[0\]: /) as string,
          },
        },
      ],
    });
  });

  it('md: the sum, and a table', async () => {
    expect(await printed('md')).toMatch(/^5 assertions: 3 held, 2 failed\.\n\n\| severity \|/);
  });

  it('nothing at all for github where all holds', async () => {
    const path = join(folder, 'quiet.yaml');
    writeFileSync(path, `${head}deny: [{from: outside, to: store/*}]`);
    expect(await netwhy(['test', path, ...snapshot, '-o', 'github'])).toEqual({ code: 0, out: '', err: '' });
  });
});

describe('the exit code', () => {
  const calico =
    'apiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata: {name: c, namespace: data}\nspec: {selector: all(), types: [Ingress]}';

  it.each([
    ['undecided alone is no answer', 'deny: [{from: web/client, to: data/*}]', 3],
    [
      'a failure beside it is a finding',
      'deny: [{from: web/client, to: data/*}]\nallow: [{from: web/client, to: shop/svc/server}]',
      1,
    ],
  ])('%s', async (_name, lists, code) => {
    const [policies, tests] = [join(folder, 'calico.yaml'), join(folder, 'open.yaml')];
    writeFileSync(policies, calico);
    writeFileSync(tests, head + lists);
    expect((await netwhy(['test', tests, ...snapshot, '--with', policies])).code).toBe(code);
  });
});

describe('a test that is wrong has one clear line for each fault, and exit code 3', () => {
  it.each([
    [
      'an unknown name',
      'deny: [{from: web/cleint, to: shop/*}]',
      't.yaml:3:9: ConnectivityTest is invalid: deny[0].from: no pod, workload or Service "cleint" in namespace web; there is web/client',
    ],
    [
      'an unknown field',
      'deny: [{form: a, from: web/client, to: shop/*}]',
      't.yaml:3:9: ConnectivityTest is invalid: deny[0].form: unknown field; there is from',
    ],
    [
      'a Service without the port',
      'deny: [{from: web/client, to: "shop/svc/server:81"}]',
      't.yaml:3:27: ConnectivityTest is invalid: deny[0].to: Service shop/server has no port 81/TCP; it has 80/TCP',
    ],
    ['broken YAML', 'deny: [{from: a', 't.yaml:4:1: a bracket that is opened above is never closed'],
  ])('%s', async (_name, lists, line) => {
    expect(await testing('t.yaml', `${head}${lists}\n`)).toEqual({ code: 3, out: '', err: `error: ${line}\n` });
  });

  it('a file without a test', async () => {
    const { err, code } = await testing('pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}');
    expect(err).toBe(
      'error: pod.yaml holds no test: no object with apiVersion netwhy.dev/v1alpha1 and kind ConnectivityTest\n',
    );
    expect(code).toBe(3);
  });

  it('a file that is not there', async () => {
    const { err, code } = await netwhy(['test', join(folder, 'nowhere.yaml'), ...snapshot]);
    expect(err).toMatch(/^error: .*nowhere\.yaml cannot be read: there is no such file or folder\n$/);
    expect(code).toBe(3);
  });

  it('one standard input for two things', async () => {
    const { err, code } = await netwhy(['test', '-', '-f', '-']);
    expect({ err, code }).toEqual({
      err: 'error: standard input can be the tests or the manifests, not both\n',
      code: 3,
    });
  });
});

describe('hostile tests end soon, in an answer or an error', () => {
  it.each([
    ['deep YAML', `${head}deny: ${'['.repeat(100_000)}`],
    [
      'a bomb of aliases',
      `${head}x: &a [1]\n${Array.from({ length: 30 }, (_, i) => `x${i}: &b${i} [*${i === 0 ? 'a' : `b${i - 1}`}, *${i === 0 ? 'a' : `b${i - 1}`}]`).join('\n')}\ndeny: *b29`,
    ],
    ['no UTF-8', Uint8Array.from([...new TextEncoder().encode(`${head}deny: [{from: "`), 0xff, 0xfe, 0x80])],
    ['an object of prototype keys', `${head}deny: [{__proto__: {from: a}, constructor: a, from: "*", to: "*"}]`],
  ])('%s', async (_name, content) => {
    const { code, err } = await testing('hostile.yaml', content);
    expect(code).toBe(3);
    expect(err).toMatch(/^error: /);
    expect(err).not.toContain('fault of its own');
  });

  it('a huge list', async () => {
    const entries = Array.from(
      { length: 5000 },
      (_, i) => `  - {from: 'outside', to: 'store/*', ports: [${(i % 65535) + 1}]}`,
    );
    const { code, out } = await testing('huge.yaml', `${head}deny:\n${entries.join('\n')}\n`);
    expect(code).toBe(0);
    expect(out).toContain('5000 assertions: 5000 held.');
  });

  it('names that would act on a terminal', async () => {
    const { out } = await testing('name.yaml', `${head}deny: [{name: "\\e[2J", from: "*", to: data/*}]`);
    expect(out).toContain('\\x1b[2J');
  });
});
