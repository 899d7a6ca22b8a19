import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Json } from '../model/manifest.ts';
import type { Path } from '../model/source.ts';
import { locate, readInput } from './index.ts';
import { positionsIn } from './position.ts';

function manifestsOf(text: string, path = 'a.yaml') {
  return readInput([{ path, bytes: new TextEncoder().encode(text) }]).manifests;
}

/** `line:column text` of a part. */
function show(text: string, path: Path): string {
  const [manifest] = manifestsOf(text);
  if (manifest === undefined) throw new Error('nothing was read');
  const { line, column, start, end } = locate(manifest.source, path);
  return `${line}:${column} ${text.slice(start, end)}`;
}

const policy = `# a policy
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
spec:
  podSelector: &any {}
  ingress:
  - from: [{podSelector: *any}] # all
    ports:
      - port: 80
      -   "port": '81'
  egress:
  note: |
    two
    lines
  last: !!str 5
`;

describe('a part of a YAML object', () => {
  test.each<[Path, string]>([
    [['kind'], '3:1 NetworkPolicy'],
    [['spec', 'podSelector'], '5:3 &any {}'],
    [['spec', 'ingress', 0, 'from'], '7:5 [{podSelector: *any}]'],
    [['spec', 'ingress', 0, 'from', 0], '7:12 {podSelector: *any}'],
    [['spec', 'ingress', 0, 'ports', 0], '9:9 port: 80'],
    [['spec', 'ingress', 0, 'ports', 1, 'port'], "10:11 '81'"],
    [['spec', 'egress'], '11:3 '],
    [['spec', 'note'], '12:3 |\n    two\n    lines'],
    [['spec', 'last'], '15:3 !!str 5'],
  ])('%j stands at its key, and ranges over its value', (path, expected) => {
    expect(show(policy, path)).toBe(expected);
  });

  test('that is not there is looked for around it', () => {
    expect(show(policy, ['spec', 'ingress', 0, 'ports', 7, 'port'])).toMatch(/^8:5 - port: 80/);
    expect(show(policy, ['status'])).toMatch(/^2:1 apiVersion/);
  });

  test('that is written twice is the last one', () => {
    expect(show('kind: A\napiVersion: v1\nx: 1\nx: 2\n', ['x'])).toBe('4:1 2');
  });

  test('that comes by an alias or a merge is where it is written', () => {
    const text = 'kind: A\napiVersion: v1\na: &a {b: 1}\nc: *a\nd: {<<: *a, e: 2}\n';
    expect(show(text, ['c', 'b'])).toBe('3:8 1');
    expect(show(text, ['d', 'b'])).toBe('3:8 1');
  });

  test('is found in an item of a list that uses an anchor of another one', () => {
    const text =
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: &k A}\n- apiVersion: v1\n  kind: *k\n  x: 1\n';
    const source = manifestsOf(text)[1]?.source;
    expect(source && locate(source, ['x'])).toMatchObject({ line: 7, column: 3 });
  });

  test('is right where brackets close further left than YAML 1.2 wants', () => {
    const text = 'kind: A\napiVersion: v1\nspec: {\n  a: [\n1,\n2\n],\n}\nx: "a\nb"\nz: 1\n';
    expect(show(text, ['spec', 'a', 1])).toBe('6:1 2');
    expect(show(text, ['spec'])).toBe('3:1 {\n  a: [\n1,\n2\n],\n}');
    expect(show(text, ['z'])).toBe('11:1 1');
    const long = `kind: A\napiVersion: v1\nb: "x\n${'y\n'.repeat(3000)}"\nc: [\n${'1,\n'.repeat(3000)}]\nz: 1\n`;
    expect(show(long, ['z'])).toBe('6007:1 1');
  });
});

// Printers think of fewer spellings of numbers than Go, and some print << as it is.
const words = fc.string({ maxLength: 9 }).filter((text) => !/^(?:[-+.]?\d|<<)/.test(text));
const keys = fc.oneof(
  fc.constantFrom('a', 'b', 'yes', '1', '0x1', '__proto__', 'a b', 'a: b', '', '-', '# c', "it's", 'é\u{1f600}'),
  words,
);
const texts = fc.oneof(
  words,
  fc.constantFrom('x\ny\n', '\n', ' x', 'x\n\n', '  two\n words\n', 'on', '1_0', '~', 'a #b'),
);
const values = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(texts, fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
  ),
})).value;

const layouts: readonly ((value: unknown) => string)[] = [
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, 1),
  (value) => JSON.stringify(value, null, '\t').replaceAll('\n', '\r\n'),
  (value) => dump(value, { noRefs: true, lineWidth: 20 }),
  (value) => dump(value, { seqNoIndent: true, noRefs: true, lineWidth: -1 }),
  (value) => dump(value, { noRefs: true }).replaceAll('\n', '\r\n'),
  (value) => stringify(value, { version: '1.1', aliasDuplicateObjects: false, lineWidth: 30 }),
  (value) =>
    stringify(value, { version: '1.1', aliasDuplicateObjects: false, indent: 4, defaultStringType: 'QUOTE_DOUBLE' }),
];

function* pathsOf(value: unknown, path: Path = []): Generator<readonly [Path, unknown]> {
  yield [path, value];
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* pathsOf(item, [...path, index]);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* pathsOf(item, [...path, key]);
  }
}

function normal(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('any object, printed in any layout', () => {
  const printed = fc.record({ value: values, layout: fc.constantFrom(...layouts), inList: fc.boolean() });

  test('is read back, and every part of it is where locate says', () => {
    fc.assert(
      fc.property(printed, ({ value, layout, inList }) => {
        const object = { apiVersion: 'example.com/v1', kind: 'Thing', value };
        const text = layout(inList ? { apiVersion: 'v1', items: [object, object], kind: 'List' } : object);
        // A printer may break lines in a way that YAML 1.1 reads differently; one that its own reader refuses is out.
        fc.pre(!/[\u0085\u2028\u2029]/.test(text));
        const manifests = manifestsOf(text.endsWith('\n') ? text : `${text}\n`);
        expect(manifests.map((manifest) => normal(manifest.value))).toEqual(
          (inList ? [object, object] : [object]).map(normal),
        );
        for (const { source } of manifests) {
          for (const [path, part] of pathsOf(normal(object))) {
            const found = locate(source, path);
            expect(found.depth).toBe(path.length);
            const { column } = positionsIn(source.file.text)(found.start);
            const slice = ' '.repeat(column - 1) + source.file.text.slice(found.start, found.end);
            // Such a block counts its indentation from its parent's, which is not in the range.
            if (!/^ *[|>]\d/.test(slice)) expect(readValue(slice)).toEqual(part);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** The value of a range's text, by the reader itself: plain YAML 1.2 has other booleans. */
function readValue(slice: string): unknown {
  const text = `apiVersion: v1\nkind: A\nv:\n${slice.replace(/^(?=.)/gm, ' ')}${slice.endsWith('\n') ? '' : '\n'}`;
  return normal(manifestsOf(text)[0]?.value['v']);
}
