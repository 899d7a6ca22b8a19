import { describe, expect, test } from 'vitest';
import table from './go-yaml.table.json' with { type: 'json' };
import { readInput } from './index.ts';

// Each row is a document and what sigs.k8s.io/yaml v1.6.0 (go.yaml.in/yaml/v2 v2.4.4) makes of it: JSON, or null for an error.
const rows = table as [yaml: string, json: string | null][];

/** A document is read as an item of a custom resource, so that any value can be one. */
function read(yaml: string): string {
  const indented = yaml.replace(/\r?\n$/, '').replace(/^(?=.)/gm, '  ');
  const text = `apiVersion: example.com/v1\nkind: Thing\nvalue:\n${indented}\n`;
  const { manifests, problems } = readInput([{ path: 'thing.yaml', bytes: new TextEncoder().encode(text) }]);
  return problems.length > 0 ? 'error' : JSON.stringify(sorted(manifests[0]?.value['value'] ?? null));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

/** What means something else, or nothing, when it is not at the start of a file. */
function isOnlyAtTheStart(yaml: string): boolean {
  return /^[%\ufeff]|^(?:---|\.\.\.)|\n---/m.test(yaml);
}

describe('YAML is read as kubectl reads it', () => {
  test.each(rows.filter(([yaml]) => !isOnlyAtTheStart(yaml)))('%j', (yaml, json) => {
    const expected = json === null ? 'error' : JSON.stringify(sorted(JSON.parse(json)));
    expect(read(yaml)).toBe(expected);
  });
});
