import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { netwhy } from './support/command.ts';
import { type CommitText, TestRepository } from './support/repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = new TestRepository();
});

afterEach(() => {
  repository.remove();
});

const app = `apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: Namespace
metadata: {name: web, labels: {team: web}}
---
apiVersion: v1
kind: Pod
metadata: {name: server, namespace: shop, labels: {app: server}}
spec: {containers: [{name: main, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client, namespace: web, labels: {app: client}}
spec: {containers: [{name: main}]}
`;

function policy(peer: string, name = 'restrict-server'): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: shop
spec:
  podSelector: {matchLabels: {app: server}}
  ingress:
    - from:
        - ${peer}
`;
}

const open = policy('namespaceSelector: {matchLabels: {team: web}}');
const closed = policy('podSelector: {}');
const question = ['web/client', 'shop/server:8080'];

function bisect(...options: readonly string[]) {
  return netwhy(['bisect', ...question, ...options]);
}

async function bisectJson(...options: readonly string[]) {
  const { out, err, code } = await bisect('-f', repository.path, '-o', 'json', ...options);
  return { err, code, result: out === '' ? undefined : JSON.parse(out) };
}

/** Empty commits touch no file, and are not even looked at. */
const history: readonly CommitText[] = [
  { message: 'The application', files: { 'k8s/app.yaml': app, 'README.md': 'readme' } },
  { message: 'Guard the server', files: { 'k8s/policies/server.yaml': open }, author: 'security' },
  { message: 'Explain', files: { 'README.md': 'more' } },
  { message: 'Tidy the policy up', files: { 'k8s/policies/server.yaml': closed } },
  {
    message: 'Another thing',
    files: { 'k8s/other.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: other}\n' },
  },
];

describe('a commit that closes a connection', () => {
  it('is found, with what decided before and after, the lines, and who wrote them', async () => {
    repository.import(history);
    const { out, code } = await bisect('--good', 'HEAD~4', '-f', repository.path);
    expect(out.replaceAll(repository.path, 'REPOSITORY')).toMatchInlineSnapshot(`
      "CLOSED  web/client → shop/server:8080
        commit  859a00a98e Tidy the policy up
        author  platform <platform@example.com>, 2026-01-01T03:00:00Z
        before  allowed
          egress  allowed at web/client: no policy isolates it
          ingress allowed at shop/server:8080/TCP: shop/restrict-server#ingress[0].from[0]
          at REPOSITORY/k8s/policies/server.yaml:10
        after   denied
          egress  allowed at web/client: no policy isolates it
          ingress denied at shop/server:8080/TCP: isolated by shop/restrict-server, and no rule matches
          at REPOSITORY/k8s/policies/server.yaml:4

        changed NetworkPolicy shop/restrict-server  REPOSITORY/k8s/policies/server.yaml:4
            10 -         - namespaceSelector: {matchLabels: {team: web}}  (security, 72376ed82b)
            10 +         - podSelector: {}

      good HEAD~4 (allowed), bad HEAD (denied): 4 commits between them touch the files, 4 revisions tested; there may be other changes between them, which --all lists
      "
    `);
    expect(code).toBe(1);
  });

  it('as the README shows it', async () => {
    const ids = repository.import(history);
    repository.git('tag', 'v1.0', ids[0]!);
    const path = join(repository.path, 'k8s');
    const { out } = await bisect('--good', 'v1.0', '-f', path);
    expect(readFileSync('README.md', 'utf8')).toContain(out.replaceAll(path, 'k8s'));
  });

  it('as JSON', async () => {
    const ids = repository.import(history);
    const { result, code } = await bisectJson('--good', ids[0]!);
    expect(code).toBe(1);
    expect(result).toMatchObject({
      kind: 'BisectResult',
      good: { revision: ids[0], commit: ids[0], verdict: 'allowed' },
      bad: { revision: 'HEAD', commit: ids[4], verdict: 'denied' },
      commits: 4,
      changes: [
        {
          change: 'closed',
          commit: {
            id: ids[3],
            subject: 'Tidy the policy up',
            author: { name: 'platform' },
            date: '2026-01-01T03:00:00Z',
          },
          before: { verdict: 'allowed', ingress: { allowedBy: ['shop/restrict-server#ingress[0].from[0]'] } },
          after: { verdict: 'denied', ingress: { policies: [{ name: 'restrict-server', line: 4 }] } },
          objects: [
            {
              change: 'changed',
              kind: 'NetworkPolicy',
              namespace: 'shop',
              name: 'restrict-server',
              lines: [
                { change: 'removed', line: 10, writtenBy: { id: ids[1], author: { name: 'security' } } },
                { change: 'added', line: 10, text: '        - podSelector: {}', writtenBy: { id: ids[3] } },
              ],
            },
          ],
        },
      ],
    });
  });

  it('as the shipped schema says', async () => {
    const ids = repository.import(history);
    const { result } = await bisectJson('--good', ids[0]!);
    const schema = JSON.parse(readFileSync('schemas/BisectResult.json', 'utf8'));
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
    validate(result);
    expect(validate.errors ?? []).toEqual([]);
  });
});

describe('a commit that opens a connection', () => {
  it('by taking a policy away', async () => {
    const ids = repository.import([
      { message: 'Start', files: { 'a/app.yaml': app, 'a/policy.yaml': closed } },
      { message: 'No policy', files: { 'a/policy.yaml': null } },
    ]);
    const { result } = await bisectJson('--good', 'HEAD~1');
    expect(result.changes).toMatchObject([
      {
        change: 'opened',
        commit: { id: ids[1] },
        objects: [{ change: 'removed', name: 'restrict-server', file: `${repository.path}/a/policy.yaml` }],
      },
    ]);
    expect(result.changes[0].objects[0].lines).toHaveLength(10);
  });

  it('by a label, in a file that it also renames', async () => {
    const ids = repository.import([
      { message: 'Start', files: { 'app.yaml': app.replace('team: web', 'team: other'), 'policy.yaml': open } },
      { message: 'Rename', files: { 'app.yaml': null, 'web.yaml': app, 'policy.yaml': null, 'p.yaml': open } },
    ]);
    const { result } = await bisectJson('--good', 'HEAD~1');
    expect(result.changes).toMatchObject([
      {
        change: 'opened',
        commit: { id: ids[1] },
        objects: [{ change: 'changed', kind: 'Namespace', name: 'web', lines: [{ line: 7 }, { line: 7 }] }],
      },
    ]);
  });
});

describe('merges', () => {
  const base: CommitText = { message: 'Start', files: { 'app.yaml': app, 'policy.yaml': open } };

  it('the commit of the branch is found, and the merge that brought it', async () => {
    const ids = repository.import([
      base,
      { message: 'Beside', files: { 'n.yaml': '' }, branch: 'topic', from: 'main' },
      { message: 'Close', files: { 'policy.yaml': closed }, branch: 'topic' },
      { message: 'Other', files: { 'x.yaml': '' } },
      { message: 'Merge topic', merge: 'topic', files: { 'n.yaml': '', 'policy.yaml': closed } },
      { message: 'Later', files: { 'y.yaml': '' } },
    ]);
    const { result } = await bisectJson('--good', ids[0]!);
    expect(result.changes).toMatchObject([{ commit: { id: ids[2] }, mergedBy: [{ id: ids[4] }], candidates: [] }]);
  });

  it('a merge of a merge is followed to its end', async () => {
    const ids = repository.import([
      base,
      { message: 'Topic', files: { 'n.yaml': '' }, branch: 'topic', from: 'main' },
      { message: 'Close', files: { 'policy.yaml': closed }, branch: 'inner', from: 'topic' },
      { message: 'Merge inner', branch: 'topic', merge: 'inner', files: { 'policy.yaml': closed } },
      { message: 'Merge topic', merge: 'topic', files: { 'n.yaml': '', 'policy.yaml': closed } },
    ]);
    const { result } = await bisectJson('--good', ids[0]!);
    expect(result.changes).toMatchObject([{ commit: { id: ids[2] }, mergedBy: [{ id: ids[4] }, { id: ids[3] }] }]);
  });

  it('where neither side alone has the answer, it is the merge', async () => {
    const unlabelled = app.replace('team: web', 'team: other');
    const ids = repository.import([
      { message: 'Start', files: { 'app.yaml': app } },
      { message: 'Guard', files: { 'policy.yaml': open }, branch: 'topic', from: 'main' },
      { message: 'Relabel', files: { 'app.yaml': unlabelled } },
      { message: 'Merge topic', merge: 'topic', files: { 'policy.yaml': open } },
    ]);
    const { result } = await bisectJson('--good', ids[0]!);
    expect(result.changes).toMatchObject([
      {
        commit: { id: ids[3] },
        mergedBy: [],
        objects: [{ lines: [{ writtenBy: { id: ids[1] } }, ...Array(9).fill({})] }],
      },
    ]);
  });

  it('a good revision on another branch will do where that branch left with the good answer', async () => {
    const ids = repository.import([
      base,
      { message: 'Release', files: { 'r.yaml': '' }, branch: 'release', from: 'main' },
      { message: 'Close', files: { 'policy.yaml': closed } },
    ]);
    const { result } = await bisectJson('--good', 'release');
    expect(result.changes).toMatchObject([{ commit: { id: ids[2] } }]);
  });

  it('and not where it did not', async () => {
    repository.import([
      { message: 'Start', files: { 'app.yaml': app, 'policy.yaml': closed } },
      { message: 'Open', files: { 'policy.yaml': open }, branch: 'release', from: 'main' },
      { message: 'More', files: { 'm.yaml': '' } },
    ]);
    const { err, code } = await bisect('--good', 'release', '-f', repository.path);
    expect(err).toMatch(
      /^error: release is on another branch: HEAD left it at [0-9a-f]{10}, where the answer is denied/,
    );
    expect(code).toBe(3);
  });
});

describe('revisions without an answer', () => {
  const broken = { message: 'Broken', files: { 'policy.yaml': 'apiVersion: v1\nkind: [\n' } };

  it('are passed by, and named', async () => {
    const ids = repository.import([
      { message: 'Start', files: { 'app.yaml': app } },
      broken,
      { message: 'Mend', files: { 'policy.yaml': open } },
      { message: 'Close', files: { 'policy.yaml': closed } },
    ]);
    const { result } = await bisectJson('--good', ids[0]!, '--all');
    expect(result.changes).toMatchObject([{ commit: { id: ids[3] }, candidates: [] }]);
    expect(result.untestable).toMatchObject([
      { commit: ids[1], reason: expect.stringMatching(/policy\.yaml:\d+:\d+: /) },
    ]);
  });

  it('right before the change may be the one as well', async () => {
    const ids = repository.import([
      { message: 'Start', files: { 'app.yaml': app } },
      broken,
      { message: 'No client', files: { 'app.yaml': app.replace('name: client', 'name: other'), 'policy.yaml': open } },
      { message: 'Close', files: { 'app.yaml': app, 'policy.yaml': closed } },
    ]);
    const { result } = await bisectJson('--good', ids[0]!);
    expect(result.changes).toMatchObject([{ commit: { id: ids[3] }, candidates: [{ id: ids[1] }, { id: ids[2] }] }]);
  });

  it('at an end leave nothing to search for', async () => {
    repository.import([{ message: 'Start', files: { 'app.yaml': app } }, broken]);
    const { err, code } = await bisect('--good', 'HEAD~1', '-f', repository.path);
    expect(err).toMatch(/^error: revision HEAD gives no answer: .*policy\.yaml:\d+:\d+: [^\n]*\n$/);
    expect(code).toBe(3);
  });
});

describe('an answer that changes several times', () => {
  const flips: readonly CommitText[] = [
    { message: 'Start', files: { 'app.yaml': app, 'policy.yaml': open } },
    { message: 'Close', files: { 'policy.yaml': closed } },
    { message: 'Reopen', files: { 'policy.yaml': open } },
    { message: 'Close again', files: { 'policy.yaml': closed } },
    { message: 'Reopen again', files: { 'policy.yaml': open } },
  ];

  it('--all lists every change', async () => {
    repository.import(flips);
    const { out, code } = await bisect('--good', 'HEAD~4', '--all', '-f', repository.path);
    expect(out).toMatchInlineSnapshot(`
      "4 changes of web/client → shop/server:8080, oldest first
        b505951d83  2026-01-01T01:00:00Z  CLOSED  NetworkPolicy shop/restrict-server  Close (platform)
        5cd7ea11fb  2026-01-01T02:00:00Z  OPENED  NetworkPolicy shop/restrict-server  Reopen (platform)
        de75886115  2026-01-01T03:00:00Z  CLOSED  NetworkPolicy shop/restrict-server  Close again (platform)
        fe69e3938f  2026-01-01T04:00:00Z  OPENED  NetworkPolicy shop/restrict-server  Reopen again (platform)

      4 commits between them touch the files, 5 revisions tested
      "
    `);
    expect(code).toBe(1);
  });

  it('the same answer at both ends is nothing found', async () => {
    repository.import(flips);
    const { out, code } = await bisect('--good', 'HEAD~4', '-f', repository.path);
    expect(out).toMatchInlineSnapshot(`
      "UNCHANGED  web/client → shop/server:8080
        allowed at HEAD~4 as at HEAD; --all finds what changed and was undone in between

      good HEAD~4 (allowed), bad HEAD (allowed): 4 commits between them touch the files, 2 revisions tested
      "
    `);
    expect(code).toBe(0);
  });

  it('without --all one of them is found', async () => {
    const ids = repository.import(flips);
    const { result } = await bisectJson('--good', ids[0]!, '--bad', ids[3]!);
    expect(result.changes).toHaveLength(1);
    expect([ids[1], ids[3]]).toContain(result.changes[0].commit.id);
  });
});

describe('what lies over every revision', () => {
  it('--with gives the pods that the repository does not hold', async () => {
    const ids = repository.import([
      { message: 'Start', files: { 'p/policy.yaml': open } },
      { message: 'Close', files: { 'p/policy.yaml': closed } },
    ]);
    const options = ['--good', ids[0]!, '-f', `${repository.path}/p`, '--with', '-', '-o', 'json'];
    const { out } = await netwhy(['bisect', ...question, ...options], { stdin: app });
    expect(JSON.parse(out).changes).toMatchObject([{ commit: { id: ids[1] } }]);
  });
});

describe('1,000 commits', () => {
  it('take eleven steps or so, and the same bytes come out each time', async () => {
    const commits = Array.from({ length: 1000 }, (_, index): CommitText => {
      const at = index < 617 ? open : closed;
      const start = { 'app.yaml': app };
      return { message: `Commit ${index}`, files: { ...(index === 0 && start), 'policy.yaml': `# ${index}\n${at}` } };
    });
    const ids = repository.import(commits);
    const { result } = await bisectJson('--good', ids[0]!);
    expect(result.changes).toMatchObject([{ commit: { id: ids[617] } }]);
    expect(result.tested).toBeLessThan(14);
    expect((await bisectJson('--good', ids[0]!)).result).toEqual(result);
  });
});

describe('the settings of a repository', () => {
  it('start no program, and change nothing', async () => {
    const attributes = { '.gitattributes': '* diff=evil\n' };
    const ids = repository.import([{ message: 'Attributes', files: attributes }, ...history]);
    writeFileSync(join(repository.path, 'ignored'), ids.join('\n'));
    const plain = await bisectJson('--good', 'HEAD~4');
    const started = join(repository.path, 'started');
    const script = join(repository.path, 'evil.sh');
    writeFileSync(script, `#!/bin/sh\ntouch ${started}\n`, { mode: 0o755 });
    for (const key of [
      'core.fsmonitor',
      'core.pager',
      'diff.evil.textconv',
      'diff.evil.command',
      'diff.external',
      'gpg.program',
    ]) {
      repository.git('config', key, script);
    }
    for (const [key, value] of [
      ['log.showSignature', 'true'],
      ['diff.noprefix', 'true'],
      ['color.ui', 'always'],
      ['diff.context', '9'],
      ['blame.showEmail', 'true'],
      ['blame.ignoreRevsFile', 'ignored'],
      ['i18n.logOutputEncoding', 'UTF-16'],
    ] as const) {
      repository.git('config', key, value);
    }
    expect(await bisectJson('--good', 'HEAD~4')).toEqual(plain);
    expect(existsSync(started)).toBe(false);
  });
});

describe('the command line', () => {
  it('says what it does, with examples', async () => {
    const { out, code } = await netwhy(['bisect', '--help']);
    expect(out).toContain('it finds one of these changes; --all finds every one');
    expect(out).toContain('netwhy bisect web/client server.shop:80 --good v1.4 -f manifests/');
    expect(code).toBe(0);
  });

  it.each([
    [['bisect', ...question, '-f', '.'], /required option '--good/, 2],
    [['bisect', 'web/client', 'shop/server', '--good', 'x', '-f', '.'], /shop\/server/, 2],
    [['bisect', ...question, '--good', 'x', '-f', '-'], /-f - is in no repository/, 2],
    [['bisect', ...question, '--good', 'x'], /^error: no files: give with -f/, 3],
  ])('%j', async (argv, message, expected) => {
    const { err, code } = await netwhy(argv);
    expect(err).toMatch(message);
    expect(code).toBe(expected);
  });

  it('two ends that are no ends', async () => {
    const ids = repository.import(history);
    const same = await bisect('--good', 'HEAD', '-f', repository.path);
    expect(same).toMatchObject({ code: 3, err: 'error: HEAD and HEAD are the same commit: nothing is between them\n' });
    const reversed = await bisect('--good', 'HEAD', '--bad', ids[0]!, '-f', repository.path);
    expect(reversed.err).toMatch(/comes before HEAD: --good is the older one/);
  });
});
