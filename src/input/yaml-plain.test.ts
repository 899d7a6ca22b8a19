import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import table from './go-yaml.table.json' with { type: 'json' };
import { SyntaxProblem } from './syntax-error.ts';
import { readPlainYaml } from './yaml-plain.ts';
import { parseYamlTree } from './yaml-tree.ts';
import { yamlValue } from './yaml-value.ts';

/** What the reader of the whole language makes of a document that it has no warning about. */
function whole(text: string) {
  try {
    const notes: never[] = [];
    const node = parseYamlTree(text);
    if (node === undefined) return undefined;
    const value = yamlValue(node, notes);
    return notes.length > 0 ? undefined : { value, start: node.start, end: node.end };
  } catch (error) {
    if (error instanceof SyntaxProblem) return undefined;
    throw error;
  }
}

function plain(text: string) {
  return readPlainYaml(text, 0, text.length);
}

describe('plain YAML', () => {
  test('is what kubectl prints', () => {
    const text = `apiVersion: v1
kind: Pod
metadata:
  annotations:
    note: |
      two

        lines
    last: |-
      one
  labels: {}
  # a comment
  name: web-0
spec:
  containers:
  - args: []
    command:
    - --listen=:8080 # all addresses
    - --node=$(NODE)
    - a="b",c='d' [e] {f} & *g
    - "0"
    image: registry.example/web@sha256:0123
    ports:
    - containerPort: 8080
      hostIP: 10.0.0.1
  hostNetwork: false
  empty:
status: 'done'
`;
    expect(plain(text)).toEqual(whole(text));
    expect(plain(text)?.value).toMatchObject({
      metadata: { annotations: { note: 'two\n\n  lines\n', last: 'one' } },
      spec: {
        containers: [
          {
            command: ['--listen=:8080', '--node=$(NODE)', 'a="b",c=\'d\' [e] {f} & *g', '0'],
            ports: [{ containerPort: 8080 }],
          },
        ],
        empty: null,
      },
    });
  });

  test.each([
    'a: yes',
    'y: 1',
    'a: 1\na: 2',
    'a: &b 1',
    'a: {b: 1}',
    'a: # c',
    'a: "b" # c',
    'a: b # c\n  d',
    'a: b#c',
    'a: =',
    'a: b\n  c',
    'a: "\\n"',
    "a: 'it''s'",
    'a: é',
    'a: 1\r\nb: 2',
    'a: |\n  b',
    'a: >\n  b\n',
    'a:\n\tb: 1',
    '__proto__: 1',
    '<<: {}',
    'a:\n  b: 1\n c: 2',
    '- a\nb: 1',
    'a: [',
    'a: b: c',
    '-  a',
    'text',
    '',
    '# nothing\n',
  ])('is not %j, which is left to the other reader', (text) => {
    expect(plain(text)).toBeUndefined();
  });

  test('is not what is nested deeply', () => {
    expect(plain('- '.repeat(100_000))).toBeUndefined();
    const map = Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('');
    expect(plain(map)).toBeUndefined();
  });
});

// Lines that are put together at random come close to every border of the language.
const pieces = fc.constantFrom(
  ...[
    'a',
    'b',
    'c-d',
    'on',
    'null',
    "'q'",
    '"q"',
    '|',
    '|-',
    '>',
    '{}',
    '[]',
    '- ',
    '-',
    ': ',
    ':',
    '#',
    ' #',
    ' ',
    '  ',
  ],
  ...[
    '1',
    '010',
    '1.5',
    '1:30',
    '-1',
    '--x',
    '.',
    '.inf',
    'x:y',
    'x,y',
    'true',
    'no',
    '~',
    '*a',
    '&a ',
    '!t ',
    '\n',
    '\n\n',
  ],
  ...[
    '\n  ',
    '\n    ',
    '\n- ',
    '\n  - ',
    '\na: ',
    '\nb:',
    '\n  c: ',
    '\n  d:',
    'e: |\n  ',
    '? ',
    '%',
    '@',
    'it=(a; b)',
    '\\',
    '$(A)',
    '[b',
    'c}',
    '"',
    "'",
    '# c',
    '<',
    '=',
    '`',
  ],
);
const jumbles = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(''));

const words = fc.oneof(
  fc.constantFrom(
    'a',
    'web-0',
    'yes',
    '1',
    '0x1',
    '10.0.0.1/8',
    'a: b',
    '',
    '- a',
    '# c',
    "it's",
    'a b',
    'x\ny\n',
    ' x\n',
    'x\n\n',
  ),
  fc.string({ maxLength: 9 }),
);
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(words, fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(words, tie('value'), { maxKeys: 4 }),
  ),
})).value;
const printed = fc
  .tuple(
    values,
    fc.constantFrom(
      (value: unknown) => dump(value, { noRefs: true }),
      (value: unknown) => dump(value, { noRefs: true, seqNoIndent: true, lineWidth: -1 }),
      (value: unknown) => stringify(value, { version: '1.1', aliasDuplicateObjects: false }),
    ),
  )
  .map(([value, print]) => print(value));

describe('what is read as plain YAML', () => {
  const agrees = (text: string) => {
    const found = plain(text);
    if (found !== undefined) expect(found).toEqual(whole(text));
  };

  test.each(table.map(([yaml]) => yaml ?? ''))('is what the other reader makes of it: %j', agrees);

  test('is the same, printed by any printer', () => {
    fc.assert(fc.property(printed, agrees), { numRuns: 500 });
  });

  test('is the same, however lines are put together', () => {
    fc.assert(
      fc.property(jumbles, (text) => {
        agrees(text);
        agrees(`a: ${text}`);
        agrees(`a:\n  b: ${text}\nc: 1\n`);
      }),
      { numRuns: 3000 },
    );
  });

  test('is most of what people write', () => {
    const text = dump({ a: [{ b: 'c', d: [1, 2] }], e: { f: null, g: '1' } });
    expect(plain(text)?.value).toEqual({ a: [{ b: 'c', d: [1, 2] }], e: { f: null, g: '1' } });
  });
});
