import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { netwhy } from './support/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'netwhy-lint-'));
afterAll(() => rmSync(folder, { recursive: true }));

const manifests = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: main}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {matchLabels: {app: Web}}
  ingress:
  - from: []
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: broken, namespace: shop}
spec:
  podSelector: {}
  ingress:
  - from: [{}]
`;
const valid = manifests.split('---\n').slice(0, 2).join('---\n');

/** Runs lint on YAML text. */
function lint(text: string, ...argv: readonly string[]) {
  return netwhy(['lint', '-f', '-', ...argv], { stdin: text });
}

/** `line:code` of each finding. */
async function placesIn(text: string, ...argv: readonly string[]): Promise<readonly string[]> {
  const { out } = await lint(text, '-o', 'json', ...argv);
  const { findings } = JSON.parse(out) as { findings: readonly { code: string; line: number }[] };
  return findings.map(({ code, line }) => `${line}:${code}`);
}

describe('netwhy lint', () => {
  it('tells what is wrong and where, and what would be right', async () => {
    expect((await lint(manifests)).out).toBe(`standard input:3:12 info NW504
  shop: no policy selects a pod of namespace shop: anybody may connect to them, and they to anything

standard input:10:3 warning NW201
  shop/web#podSelector: no pod in namespace shop has app=Web
  right  app: web

standard input:12:5 warning NW402
  shop/web#ingress[0].from: \`from: []\` does not mean nobody: it opens the rule from everybody, in and outside of the cluster

standard input:20:12 error NW101
  shop/broken#ingress[0].from[0]: Required value: must specify a peer

1 error, 2 warnings, 1 for information
`);
  });

  it('shows the lines with -o wide', async () => {
    expect((await lint(valid, '-o', 'wide')).out).toContain(`12 |   - from: []\n   |     ^^^^^^^^ \`from: []\``);
  });

  it('finds the broken file beside others', async () => {
    writeFileSync(join(folder, 'good.yaml'), valid);
    writeFileSync(join(folder, 'bad.yaml'), 'kind: [');
    const { out, code } = await netwhy(['lint', '-f', folder]);
    expect(code).toBe(1);
    expect(out).toContain('error NW104');
    expect(out).toContain('warning NW402');
  });

  it('ends with 1 for errors, or for less with --fail-on', async () => {
    expect((await lint(manifests)).code).toBe(1);
    expect((await lint(valid)).code).toBe(0);
    expect((await lint(valid, '--fail-on', 'warning')).code).toBe(1);
    expect((await lint(valid, '--fail-on', 'nothing')).code).toBe(2);
  });

  it('knows what a baseline holds, wherever it stands by now', async () => {
    const baseline = join(folder, 'known.json');
    expect((await lint(valid, '--write-baseline', baseline)).code).toBe(0);
    const moved = `# a new line\n${valid}`;
    expect(await placesIn(moved, '--baseline', baseline)).toEqual([]);
    expect(await placesIn(moved.replace('app: Web', 'app: other'), '--baseline', baseline)).toEqual(['11:NW201']);
    expect((await lint(valid, '--baseline', baseline, '--fail-on', 'info')).out).toBe(
      'nothing found (3 known from the baseline)\n',
    );
  });

  it('says so where a baseline is none', async () => {
    const other = join(folder, 'other.json');
    writeFileSync(other, '[]');
    const { code, err } = await lint(valid, '--baseline', other);
    expect(code).toBe(3);
    expect(err).toContain('is no baseline');
  });

  it('heeds comments on the line, and above it', async () => {
    const onLine = valid.replace('from: []', 'from: []  # netwhy:ignore NW402 opened on purpose');
    expect(await placesIn(onLine)).toEqual(['3:NW504', '10:NW201']);
    const above = valid.replace('  - from: []', '  # netwhy:ignore NW401, NW402\n  - from: []');
    expect(await placesIn(above)).toEqual(['3:NW504', '10:NW201']);
    const another = valid.replace('from: []', 'from: []  # netwhy:ignore NW403');
    expect(await placesIn(another)).toContain('12:NW402');
  });

  it('looks at one namespace with -n', async () => {
    expect(await placesIn(valid, '-n', 'shop')).toEqual(['10:NW201', '12:NW402']);
    expect(await placesIn(valid, '-n', 'tools')).toEqual([]);
  });

  it.each([
    ['sarif', '"ruleId": "NW402"'],
    ['junit', 'name="NW402 standard input:12"'],
    ['github', '::warning file=standard input,line=12,col=5,title=netwhy%3A NW402::'],
    ['md', '| warning | NW402 |'],
    [
      'csv',
      'warning,NW402,NetworkPolicy shop/web,shop/web#ingress\\[0\\].from,standard input:12:5'.replaceAll('\\', ''),
    ],
  ])('prints %s', async (format, text) => {
    expect((await lint(valid, '-o', format)).out).toContain(text);
  });

  it('has no answer for nothing', async () => {
    expect((await lint('')).code).toBe(3);
  });
});
