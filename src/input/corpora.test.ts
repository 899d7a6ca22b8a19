import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type InputFile, locate, readInput } from './index.ts';

const corpora = process.env['NETWHY_CORPORA'];

function* filesOf(path: string): Generator<InputFile> {
  if (statSync(path).isFile()) yield { path, bytes: readFileSync(path) };
  else for (const name of readdirSync(path).sort()) yield* filesOf(join(path, name));
}

describe.skipIf(corpora === undefined)('corpora (set NETWHY_CORPORA to their folder)', () => {
  const folder = (name: string) => join(corpora ?? '', name);

  test('a snapshot and a dump of one cluster have the same pods and current logs', () => {
    const snapshot = readInput(filesOf(folder('snapshots/ten-crash-loops')));
    const dump = readInput(filesOf(folder('snapshots/ten-crash-loops.cluster-info-dump')));
    const pods = ({ manifests }: typeof dump) =>
      manifests
        .filter(({ value }) => value['kind'] === 'Pod')
        .map(({ value }) => (value['metadata'] as { name: string }).name)
        .sort();
    const logs = (input: typeof dump) =>
      input.logs
        .filter(({ previous }) => !previous)
        .map(({ namespace, pod, container }) => `${namespace}/${pod}/${container}`)
        .sort();
    expect([snapshot.form, dump.form]).toEqual(['snapshot', 'cluster-info-dump']);
    expect([...snapshot.problems, ...dump.problems]).toEqual([]);
    expect(pods(dump)).toEqual(pods(snapshot));
    expect(logs(dump)).toEqual(logs(snapshot));
  });

  test.each(['cyclonus', 'kube-network-policies', 'netpol-analyzer', 'npapi', 'policy-assistant'])(
    'every manifest of %s stands where its source says',
    (name) => {
      for (const { value, source } of readInput(filesOf(folder(name))).manifests) {
        const kind = locate(source, ['kind']);
        // An item of a typed list has its kind from the list.
        if (kind.depth === 0) continue;
        expect(source.file.text.slice(kind.start, kind.end)).toContain(value['kind']);
      }
    },
  );
});
