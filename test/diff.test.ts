import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { namespace, pod, policy } from './support/cluster.ts';
import { netwhy } from './support/command.ts';
import { TestRepository } from './support/repository.ts';

// What a reviewer of a change sees, and what a gate in CI ends with.

const article = 'examples/article';
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netwhy-diff-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Writes two folders of manifests, and gives their paths. */
function sides(before: readonly string[], after: readonly string[]): readonly [string, string] {
  const [a, b] = [join(folder, 'before'), join(folder, 'after')];
  for (const [path, documents] of [
    [a, before],
    [b, after],
  ] as const) {
    mkdirSync(path);
    writeFileSync(join(path, 'all.yaml'), documents.join('\n---\n'));
  }
  return [a, b];
}

async function print(...argv: readonly string[]): Promise<string> {
  const { out, err, code } = await netwhy(['diff', ...argv]);
  return `${out}${err}exit ${code}`.replaceAll(folder, 'FOLDER');
}

const web = pod('shop/web');
const db = pod('shop/db', { ports: ['sql:5432'] });
const admin = pod('ops/admin');
const toDb = (rules: string) => policy('shop/db', `{podSelector: {matchLabels: {app: db}}, ingress: ${rules}}`);
const anybody = toDb('[{}]');
const ownNamespace = toDb('[{from: [{podSelector: {}}]}]');

describe('netwhy diff', () => {
  it('shows what a policy that is not applied yet would close, with the rule', async () => {
    const text = await print('-f', `${article}/app.yaml`, '--with', `${article}/problematic.yaml`);
    expect(text).toMatchInlineSnapshot(`
      "web, outside → shop
        - web/client, everything outside → shop/server  everything  allowed → denied
            such as web/client-0 → shop/server-0:8080/TCP
            before  allowed: no policy isolates it
            after   denied: ingress isolated by shop/restrict-server, of which no rule matches (examples/article/problematic.yaml:5)

      Changes of connections: 1 closed.
      exit 0"
    `);
  });

  it('sets what is new apart from what changes', async () => {
    const [before, after] = sides([web, db, anybody], [web, db, admin, ownNamespace]);
    expect(await print(before, after)).toMatchInlineSnapshot(`
      "outside → shop
        - everything outside → shop/db  everything  allowed → denied
            such as any address → shop/db:5432/TCP
            before  allowed: ingress shop/db#ingress[0] (FOLDER/before/all.yaml:9)
            after   denied: ingress isolated by shop/db, of which no rule matches (FOLDER/after/all.yaml:9)

      new endpoints
        + ops/admin → shop/web, everything outside  everything  absent → allowed
        + shop/db, shop/web, everything outside → ops/admin  everything  absent → allowed

      Changes of connections: 1 closed; 2 with new endpoints.
      exit 0"
    `);
  });

  it('says so where nothing changes', async () => {
    const [before, after] = sides([web, db, anybody], [db, anybody, web]);
    expect(await print(before, after, '--fail-on', 'any')).toBe('No connection opens or closes.\nexit 0');
  });

  it('is a comment on a pull request, in which no name is markup', async () => {
    const [before, after] = sides(
      [web, db, toDb('[]'), namespace('shop')],
      [web, db, policy('shop/a', '{podSelector: {}, ingress: [{}]}'), toDb('[]'), namespace('shop')],
    );
    expect(await print(before, after, '-o', 'md')).toMatchInlineSnapshot(`
      "### Connectivity

      Changes of connections: 1 opened.

      |  | from | to | ports | such as | before | after |
      | --- | --- | --- | --- | --- | --- | --- |
      | 🟢 opened | shop/web, everything outside | shop/db | everything | shop/web → shop/db:5432/TCP | denied: ingress isolated by shop/db, of which no rule matches (FOLDER/before/all.yaml:7) | allowed: ingress shop/a\\#ingress\\[0\\] (FOLDER/after/all.yaml:9) |
      exit 0"
    `);
  });

  it.each([
    ['csv', /^change,presence,from,.*\nclosed,both,ops\/admin; everything outside,shop\/db,everything,allowed,denied/],
    ['dot', /^digraph diff \{\n[\s\S]*g\d+ -> g\d+ \[label="closed everything", color=firebrick, style=solid\];\n\}/],
    ['github', /^::notice file=.*all\.yaml,line=\d+,title=netwhy%3A connection-closed::/],
    ['sarif', /"ruleId": "connection-closed"/],
    ['junit', /<testcase name="connection-closed /],
    ['json', /"kind": "ConnectivityDiff"/],
  ])('prints %s', async (format, expected) => {
    const [before, after] = sides([web, db, admin, anybody], [web, db, admin, ownNamespace]);
    const { out, code } = await netwhy(['diff', before, after, '-o', format]);
    expect(out).toMatch(expected);
    expect(code).toBe(0);
  });
});

describe('of dual-stack pods', () => {
  const [web6, db6] = [
    pod('shop/web', { ips: ['10.0.0.1', 'fd00::1'] }),
    pod('shop/db', { ips: ['10.0.0.2', 'fd00::2'], ports: ['sql:5432'] }),
  ];
  const opened = () => sides([web6, db6, toDb('[]')], [web6, db6, toDb('[{from: [{ipBlock: {cidr: 10.0.0.0/24}}]}]')]);

  it('what opens over one address family is opened, and says over which', async () => {
    expect(await print(...opened(), '--fail-on', 'opened')).toMatchInlineSnapshot(`
      "shop → shop
        + shop/web → shop/db  everything over IPv4 only  denied → allowed
            such as shop/web → shop/db:5432/TCP over IPv4
            before  denied: ingress isolated by shop/db, of which no rule matches (FOLDER/before/all.yaml:7)
            after   allowed: ingress shop/db#ingress[0].from[0] (FOLDER/after/all.yaml:9)

      outside → shop
        + 10.0.0.0/24 → shop/db  everything  denied → allowed
            such as 10.0.0.0/24 → shop/db:5432/TCP
            before  denied: ingress isolated by shop/db, of which no rule matches (FOLDER/before/all.yaml:7)
            after   allowed: ingress shop/db#ingress[0].from[0] (FOLDER/after/all.yaml:9)

      Changes of connections: 2 opened.
      exit 1"
    `);
  });

  it('the family is in the JSON, with a witness of it', async () => {
    const { out } = await netwhy(['diff', ...opened(), '-o', 'json']);
    const [change] = JSON.parse(out).changes;
    expect(change).toMatchObject({
      ...{ change: 'opened', family: 4, before: 'denied', after: 'allowed' },
      witness: { before: { verdict: 'denied', family: 4 }, after: { verdict: 'allowed', family: 4 } },
    });
  });
});

describe('a gate', () => {
  it.each([
    ['closed', 1],
    ['any', 1],
    ['opened,closed', 1],
    ['opened', 0],
    ['unsure', 0],
    ['new', 0],
  ])('--fail-on %s ends with %i where connections close', async (gates, code) => {
    const [before, after] = sides([web, db, admin, anybody], [web, db, admin, ownNamespace]);
    expect((await netwhy(['diff', before, after, '--fail-on', gates])).code).toBe(code);
  });

  it('does not stop a new workload, unless it is told to', async () => {
    const [before, after] = sides([web], [web, db]);
    expect((await netwhy(['diff', before, after, '--fail-on', 'opened,closed,unsure'])).code).toBe(0);
    expect((await netwhy(['diff', before, after, '--fail-on', 'new'])).code).toBe(1);
    expect((await netwhy(['diff', after, before, '--fail-on', 'gone'])).code).toBe(1);
  });

  it('marks what it stops as an error for CI', async () => {
    const [before, after] = sides([web, db, admin, anybody], [web, db, admin, ownNamespace]);
    const { out } = await netwhy(['diff', before, after, '--fail-on', 'closed', '-o', 'github']);
    expect(out).toMatch(/^::error /);
  });
});

describe('what cannot be compared', () => {
  it.each([
    [['examples/article'], /BEFORE and AFTER/],
    [[], /BEFORE and AFTER/],
    [['-f', 'examples/article'], /one side only/],
    [['a', 'b', '--base', 'HEAD'], /take the place of/],
    [['-', '-'], /not both/],
    [['--base', 'HEAD', '-f', '-'], /in no repository/],
    [['a', 'b', '--fail-on', 'constructor'], /choices are opened/],
  ])('%j is a wrong command line', async (argv, message) => {
    const { code, err } = await netwhy(['diff', ...argv]);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  });

  it('an input that is not there is no answer', async () => {
    const { code, err } = await netwhy(['diff', join(folder, 'none'), `${article}/app.yaml`]);
    expect([code, err]).toEqual([3, expect.stringContaining('there is no such file or folder')]);
  });
});

describe('since a git revision', () => {
  let repository: TestRepository;

  beforeEach(() => {
    repository = new TestRepository();
  });

  afterEach(() => {
    repository.remove();
  });

  it('the files as they are now are compared with those of the revision, under one name', async () => {
    repository.import([{ message: 'Start', files: { 'k8s/policy.yaml': anybody } }]);
    repository.git('reset', '--quiet', '--hard');
    writeFileSync(join(repository.path, 'k8s/policy.yaml'), ownNamespace);
    const pods = join(folder, 'pods.yaml');
    writeFileSync(pods, [web, db, admin].join('\n---\n'));
    const manifests = join(repository.path, 'k8s');
    const { out, err, code } = await netwhy([
      ...['diff', '--base', 'HEAD', '-f', manifests, '--with', pods, '--fail-on', 'closed'],
    ]);
    expect(`${out}${err}exit ${code}`.replaceAll(repository.path, 'REPOSITORY')).toMatchInlineSnapshot(`
      "ops, outside → shop
        - ops/admin, everything outside → shop/db  everything  allowed → denied
            such as ops/admin → shop/db:5432/TCP
            before  allowed: ingress shop/db#ingress[0] (REPOSITORY/k8s/policy.yaml:5)
            after   denied: ingress isolated by shop/db, of which no rule matches (REPOSITORY/k8s/policy.yaml:3)

      Changes of connections: 1 closed.
      exit 1"
    `);
  });

  it('a revision that git does not know is no answer', async () => {
    repository.import([{ message: 'Start', files: { 'policy.yaml': anybody } }]);
    repository.git('reset', '--quiet', '--hard');
    for (const revision of ['nowhere', '--upload-pack=touch x']) {
      const { code, err } = await netwhy(['diff', `--base=${revision}`, '-f', join(repository.path, 'policy.yaml')]);
      expect([code, err]).toEqual([3, expect.stringMatching(/^error: /)]);
    }
  });
});
