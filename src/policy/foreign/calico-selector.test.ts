import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CalicoSelector, evaluateCalicoSelector, parseCalicoSelector } from './calico-selector.ts';
import { type LabelValue, unknownLabel } from './label-lookup.ts';

const keys = ['app', 'tier', 'projectcalico.org/namespace', 'constructor', 'in', 'not', 'has', 'contains'];
const values = ['', 'web', 'web-1', 'a web', '&& !has(app)'];

const key = fc.constantFrom(...keys);
const value = fc.constantFrom(...values);
const labels = fc.array(fc.tuple(key, value)).map((entries) => new Map<string, LabelValue>(entries));

const selector: fc.Arbitrary<CalicoSelector> = fc.letrec<{ node: CalicoSelector }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('all' as const) }),
    fc.record({ kind: fc.constant('has' as const), key }),
    fc.record({
      kind: fc.constant('compare' as const),
      key,
      operator: fc.constantFrom('==' as const, 'contains' as const, 'starts with' as const, 'ends with' as const),
      value,
    }),
    fc.record({ kind: fc.constant('in' as const), key, values: fc.array(value, { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('not' as const), operand: tie('node') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      operands: fc.array(tie('node'), { minLength: 2, maxLength: 3 }),
    }),
  ),
})).node;

/** In the longest form: every operand in parentheses, every space a blank. */
function print(node: CalicoSelector): string {
  switch (node.kind) {
    case 'all':
      return 'all()';
    case 'has':
      return `has(${node.key})`;
    case 'compare':
      return `${node.key} ${node.operator} '${node.value}'`;
    case 'in':
      return `${node.key} in { ${node.values.map((text) => `"${text}"`).join(', ')} }`;
    case 'not':
      return `!(${print(node.operand)})`;
    case 'and':
    case 'or':
      return node.operands.map((operand) => `(${print(operand)})`).join(node.kind === 'and' ? ' && ' : ' || ');
  }
}

/** Slow and obvious: all the ways in which the unknown labels may turn out. */
function truths(node: CalicoSelector, known: ReadonlyMap<string, LabelValue>): ReadonlySet<boolean> {
  const open = [...known].find(([, text]) => text === unknownLabel)?.[0];
  if (open === undefined) return new Set([isTrue(node, known as ReadonlyMap<string, string>)]);
  const worlds = [undefined, ...values, 'something else'].map((text) => new Map([...known, [open, text] as const]));
  return new Set(worlds.flatMap((world) => [...truths(node, world)]));
}

function isTrue(node: CalicoSelector, known: ReadonlyMap<string, string | undefined>): boolean {
  switch (node.kind) {
    case 'all':
      return true;
    case 'has':
      return known.get(node.key) !== undefined;
    case 'compare': {
      const text = known.get(node.key);
      if (text === undefined) return false;
      if (node.operator === '==') return text === node.value;
      if (node.operator === 'contains') return text.split(node.value).length > 1 || node.value === '';
      return node.operator === 'starts with'
        ? text.slice(0, node.value.length) === node.value
        : text.slice(Math.max(0, text.length - node.value.length)) === node.value;
    }
    case 'in':
      return node.values.some((text) => text === known.get(node.key));
    case 'not':
      return !isTrue(node.operand, known);
    case 'and':
      return !node.operands.some((operand) => !isTrue(operand, known));
    case 'or':
      return node.operands.some((operand) => isTrue(operand, known));
  }
}

function evaluate(text: string, entries: Record<string, LabelValue>): boolean | undefined {
  const parsed = parseCalicoSelector(text);
  expect(parsed, text).toBeDefined();
  return evaluateCalicoSelector(parsed!, (name) => new Map(Object.entries(entries)).get(name));
}

describe('a Calico selector', () => {
  test('that was printed is read back', () => {
    fc.assert(
      fc.property(selector, (node) => {
        expect(parseCalicoSelector(print(node))).toEqual(node);
      }),
    );
  });

  test('holds as a plain reading of it does', () => {
    fc.assert(
      fc.property(selector, labels, (node, known) => {
        const answer = evaluateCalicoSelector(node, (name) => known.get(name));
        expect(new Set([answer])).toEqual(truths(node, known));
      }),
    );
  });

  test('is never certain of what hangs on an unknown label', () => {
    fc.assert(
      fc.property(selector, labels, key, (node, known, open) => {
        const partly = new Map(known).set(open, unknownLabel);
        const answer = evaluateCalicoSelector(node, (name) => partly.get(name));
        if (answer !== undefined) expect(truths(node, partly)).toEqual(new Set([answer]));
      }),
    );
  });

  test('binds ! closer than &&, and && closer than ||', () => {
    expect(parseCalicoSelector('!has(a) && has(b) || has(c)')).toEqual(
      parseCalicoSelector('((!(has(a))) && has(b)) || has(c)'),
    );
  });

  test('takes an absent label for unequal to every value', () => {
    expect(evaluate("app != 'web'", {})).toBe(true);
    expect(evaluate("app not in {'web'}", {})).toBe(true);
    expect(evaluate("app contains ''", {})).toBe(false);
  });

  test.each([
    '',
    '  ',
    'global()',
    'all( )',
    '!!all()',
    'has( app )',
    "app=='web'",
    'app\t==\t"web"',
    "app notin{'db'}",
    "app in {'web',}",
    "app startswith 'w' && app ends  with 'b'",
    "app == 'web'&&(all())",
  ])('is read without more space than it needs: %j', (text) => {
    expect(evaluate(text, { app: 'web' })).toBe(true);
  });

  test.each([
    'app',
    "app = 'web'",
    'app == web',
    "app == 'web",
    "app == 'web' &&",
    "app == 'web' has(tier)",
    "(app == 'web'",
    "app == 'web')",
    'all(',
    'has()',
    "has('app')",
    "in {'a'}",
    "app containsx 'a'",
    "app in 'a'",
    "app in {'a' 'b'}",
    "app == 'web'\n",
  ])('that Calico rejects is malformed: %j', (text) => {
    expect(parseCalicoSelector(text)).toBeUndefined();
  });

  test('of any depth and length is read without an overflow or a wait', () => {
    expect(parseCalicoSelector(`${'('.repeat(150)}all()${')'.repeat(150)}`)).toEqual({ kind: 'all' });
    expect(parseCalicoSelector(`${'('.repeat(1e6)}all()${')'.repeat(1e6)}`)).toBeUndefined();
    expect(parseCalicoSelector(`${'!('.repeat(1e6)}`)).toBeUndefined();
    expect(parseCalicoSelector(`${'!'.repeat(1e6)}all()`)).toEqual({ kind: 'all' });
    expect(parseCalicoSelector(Array(1e5).fill("app == 'web'").join(' && '))?.kind).toBe('and');
    expect(parseCalicoSelector(`app starts${' '.repeat(1e6)}`)).toBeUndefined();
    expect(parseCalicoSelector(`has(${'a'.repeat(512)})`)).toBeDefined();
    expect(parseCalicoSelector(`has(${'a'.repeat(513)})`)).toBeUndefined();
    expect(parseCalicoSelector('a'.repeat(1e6))).toBeUndefined();
  });

  test('from anybody never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseCalicoSelector(text)));
    const token = fc.constantFrom(
      '(',
      ')',
      '!',
      '&&',
      '||',
      'has(',
      'all(',
      'app',
      "'x'",
      '==',
      '!=',
      'in',
      '{',
      '}',
      ',',
      ' ',
    );
    fc.assert(fc.property(fc.array(token), (tokens) => void parseCalicoSelector(tokens.join(''))));
  });
});
