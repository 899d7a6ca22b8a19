import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DiagnosisList } from '../src/report/index.ts';
import { corpusPath, hasCorpora } from './corpora/corpora.ts';
import { netwhy } from './support/command.ts';

interface Expected {
  readonly namespace: string;
  readonly workload: string;
  readonly verdict: string;
  readonly direction?: string;
  readonly policies?: readonly string[];
  readonly target?: string;
  readonly missing?: string;
}

const expected = readFileSync('test/fixtures/crash-loops.expected.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Expected);

async function diagnoseAll(folder: string): Promise<Map<string, DiagnosisList['items'][number]>> {
  const { out } = await netwhy(['diagnose', '-f', folder, '-o', 'json']);
  const { items } = JSON.parse(out) as DiagnosisList;
  return new Map(items.map((item) => [`${item.subject.namespace}/${item.subject.workload.name}`, item]));
}

/** The form in which the expectations are written. */
function summarise(item: DiagnosisList['items'][number] | undefined) {
  const to = item?.connection?.to;
  const name = to?.workload === undefined ? to?.name : `${to.namespace}/${to.workload.name}`;
  return {
    verdict: item?.verdict,
    ...(item?.policies !== undefined && {
      direction: item.direction,
      policies: item.policies.map((policy) => `${policy.namespace}/${policy.name}`).sort(),
      target: `${name}:${to?.port}/${to?.protocol}`,
    }),
  };
}

const folders = ['examples/crash-loops', ...(hasCorpora ? [corpusPath('snapshots', 'ten-crash-loops')] : [])];

describe.each(folders)('the ten crash loops of a real cluster in %s', (folder) => {
  it.each(expected)('$namespace/$workload: $verdict', async ({ namespace, workload, ...want }) => {
    const items = await diagnoseAll(folder);
    const { missing, policies, verdict, direction, target } = want;
    const item = items.get(`${namespace}/${workload}`);
    expect(summarise(item)).toEqual({
      verdict,
      ...(policies !== undefined && { direction, policies: [...policies].sort(), target }),
    });
    if (missing !== undefined) expect(item?.nearMisses?.[0]?.missing).toContain(missing.split(' (')[0]);
  });

  it('has no other diagnosis', async () => {
    expect((await diagnoseAll(folder)).size).toBe(expected.length);
  });

  it('names at least two kinds of evidence for each blocked connection', async () => {
    for (const item of (await diagnoseAll(folder)).values()) {
      const kinds = new Set(item.evidence.filter((one) => one.for === 'blocked').map((one) => one.kind));
      if (item.policies !== undefined) expect(kinds.size, item.summary).toBeGreaterThanOrEqual(2);
    }
  });
});

describe.skipIf(!hasCorpora)('the same cluster as kubectl cluster-info dump writes it', () => {
  const folder = corpusPath('snapshots', 'ten-crash-loops.cluster-info-dump');

  it('claims nothing that it cannot know: the dump holds no policies', async () => {
    const items = await diagnoseAll(folder);
    const decidable = {
      'auth/tokens': 'config',
      'mail/digest': 'client-refuses',
      'render/thumbs': 'oom',
      'tickets/consumer': 'refused',
    };
    for (const [name, item] of items) {
      const code = Object.entries(decidable).find(([workload]) => workload === name)?.[1];
      expect(item.verdict, name).toBe(code === undefined ? 'undetermined' : 'not-policy');
      if (code === undefined)
        expect(item.missing.map((missing) => missing.command).join(), name).toContain('networkpolicies');
      else expect(item.cause.code, name).toBe(code);
    }
    expect(items.size).toBe(expected.length);
  });
});
