import { builtinModules } from 'node:module';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { type BuildResult, build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';

const question = `
  import { parseAddress } from './src/model/index.ts';
  import { ask, mapOf, PolicyEngine } from './src/policy/index.ts';

  const pod = (name) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { app: name } }, spec: { containers: [] } });
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'guard' },
    spec: { podSelector: { matchLabels: { app: 'db' } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }] },
  };
  const engine = new PolicyEngine();
  const source = { file: { path: 'page', text: '' }, document: 0, start: 0, end: 0 };
  engine.apply([pod('web'), pod('db'), pod('other'), policy].map((value) => ({ type: 'put', manifest: { value, source } })));
  globalThis.answers = {
    fromWeb: ask(engine, 'web', 'db:5432').verdict,
    fromOther: ask(engine, 'other', 'db:5432').verdict,
    family: parseAddress('fd00::1').family,
    mapped: mapOf(engine).connections.length > 0,
  };
`;

describe('the engine and the model, bundled for a browser', () => {
  let bundle: BuildResult<{ write: false; metafile: true }>;

  function bundled(contents: string, format: 'esm' | 'iife'): Promise<typeof bundle> {
    return build({
      stdin: { contents, resolveDir: process.cwd() },
      bundle: true,
      format,
      metafile: true,
      minify: true,
      platform: 'browser',
      target: 'es2022',
      write: false,
    });
  }

  beforeAll(async () => {
    bundle = await bundled(`export * from './src/policy/index.ts'; export * from './src/model/index.ts';`, 'esm');
  });

  it('weigh less than 63 kB, compressed', () => {
    expect(gzipSync(bundle.outputFiles[0]!.contents, { level: 9 }).length).toBeLessThan(63_000);
  });

  it('hold no parser of files and nothing of Node', () => {
    const { inputs } = bundle.metafile;
    const packages = Object.keys(inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
    expect([...new Set(packages)]).toEqual(['fastest-levenshtein']);
    const imported = Object.values(inputs).flatMap((file) => file.imports.map(({ path }) => path));
    expect(imported.filter((path) => path.startsWith('node:') || builtinModules.includes(path))).toEqual([]);
  });

  it('answer where there is nothing but the language', async () => {
    const { outputFiles } = await bundled(question, 'iife');
    const context = createContext({});
    runInContext(outputFiles[0]!.text, context);
    expect(JSON.parse(runInContext('JSON.stringify(answers)', context) as string)).toEqual({
      fromWeb: 'allowed',
      fromOther: 'denied',
      family: 6,
      mapped: true,
    });
  });
});
