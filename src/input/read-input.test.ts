import { describe, expect, test } from 'vitest';
import { type Input, type InputOptions, readInput } from './index.ts';

function read(files: Readonly<Record<string, string>>, options?: InputOptions): Input {
  const encoder = new TextEncoder();
  return readInput(
    Object.entries(files).map(([path, text]) => ({ path, bytes: encoder.encode(text) })),
    options,
  );
}

function names(input: Input): readonly string[] {
  return input.manifests.map(
    ({ value }) => `${(value as { kind?: string }).kind}/${String((value['metadata'] as { name: string }).name)}`,
  );
}

function object(kind: string, name: string): string {
  return `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;
}

function ranges(input: Input): readonly string[] {
  return input.manifests.map(({ source }) => source.file.text.slice(source.start, source.end));
}

describe('documents', () => {
  test('of YAML are split at --- and keep their places', () => {
    const text = `# first\n---\n${object('Pod', 'a')}--- # second\n\n---\n# nothing\n---\n${object('Service', 'b')}`;
    const input = read({ 'all.yaml': text });
    expect(names(input)).toEqual(['Pod/a', 'Service/b']);
    expect(ranges(input)).toEqual([object('Pod', 'a').trimEnd(), object('Service', 'b').trimEnd()]);
    expect(input.manifests.map(({ source }) => source.document)).toEqual([1, 4]);
  });

  test('of JSON may follow each other, on lines of their own or with --- between them', () => {
    const pod = (name: string) => JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name } });
    const input = read({
      'a.json': `${pod('a')}${pod('b')}\n${pod('c')}\n---\n${pod('d')}`,
      'b.json': `[${pod('e')}]`,
    });
    expect(names(input)).toEqual(['Pod/a', 'Pod/b', 'Pod/c', 'Pod/d', 'Pod/e']);
    expect(ranges(input)).toEqual(['a', 'b', 'c', 'd', 'e'].map(pod));
  });

  test('of JSON may be lists and objects in turns, however the key of a list is written', () => {
    const pod = (name: string) => JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name } });
    const list = (...items: string[]) => `{"apiVersion": "v1", "kind": "List", "items": [${items.join(',\r\n')}]}`;
    const stream = `\ufeff${pod('ä')} ${list(pod('b'), list(), list(pod('c')))}\r\n[${pod('d')}]${pod('e')}`;
    for (const text of [stream, stream.replaceAll('"items"', '"\\u0069tems"')]) {
      const input = read({ 'a.json': text });
      expect(names(input)).toEqual(['Pod/ä', 'Pod/b', 'Pod/c', 'Pod/d', 'Pod/e']);
      expect(ranges(input)).toEqual(['ä', 'b', 'c', 'd', 'e'].map(pod));
    }
    expect(names(read({ 'a.json': `${pod('a')}\n[${pod('b')}]` }))).toEqual(['Pod/a', 'Pod/b']);
  });

  test('that start with a brace and are no JSON are YAML', () => {
    expect(names(read({ 'a.yaml': '{apiVersion: v1, kind: Pod, metadata: {name: a},} # flow\n' }))).toEqual(['Pod/a']);
    expect(names(read({ 'a.json': '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"},}' }))).toEqual([
      'Pod/a',
    ]);
  });

  test('end at ..., as for kubectl', () => {
    expect(
      names(read({ 'a.yaml': `${object('Pod', 'a')}...\n%anything {{ else\n---\n${object('Pod', 'b')}` })),
    ).toEqual(['Pod/a', 'Pod/b']);
  });

  test('with text behind the separator are a problem, as for kubectl', () => {
    const { problems } = read({ 'a.yaml': `--- x\n${object('Pod', 'a')}` });
    expect(problems).toMatchObject([{ message: expect.stringMatching(/separator/), line: 1, column: 1 }]);
  });
});

describe('encodings', () => {
  const text = object('Pod', 'a').replaceAll('\n', '\r\n');

  test('CRLF lines keep their offsets', () => {
    const [manifest] = read({ 'a.yaml': `${text}---\r\n${text}` }).manifests.slice(1);
    expect(manifest?.source.file.text.slice(manifest.source.start)).toBe(text);
  });

  test('a byte order mark is no text', () => {
    expect(ranges(read({ 'a.yaml': `\ufeff${text}` }))).toEqual([text.trimEnd()]);
  });

  test('PowerShell writes UTF-16', () => {
    const bytes = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
    expect(ranges(readInput([{ path: 'a.yaml', bytes }]))).toEqual([text.trimEnd()]);
  });

  test('what is no text is passed over', () => {
    const files = [
      { path: 'a.yaml', bytes: Uint8Array.of(0xff, 0x80, 0x80) },
      { path: 'b.yaml', bytes: Uint8Array.of(97, 0, 98) },
    ];
    expect(readInput(files)).toMatchObject({ problems: [], passedOver: [{ path: 'a.yaml' }, { path: 'b.yaml' }] });
  });
});

describe('lists', () => {
  const items = ['a', 'b', 'c'].map((name) => ({ metadata: { name, labels: { app: name } } }));

  test('are unpacked, and typed ones give their type to their items', () => {
    const input = read({ 'pods.json': JSON.stringify({ kind: 'PodList', apiVersion: 'v1', metadata: {}, items }) });
    expect(names(input)).toEqual(['Pod/a', 'Pod/b', 'Pod/c']);
    expect(input.manifests.map(({ value }) => value['apiVersion'])).toEqual(['v1', 'v1', 'v1']);
    expect(ranges(input)).toEqual(items.map((item) => JSON.stringify(item)));
  });

  const block = ['a', 'b'].map((name) => `apiVersion: v1\n  kind: Pod\n  metadata:\n    name: ${name}`);
  test.each([
    ['as kubectl prints them', `apiVersion: v1\nitems:\n- ${block.join('\n- ')}\nkind: List\nmetadata: {}\n`],
    ['with the items last', `kind: List\napiVersion: v1\nitems: # two\n\n# first\n- ${block.join('\n# next\n- ')}\n`],
    [
      'indented',
      `kind: List\napiVersion: v1\nitems:\n  - ${block.join('\n  - ').replaceAll('\n  ', '\n    ').replaceAll('    - ', '  - ')}\n`,
    ],
    ['CRLF', `apiVersion: v1\nitems:\n- ${block.join('\n- ')}\nkind: List\n`.replaceAll('\n', '\r\n')],
    [
      'in brackets',
      '{kind: List, apiVersion: v1, items: [{apiVersion: v1, kind: Pod, metadata: {name: a}},\n{apiVersion: v1, kind: Pod, metadata: {name: b}}]}',
    ],
    [
      'with an anchor across items',
      `apiVersion: v1\nkind: List\nitems:\n- apiVersion: &v v1\n  kind: Pod\n  metadata: {name: a}\n- apiVersion: *v\n  kind: Pod\n  metadata: {name: b}\n`,
    ],
    [
      'with a line that only looks like an item',
      `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a, note: "x\n- y"}\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: b}\n`,
    ],
  ])('of YAML: %s', (_name, text) => {
    const input = read({ 'list.yaml': text });
    expect(input.problems).toEqual([]);
    expect(names(input)).toEqual(['Pod/a', 'Pod/b']);
    for (const range of ranges(input)) expect(range).toMatch(/^\{?apiVersion[\s\S]*[ab1}]$/);
  });

  test('may nest, be empty, or null', () => {
    const inner = { kind: 'PodList', apiVersion: 'v1', items };
    const input = read({
      'list.json': JSON.stringify({
        kind: 'List',
        apiVersion: 'v1',
        items: [inner, { kind: 'List', apiVersion: 'v1', items: [] }],
      }),
      'none.json': JSON.stringify({ kind: 'PodList', apiVersion: 'v1', items: null }),
    });
    expect(names(input)).toEqual(['Pod/a', 'Pod/b', 'Pod/c']);
    expect(input).toMatchObject({ problems: [], passedOver: [] });
  });

  test('are not every kind that ends in List, nor every object with items', () => {
    const allow = { apiVersion: 'x/v1', kind: 'AllowList', metadata: { name: 'a' }, spec: { items: [1] } };
    const menu = { apiVersion: 'x/v1', kind: 'Menu', metadata: { name: 'b' }, items: [{ dish: 1 }] };
    const input = read({ 'a.json': JSON.stringify(allow), 'b.yaml': JSON.stringify(menu) });
    expect(input.manifests.map(({ value }) => value)).toEqual([allow, menu]);
  });
});

describe('what is no Kubernetes object', () => {
  test('is passed over with its reason', () => {
    const input = read({
      'values.yaml': 'replicas: 1\n',
      'Chart.yaml': 'apiVersion: v2\nname: chart\n',
      '.drone.yml': 'kind: pipeline\ntype: docker\n',
      'empty.yaml': '\n',
      'notes.md': '---\ntitle: x\n---\napiVersion: v1\n',
      'settings.json': '{"a": 1, // comment\n}',
    });
    expect(input).toMatchObject({ problems: [], manifests: [] });
    expect(input.passedOver.map(({ path, reason }) => `${path}: ${reason}`)).toMatchInlineSnapshot(`
      [
        "values.yaml: holds no Kubernetes object",
        "Chart.yaml: holds no Kubernetes object",
        ".drone.yml: holds no Kubernetes object",
        "empty.yaml: empty",
        "notes.md: neither a manifest nor a log",
        "settings.json: holds no Kubernetes object",
      ]
    `);
  });

  test('is said to miss its type where it was meant as one', () => {
    const policy = 'kind: NetworkPolicy\nmetadata:\n  name: a\nspec: {}\n';
    const { problems } = read({ 'a.yaml': `${object('Pod', 'b')}---\n${policy}---\napiVersion: v1\nmetadata: {}\n` });
    expect(problems).toEqual([
      { message: 'the NetworkPolicy has no apiVersion', file: 'a.yaml', line: 6, column: 1 },
      { message: 'an object of v1 has no kind', file: 'a.yaml', line: 11, column: 1 },
    ]);
  });

  test('is told from a manifest by its start where its name says nothing', () => {
    const input = read({
      '-': object('Pod', 'a'),
      backup: `# saved\n---\n${object('Pod', 'b')}`,
      notes: 'kind words\n',
    });
    expect(names(input)).toEqual(['Pod/a', 'Pod/b']);
    expect(input.passedOver.map(({ path }) => path)).toEqual(['notes']);
  });
});

describe('warnings', () => {
  test('of words that YAML 1.1 takes for booleans, where text is likely', () => {
    const labels = '  labels: {a: yes, b: "yes", c: true, "on": off, y: z}\n';
    const { warnings, manifests } = read({ 'a.yaml': `${object('Pod', 'a')}${labels}spec:\n  hostNetwork: yes\n` });
    expect(manifests[0]?.value['metadata']).toMatchObject({
      labels: { a: true, b: 'yes', c: true, on: false, true: 'z' },
    });
    expect(warnings.map(({ line, column, message, hint }) => `${line}:${column} ${message}; ${hint}`)).toEqual([
      '5:15 unquoted yes is read as the boolean true, as kubectl does; quote it: "yes"',
      '5:45 unquoted off is read as the boolean false, as kubectl does; quote it: "off"',
      '5:50 unquoted y is read as the boolean true, as kubectl does; quote it: "y"',
    ]);
  });

  test('of keys that are written twice: the last one counts', () => {
    const twice = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a",\n"labels":{"x":"1","x":"2"}}}';
    const input = read({ 'a.yaml': `${object('Pod', 'a')}  name: b\n`, 'b.json': twice });
    expect(names(input)).toEqual(['Pod/b', 'Pod/a']);
    expect(input.warnings).toEqual([
      {
        message: 'the key "name" is written twice: the last one counts, as in kubectl (first on line 4)',
        file: 'a.yaml',
        line: 5,
        column: 3,
      },
      {
        message: 'the key "x" is written twice: the last one counts, as in kubectl (first on line 2)',
        file: 'b.json',
        line: 2,
        column: 19,
      },
    ]);
  });

  test('of a key that is written twice are found in items of lists, too', () => {
    const pod = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}}';
    const twice = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"b","__proto__":1,"__proto__":2}}';
    const list = `{"apiVersion":"v1","kind":"List","items":[${pod},\r\n {"kind":"List","apiVersion":"v1","items":[${pod}]},${twice}]}`;
    const { warnings } = read({ 'a.json': `\ufeff${pod}\r\n---\r\n${list}` });
    expect(warnings.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      `4:${(list.split('\n')[1] ?? '').lastIndexOf('"__proto__"') + 1} the key "__proto__" is written twice: the last one counts, as in kubectl (first on line 4)`,
    ]);
  });

  test('are not given for other files', () => {
    expect(read({ 'workflow.yaml': 'on: push\non: pull\n' }).warnings).toEqual([]);
  });
});

describe('broken files', () => {
  test.each([
    ['a.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a\n', 4, 1],
    ['a.yaml', 'apiVersion: v1\nkind: Pod\nmetadata:\n\tname: a\n', 4, 1],
    ['a.yaml', 'apiVersion: v1\r\nkind: Pod\r\nmetadata: *none\r\n', 3, 12],
    ['a.json', '{"apiVersion": "v1",\n "kind": "Pod",\n,}', 3, 1],
    ['a.json', '{"apiVersion": "v1",\n "kind": Pod: 1}', 2, 10],
    ['a.json', '{"apiVersion": "v1",\n "kind": "Li', 2, 10],
    ['a.json', '{"apiVersion":"v1","kind":"List","items":[{"kind":"Pod"},\n{"kind" "Pod"}]}', 2, 9],
  ])('%s %j is a problem with its place', (path, text, line, column) => {
    const { problems, manifests } = read({ [path]: text });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: path, line, column });
    expect(problems[0]?.message).not.toContain('\n');
    expect(manifests).toEqual([]);
  });

  test('leave the other documents alone', () => {
    const input = read({
      'a.yaml': `${object('Pod', 'a')}---\n"\n---\n${object('Pod', 'b')}`,
      'b.yaml': object('Pod', 'c'),
    });
    expect(names(input)).toEqual(['Pod/a', 'Pod/b', 'Pod/c']);
    expect(input.problems).toHaveLength(1);
  });

  test('that are Helm templates say so', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata:\n  {{- include "labels" . | nindent 4 }}\n';
    expect(read({ 'pod.yaml': text }).problems).toMatchObject([{ hint: expect.stringMatching(/helm template/) }]);
  });
});

describe('hostile files', () => {
  const bomb = Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} [${i === 0 ? 'x' : `*a${i - 1}, *a${i - 1}`}]`).join(
    '\n',
  );
  test.each([
    ['a bomb of aliases', `apiVersion: v1\nkind: Pod\n${bomb}\n`],
    [
      'a bomb of merges',
      `apiVersion: v1\nkind: Pod\n${bomb.replaceAll('[x]', '{x: 1}').replaceAll('[', '{<<: [').replaceAll(']\n', ']}\n')}}\n`,
    ],
    ['an anchor in itself', 'apiVersion: v1\nkind: Pod\nspec: &a [*a]\n'],
    ['deep brackets', `apiVersion: v1\nkind: Pod\nspec: ${'['.repeat(100_000)}`],
    ['deep indicators', `apiVersion: v1\nkind: Pod\nspec:\n ${'- '.repeat(100_000)}`],
    ['deep JSON', `{"apiVersion":"v1","kind":"Pod","spec":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    [
      'a long chain of aliases',
      `apiVersion: v1\nkind: Pod\nspec:\n- &a0 x\n${Array.from({ length: 5000 }, (_, i) => `- &a${i + 1} [*a${i}]`).join('\n')}\n`,
    ],
  ])('%s: a problem with its place, soon', (_name, text) => {
    const { problems, manifests } = read({ 'a.yaml': text });
    expect(manifests).toEqual([]);
    expect(problems).toMatchObject([{ file: 'a.yaml', line: expect.any(Number), column: expect.any(Number) }]);
  });

  test.each(['yaml', 'json'])('__proto__ is a key like any other in %s', (ending) => {
    const text = '{"apiVersion": "v1", "kind": "Pod", "metadata": {"__proto__": {"polluted": 1}, "constructor": "c"}}';
    const { manifests } = read({ [`a.${ending}`]: ending === 'yaml' ? text.replace('"v1"', 'v1') : text });
    const metadata = manifests[0]?.value['metadata'] as object;
    expect(Object.getPrototypeOf(metadata)).toBe(Object.prototype);
    expect(Object.keys(metadata)).toEqual(['__proto__', 'constructor']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('the limit', () => {
  test('counts bytes of all files, and is said', () => {
    const pod = object('Pod', 'a');
    const input = read({ 'a.yaml': pod, 'b.yaml': pod, 'c.yaml': pod }, { maxInput: pod.length * 2 });
    expect(names(input)).toEqual(['Pod/a', 'Pod/a']);
    expect(input.problems).toMatchObject([
      { file: 'c.yaml', message: expect.stringMatching(/--max-input \(\d+ bytes\)/) },
    ]);
  });
});
