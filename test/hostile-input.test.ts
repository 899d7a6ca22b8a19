import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../src/model/index.ts';
import { ask, mapOf, PolicyEngine } from '../src/policy/index.ts';
import { netwhy } from './support/command.ts';

function pod(name: string, spec: JsonObject = {}): JsonObject {
  const metadata = { name, namespace: 'shop', labels: { app: name } };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [{ name: 'c', ...spec }] } };
}

function policy(spec: JsonObject): JsonObject {
  const metadata = { name: 'guard', namespace: 'shop' };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: { podSelector: {}, ...spec } };
}

function engineOf(...values: readonly JsonObject[]): PolicyEngine {
  const source = { file: { path: 'hostile', text: '' }, document: 0, start: 0, end: 0 };
  const engine = new PolicyEngine();
  engine.apply(values.map((value) => ({ type: 'put', manifest: { value, source } })));
  return engine;
}

function many<T>(count: number, item: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => item(index));
}

/** Blocks of four addresses, each apart from the others. */
function block(index: number): string {
  return `10.${(index >> 13) & 255}.${(index >> 5) & 255}.${(index & 31) * 8}/30`;
}

const list = (...items: readonly JsonObject[]): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'List', items: items as readonly Json[] });

// What takes the square of these sizes does not end within the time of a test.
describe('an object of any size ends in an answer', () => {
  it('100,000 blocks, of which one has the address', () => {
    const engine = engineOf(
      pod('web'),
      policy({ egress: [{ to: many(100_000, (index) => ({ ipBlock: { cidr: block(index) } })) }] }),
    );
    expect(ask(engine, 'shop/web', '10.3.0.1:80').verdict).toBe('allowed');
    expect(ask(engine, 'shop/web', '10.3.0.5:80').verdict).toBe('denied');
  });

  it('a map of 20,000 exceptions of one block', () => {
    const except = many(20_000, block);
    const engine = engineOf(pod('web'), policy({ egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except } }] }] }));
    const { endpoints } = mapOf(engine);
    expect(endpoints.length).toBeGreaterThan(20_000);
  });

  it('a range that 5,000 blocks cut into pieces', () => {
    const to = many(5_000, (index) => ({ ipBlock: { cidr: block(index) } }));
    const answer = ask(engineOf(pod('web'), policy({ egress: [{ to }] })), 'shop/web', '0.0.0.0/0:80');
    expect(answer.verdict).toBe('denied');
    expect(answer.pairs).toHaveLength(10_001);
  });

  it('selectors that name 50,000 values, asked about 20,000 pods', () => {
    const values = many(50_000, (index) => `p${index}`);
    const from = [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values }] } }];
    const pods = many(20_000, (index) => pod(`p${index}`));
    const { connections } = mapOf(engineOf(...pods, policy({ ingress: [{ from }] })));
    expect(connections.every(({ ports }) => ports.TCP.length > 0)).toBe(true);
  });

  it('10,000 ports of one name, which 1,000 rules name', () => {
    const ports = many(10_000, (index) => ({ name: 'http', containerPort: index + 1 }));
    const ingress = many(1_000, () => ({ ports: [{ port: 'http' }] }));
    const engine = engineOf(pod('web', { ports }), pod('db'), policy({ ingress }));
    expect(ask(engine, 'shop/db', 'shop/web:10000').verdict).toBe('allowed');
    expect(ask(engine, 'shop/db', 'shop/web:10001').verdict).toBe('denied');
  });

  it('200,000 faults of one policy, of which the first are told', async () => {
    const ports = many(200_000, (index) => ({ port: -index }));
    const { code, err } = await netwhy(['policies', 'shop/web', '-f', '-'], {
      stdin: list(pod('web'), policy({ ingress: [{ ports }] })),
    });
    const lines = err.trimEnd().split('\n');
    expect(lines[0]).toContain('spec.ingress[0].ports[0].port: Invalid value: 0: must be between 1 and 65535');
    expect(lines.at(-1)).toBe('error: 199900 more faults are not shown');
    expect({ code, lines: lines.length }).toEqual({ code: 3, lines: 101 });
  });

  it('a label of 100 kB, of which the start is told', async () => {
    const matchLabels = { app: '-'.repeat(100_000) };
    const { code, err } = await netwhy(['policies', 'shop/web', '-f', '-'], {
      stdin: list(pod('web'), policy({ podSelector: { matchLabels } })),
    });
    expect(err.length).toBeLessThan(10_000);
    expect(err).toMatch(/… \(\d+ more characters\)\n/);
    expect(code).toBe(3);
  });

  it('50,000 rules, each explained with its line', async () => {
    const ingress = many(50_000, (index) => ({ ports: [{ port: index + 1 }] }));
    const { code, out } = await netwhy(['explain', 'shop/web', 'shop/db:80', '-o', 'json', '-f', '-'], {
      stdin: list(pod('web'), pod('db'), policy({ ingress })),
    });
    expect((JSON.parse(out) as { rules: unknown[] }).rules).toHaveLength(50_000);
    expect(code).toBe(0);
  });
});

describe('names of JavaScript itself are names like others', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  // As text, since an object of JavaScript loses the key.
  const objects = names.flatMap((name) => [
    `{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"${name}","labels":{"__proto__":"${name}"}}}`,
    `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"${name}","namespace":"${name}","labels":{"__proto__":"${name}"}},"spec":{"containers":[{"name":"${name}","ports":[{"name":"${name}","containerPort":80}]}]}}`,
    `{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"${name}","namespace":"${name}"},"spec":{"podSelector":{},"ingress":[{"from":[{"namespaceSelector":{"matchExpressions":[{"key":"constructor","operator":"Exists"}]}}]}]}}`,
    `{"apiVersion":"${name}/v1","kind":"${name}","metadata":{"name":"${name}"}}`,
  ]);
  const stdin = `{"apiVersion":"v1","kind":"List","items":[${objects.join(',')}]}`;

  it.each(names)('no label of that name is made up: %s', async (name) => {
    const { code, err } = await netwhy(['check', 'constructor/constructor', `${name}/${name}:80`, '-f', '-'], {
      stdin,
    });
    expect({ code, isFault: err.includes('fault of its own') }).toEqual({
      code: name === 'constructor' ? 0 : 1,
      isFault: false,
    });
  });
});
