import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { schemas } from '../scripts/schemas.mjs';
import { readInput } from '../src/input/index.ts';
import { decodeConnectivityTest } from '../src/policy/assertions/index.ts';
import { netwhy } from './support/command.ts';

const commands: readonly (readonly [schema: string, argv: readonly string[]])[] = [
  ['DiagnosisList', ['diagnose']],
  ['CheckResult', ['check', 'web/client', 'server.shop:80']],
  ['CheckResult', ['check', '10.0.0.0/8', 'shop/server:8080']],
  ['Explanation', ['explain', 'ledger/worker', 'ledger/svc/api:80']],
  ['Explanation', ['explain', 'mail/sender', 'example.com:443']],
  ['ApplyingPolicyList', ['policies', 'store/server']],
  ['ConnectivityMap', ['map', '--exposure']],
  ['ConnectivityDiff', ['diff', '--with', 'examples/article/app.yaml', '--with', 'examples/article/problematic.yaml']],
  ['LintReport', ['lint']],
  ['Matrix', ['matrix', '--port', '8080', '--port', 'dns/UDP']],
  ['ConnectivityTestReport', ['test', 'examples/connectivity-test.yaml']],
  ['ReplayReport', ['replay', 'test/fixtures/flows.jsonl']],
];

describe('what -o json prints is what the shipped schema says', () => {
  it.each(commands)('%s: %j', async (name, argv) => {
    const { out } = await netwhy([...argv, '-f', 'examples/crash-loops', '-o', 'json']);
    const document = JSON.parse(out) as { kind: string; apiVersion: string };
    expect(document).toMatchObject({ apiVersion: 'netwhy.dev/v1alpha1', kind: name });
    const schema = JSON.parse(readFileSync(`schemas/${name}.json`, 'utf8')) as Record<string, unknown>;
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each([
    ['the example that people start from', readFileSync('examples/connectivity-test.yaml', 'utf8')],
    [
      'the one on its page',
      /^```yaml\n([\s\S]*?)^```$/m.exec(readFileSync('docs/connectivity-tests.md', 'utf8'))?.[1] ?? '',
    ],
  ])('ConnectivityTest: %s', (_name, text) => {
    const [manifest] = readInput([{ path: 't.yaml', bytes: new TextEncoder().encode(text) }]).manifests;
    expect(manifest && decodeConnectivityTest(manifest).problems).toEqual([]);
    const schema = JSON.parse(readFileSync('schemas/ConnectivityTest.json', 'utf8')) as Record<string, unknown>;
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
    validate(manifest?.value);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...manifest?.value, denied: [] })).toBe(false);
  });

  it('the schemas are those of the types: npm run schemas', () => {
    for (const [file, text] of schemas()) expect(readFileSync(file, 'utf8'), file).toBe(text);
  });
});
