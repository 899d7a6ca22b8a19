import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { netwhy } from './support/command.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netwhy-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Writes files into a folder of their own and gives its path. */
function input(name: string, files: Record<string, string | Uint8Array>): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(path, file), content);
  return path;
}

const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {containers: [{name: web}]}\n';
const service =
  'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {selector: {a: b}, ports: [{port: 80, name: http}]}\n';

describe('wrong input has one clear line and exit code 3', () => {
  it('no input at all', async () => {
    const { code, err } = await netwhy(['diagnose']);
    expect(err).toMatch(/^error: no input: give files with -f/);
    expect(err).not.toContain('netwhy ');
    expect(code).toBe(3);
  });

  it('a policy that two files define differently, but not one that --with replaces', async () => {
    const policy = (spec: string) =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: guard, namespace: shop}\nspec: ${spec}\n`;
    const path = input('twice', {
      'pod.yaml': pod,
      'a.yaml': policy('{podSelector: {}}'),
      'b.yaml': policy('{podSelector: {}, ingress: [{}]}'),
    });
    const { code, err } = await netwhy(['policies', 'shop/web', '-f', path]);
    expect(err).toMatch(
      /b\.yaml:1:1: NetworkPolicy shop\/guard is defined twice, and differently: first at .*a\.yaml:1 \(/,
    );
    expect(code).toBe(3);
    const layered = await netwhy([
      'policies',
      'shop/web',
      '-f',
      join(path, 'pod.yaml'),
      '-f',
      join(path, 'a.yaml'),
      '--with',
      join(path, 'b.yaml'),
    ]);
    expect(layered.code).toBe(0);
  });

  it('an empty folder', async () => {
    const { code, err, out } = await netwhy(['diagnose', '-f', input('empty', {})]);
    expect(err).toMatch(/^error: nothing to read in .*empty: it is empty\n$/);
    expect({ code, out }).toEqual({ code: 3, out: '' });
  });

  it('a path that is not there', async () => {
    const { code, err } = await netwhy(['diagnose', '-f', join(folder, 'nowhere')]);
    expect(err).toMatch(/^error: .*nowhere cannot be read: there is no such file or folder\n$/);
    expect(code).toBe(3);
  });

  it('an unreadable file in a folder: nothing is left out silently', async () => {
    const path = input('unreadable', { 'pod.yaml': pod });
    symlinkSync(join(path, 'gone.yaml'), join(path, 'policies.yaml'));
    const { code, err } = await netwhy(['diagnose', '-f', path]);
    expect(err).toMatch(/^error: .*policies\.yaml cannot be read: /);
    expect(code).toBe(3);
  });

  it('broken YAML: file, line and column', async () => {
    const path = input('broken-yaml', { 'a.yaml': `${pod}---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: [x\n` });
    const { code, err } = await netwhy(['check', 'a', 'b:1', '-f', path]);
    expect(err).toMatch(/^error: .*a\.yaml:10:1: a bracket that is opened above is never closed\n$/);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(3);
  });

  it('broken JSON: file, line and column', async () => {
    const path = input('broken-json', {
      'a.json': '{"apiVersion": "v1",\n "kind": "Pod",\n "metadata": {"name" "x"}}',
    });
    const { code, err } = await netwhy(['check', 'a', 'b:1', '-f', path]);
    expect(err).toMatch(/^error: .*a\.json:3:\d+: /);
    expect(code).toBe(3);
  });

  it('a Helm template is told from broken YAML', async () => {
    const path = input('helm', { 'a.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n' });
    const { code, err } = await netwhy(['diagnose', '-f', path]);
    expect(err).toMatch(/a\.yaml:\d+:\d+: .*helm template/);
    expect(code).toBe(3);
  });

  it('a file that is not Kubernetes', async () => {
    const path = input('other', { 'notes.md': '# hello', 'values.yaml': 'replicas: 2\n' });
    const { code, err } = await netwhy(['diagnose', '-f', path]);
    expect(err).toMatch(/error: nothing to read in .*none of what it holds is a Kubernetes object/);
    expect(code).toBe(3);
  });

  it('a policy that the API server would reject, with its message and the place', async () => {
    const policy = [
      'apiVersion: networking.k8s.io/v1',
      'kind: NetworkPolicy',
      'metadata: {name: p, namespace: shop}',
      'spec:',
      '  ingress:',
      '    - from:',
      '        - {}',
      '    - ports:',
      '        - port: "80"',
    ];
    const path = input('rejected', { 'p.yaml': policy.join('\n'), 'pod.yaml': pod });
    const { code, err } = await netwhy(['check', 'shop/web', 'shop/web:80', '-f', path]);
    expect(err.replaceAll(`${path}/`, '').trim().split('\n')).toEqual([
      'error: p.yaml:7:11: NetworkPolicy shop/p is invalid: spec.ingress[0].from[0]: Required value: must specify a peer',
      'error: p.yaml:9:11: NetworkPolicy shop/p is invalid: spec.ingress[1].ports[0].port: Invalid value: "80": must contain at least one letter (a-z)',
    ]);
    expect(code).toBe(3);
  });

  it('a field of the wrong type', async () => {
    const path = input('type', {
      'p.yaml': pod.replace('{name: web}]', '{name: web, ports: [{containerPort: http}]}]'),
    });
    const { code, err } = await netwhy(['diagnose', '-f', path]);
    expect(err).toMatch(
      /p\.yaml:4:\d+: Pod shop\/web is invalid: spec\.containers\[0\]\.ports\[0\]\.containerPort: must be a number, but is the string "http"/,
    );
    expect(code).toBe(3);
  });

  it('an unknown workload: what there is with a close name', async () => {
    const path = input('unknown', { 'pod.yaml': pod, 'service.yaml': service });
    const { code, err } = await netwhy(['diagnose', 'shop/wbe', '-f', path]);
    expect(err).toBe('error: no pod, workload or Service "wbe" in namespace shop; there is shop/web\n');
    expect(code).toBe(3);
  });

  it('an unknown namespace', async () => {
    const path = input('namespace', { 'pod.yaml': pod });
    const { code, err } = await netwhy(['matrix', '--port', '80', '-n', 'shpo', '-f', path]);
    expect(err).toBe('error: no namespace "shpo" in the input; there is shop\n');
    expect(code).toBe(3);
  });

  it('a named port that nobody has, and a Service port that is not there', async () => {
    const path = input('ports', { 'pod.yaml': pod, 'service.yaml': service });
    const named = await netwhy(['check', 'shop/web', 'shop/pod/web:metrics', '-f', path]);
    expect(named).toMatchObject({
      code: 3,
      err: 'error: shop/web has no port named "metrics" for TCP; it declares no port\n',
    });
    const unknown = await netwhy(['check', 'shop/web', 'shop/svc/web:81', '-f', path]);
    expect(unknown).toMatchObject({
      code: 3,
      err: 'error: Service shop/web has no port 81/TCP; it has 80/TCP (http)\n',
    });
  });

  it('a Service that leads nowhere', async () => {
    const path = input('nowhere-service', { 'pod.yaml': pod, 'service.yaml': service });
    const { code, err } = await netwhy(['check', 'shop/web', 'shop/svc/web:80', '-f', path]);
    expect(err).toBe('error: shop/svc/web:80 leads nowhere: Service shop/web selects no pod (a=b)\n');
    expect(code).toBe(3);
  });

  it('more than --max-input', async () => {
    const path = input('large', { 'pod.yaml': pod });
    const { code, err } = await netwhy(['diagnose', '-f', path, '--max-input', '10']);
    expect(err).toMatch(/--max-input/);
    expect(code).toBe(3);
  });

  it('control characters of a file never reach the terminal', async () => {
    const path = input('escape', {
      'p.yaml': `${pod}---\napiVersion: v1\nkind: Pod\nmetadata: {name: "\\e[31mred", namespace: shop}\nspec: {containers: 3}\n`,
    });
    const { err } = await netwhy(['diagnose', '-f', path]);
    expect(err).not.toContain('\u001b');
  });
});

describe('the name of an object', () => {
  it('forges no line of an error', async () => {
    const forged =
      '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a\\n::error::forged", "namespace": "shop"}, "spec": 3}';
    const { err, code } = await netwhy(['diagnose', '-f', '-'], { stdin: forged });
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).toContain('Pod shop/a\\n::error::forged is invalid');
    expect(code).toBe(3);
  });
});

describe('a command line that cannot be read has exit code 2', () => {
  it.each([
    [['frobnicate'], /unknown command/],
    [['check', 'a'], /missing required argument/],
    [['diagnose', '--frob'], /unknown option/],
    [['diagnose', '-o', 'xml', '-f', '.'], /Allowed choices/],
    [['diagnose', '--profile', 'flanel', '-f', '.'], /Allowed choices are kubernetes, calico, cilium/],
    [['matrix', '-f', '.'], /required option '--port/],
    [['diagnose', '--max-input', 'lots', '-f', '.'], /write a number of bytes/],
    [['check', 'web/client', 'server.shop', '-f', 'examples/article/app.yaml'], /names no port/],
    [
      ['check', 'web/client', 'shop/server:80/ICMP', '-f', 'examples/article/app.yaml'],
      /is no protocol that a policy can name/,
    ],
    [
      ['check', 'web/client', 'shop/server:99999', '-f', 'examples/article/app.yaml'],
      /a port is a number from 1 to 65535/,
    ],
    [['check', 'a/b/c/d', 'shop/server:80', '-f', 'examples/article/app.yaml'], /is no endpoint/],
    [['check', 'shop/frob/server', 'shop/server:80', '-f', 'examples/article/app.yaml'], /"frob" is no kind/],
  ])('%j', async (argv, message) => {
    const { code, err, out } = await netwhy(argv);
    expect(err).toMatch(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});

describe('unusual input is no error', () => {
  it('standard input', async () => {
    const { code, out } = await netwhy(['policies', 'shop/web', '-f', '-'], { stdin: pod });
    expect(out).toBe('No policy selects shop/web: everything may connect to it, and it to everything.\n');
    expect(code).toBe(0);
  });

  it('a folder that leads to itself', async () => {
    const path = input('circle', { 'pod.yaml': pod });
    symlinkSync(path, join(path, 'again'));
    expect((await netwhy(['policies', 'shop/web', '-f', path])).code).toBe(0);
  });

  it('nothing that fails', async () => {
    const { code, out } = await netwhy(['diagnose', '-f', input('well', { 'pod.yaml': pod })]);
    expect(out).toBe('No workload fails.\n');
    expect(code).toBe(0);
  });

  it('200,000 lines of log', async () => {
    const path = join(folder, 'log');
    const logs = join(path, 'logs', 'shop', 'web', 'web.log');
    mkdirSync(join(path, 'logs', 'shop', 'web'), { recursive: true });
    const noise = Array.from(
      { length: 200_000 },
      (_, line) => `2026-11-23T10:00:00Z INFO request ${line} served in 3 ms`,
    );
    writeFileSync(logs, [...noise, 'Error: connect ECONNREFUSED 10.0.0.9:5432'].join('\n'));
    const run = { exitCode: 1, reason: 'Error', startedAt: '2026-11-23T10:00:00Z', finishedAt: '2026-11-23T10:01:00Z' };
    const status = {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'web',
          restartCount: 3,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: run },
        },
      ],
    };
    writeFileSync(
      join(path, 'pod.json'),
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web', namespace: 'shop' },
        spec: { containers: [{ name: 'web' }] },
        status,
      }),
    );
    writeFileSync(
      join(path, 'snapshot.json'),
      JSON.stringify({
        apiVersion: 'netwhy.dev/v1alpha1',
        kind: 'Snapshot',
        takenAt: '2026-11-23T10:02:00Z',
        missing: [],
      }),
    );
    const { out } = await netwhy(['diagnose', '-f', path, '-o', 'json']);
    expect(out).toContain('web.log:200001');
  });
});

describe('an input without policies', () => {
  it('of manifests: the answer says that it takes none for granted', async () => {
    const { out, code } = await netwhy(['check', 'shop/web', 'shop/pod/other:80', '-f', '-'], {
      stdin: `${pod}---\n${pod.replaceAll('web', 'other')}`,
    });
    expect(out).toContain('assumed the input holds no network policy');
    expect(code).toBe(0);
  });

  it('of a cluster: there is no answer, and the command that gets them', async () => {
    const path = input('without', {
      'pod.yaml': pod,
      'snapshot.json':
        '{"apiVersion": "netwhy.dev/v1alpha1", "kind": "Snapshot", "missing": ["networkpolicies: forbidden"]}',
    });
    const { err, code } = await netwhy(['check', 'shop/web', 'shop/pod/web:80', '-f', path]);
    expect(err).toContain('kubectl get networkpolicies');
    expect(code).toBe(3);
  });
});

describe('names and logs of an untrusted cluster', () => {
  const name = 'p\\u001b[2Jq';
  const crash =
    '"containerStatuses": [{"name": "c", "restartCount": 3, "state": {"waiting": {"reason": "CrashLoopBackOff"}}}]';
  const hostile = `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "${name}", "namespace": "shop", "uid": "u"}, "spec": {"containers": [{"name": "c"}]}, "status": {${crash}}}`;
  const shown = 'p\u001b[2Jq';

  it.each([
    ['diagnose'],
    ['diagnose', '-o', 'md'],
    ['diagnose', '-o', 'json'],
    ['policies', `shop/${shown}`],
    ['policies', `shop/${shown}`, '-o', 'json'],
    ['matrix', '--port', '80'],
    ['matrix', '--port', '80', '-o', 'csv'],
    ['check', `shop/${shown}`, `shop/${shown}:80`],
    ['explain', `shop/${shown}`, '10.0.0.1:80', '-o', 'json'],
    ['check', 'shop/q', 'shop/p:80'],
  ])('reach no terminal: %j', async (...argv) => {
    const { out, err } = await netwhy([...argv, '-f', '-'], { stdin: hostile });
    expect(out + err).not.toContain('\u001b');
    expect(out + err).not.toBe('');
  });

  let logs = 0;
  it.each([
    'dial tcp 123:5432: i/o timeout',
    'Error: getaddrinfo ENOTFOUND 12345',
    'Error: connect ETIMEDOUT fe80::1%eth0:5432',
    'Error: connect ECONNREFUSED ...:80',
    `dial tcp ${'a.'.repeat(400)}:80: i/o timeout`,
  ])('end no diagnosis: %s', async (line) => {
    const path = input(`log-${logs++}`, {
      'snapshot.json': '{"apiVersion": "netwhy.dev/v1alpha1", "kind": "Snapshot"}',
      'pod.json': hostile.replace(name, 'web'),
    });
    mkdirSync(join(path, 'logs', 'shop', 'web'), { recursive: true });
    writeFileSync(join(path, 'logs', 'shop', 'web', 'c.log'), line);
    const { err, out } = await netwhy(['diagnose', '-f', path, '-o', 'json']);
    expect(err).toBe('');
    expect((JSON.parse(out) as { items: unknown[] }).items).toHaveLength(1);
  });
});

describe('a snapshot of a cluster without policies', () => {
  const crash = {
    restartCount: 3,
    state: { waiting: { reason: 'CrashLoopBackOff' } },
    lastState: { terminated: { exitCode: 1, startedAt: '2026-11-23T10:00:00Z', finishedAt: '2026-11-23T10:00:05Z' } },
  };
  const files = {
    'snapshot.json':
      '{"apiVersion": "netwhy.dev/v1alpha1", "kind": "Snapshot", "takenAt": "2026-11-23T10:01:00Z", "missing": []}',
    'pod.json': JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', namespace: 'shop', uid: 'u' },
      spec: { containers: [{ name: 'c' }] },
      status: { phase: 'Running', containerStatuses: [{ name: 'c', ...crash }] },
    }),
    'service.json': JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'db', namespace: 'shop', uid: 'v' },
      spec: { containers: [{ name: 'c' }] },
      status: { phase: 'Running', podIP: '10.0.0.9' },
    }),
  };

  async function verdictOf(path: string): Promise<unknown> {
    mkdirSync(join(path, 'logs', 'shop', 'web'), { recursive: true });
    writeFileSync(join(path, 'logs', 'shop', 'web', 'c.log'), 'dial tcp 10.0.0.9:5432: i/o timeout');
    const { out } = await netwhy(['diagnose', '-f', path, '-o', 'json']);
    return (JSON.parse(out) as { items: { verdict: string }[] }).items[0]?.verdict;
  }

  it('is one where an empty list of them says so', async () => {
    const empty = '{"apiVersion": "v1", "kind": "List", "items": []}';
    expect(await verdictOf(input('no-policies', { ...files, 'networkpolicies.json': empty }))).toBe('not-policy');
  });

  it('is not told from one where nobody asked', async () => {
    expect(await verdictOf(input('unasked-policies', files))).toBe('undetermined');
  });
});
