import { describe, expect, it } from 'vitest';
import { FieldError, Fields, formatPath } from './fields.ts';
import type { JsonObject } from './manifest.ts';

const spec = (value: JsonObject) => new Fields(value, ['spec']);

function errorOf(read: () => unknown): FieldError {
  try {
    read();
  } catch (error) {
    if (error instanceof FieldError) return error;
  }
  throw new Error('no FieldError');
}

describe('a field', () => {
  it('that is missing or null is undefined, or an empty list or map', () => {
    for (const fields of [spec({}), spec({ a: null })]) {
      expect([
        fields.raw('a'),
        fields.text('a'),
        fields.number('a'),
        fields.boolean('a'),
        fields.numberOrText('a'),
        fields.object('a'),
      ]).toEqual(Array.from({ length: 6 }, () => undefined));
      expect(fields.objects('a')).toEqual([]);
      expect(fields.texts('a')).toEqual([]);
      expect(fields.textMap('a').size).toBe(0);
      expect(fields.has('a')).toBe(false);
    }
  });

  it('is an own one: what every object inherits is missing', () => {
    for (const key of ['constructor', 'toString', '__proto__']) {
      expect(spec({}).has(key)).toBe(false);
      expect(spec({}).raw(key)).toBeUndefined();
      expect(spec({}).text(key)).toBeUndefined();
    }
    const own = JSON.parse('{"labels": {"__proto__": "a", "constructor": "b"}}') as JsonObject;
    expect([...spec(own).textMap('labels')]).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
  });

  it('of another type is an error with the path, the type and the value', () => {
    const wrong = spec({ a: 8080, b: ['x', 1], c: [{}, 'y'], d: { e: true }, f: [], g: 'no' });
    const message = (read: () => unknown) => errorOf(read).message;
    expect(message(() => wrong.text('a'))).toBe('spec.a: must be a string, but is the number 8080; put it in quotes');
    expect(message(() => wrong.texts('b'))).toBe('spec.b[1]: must be a string, but is the number 1');
    expect(message(() => wrong.objects('c'))).toBe('spec.c[1]: must be an object, but is the string "y"');
    expect(message(() => wrong.textMap('d'))).toBe(
      'spec.d.e: must be a string, but is the boolean true; put it in quotes',
    );
    expect(message(() => wrong.object('f'))).toBe('spec.f: must be an object, but is a list');
    expect(message(() => wrong.boolean('g'))).toBe('spec.g: must be true or false, but is the string "no"');
    expect(message(() => wrong.number('g'))).toBe('spec.g: must be a number, but is the string "no"');
    expect(message(() => wrong.numberOrText('f'))).toBe('spec.f: must be a number or a string, but is a list');
    expect(message(() => wrong.texts('d'))).toBe('spec.d: must be a list, but is an object');
    expect(message(() => wrong.text('d'))).toBe('spec.d: must be a string, but is an object');
    expect(errorOf(() => wrong.objects('c'))).toMatchObject({
      path: ['spec', 'c', 1],
      problem: 'must be an object, but is the string "y"',
    });
  });

  it('that is long is cut in the error', () => {
    expect(errorOf(() => spec({ a: 'x'.repeat(1000) }).number('a')).message.length).toBeLessThan(120);
  });

  it('null in a map of strings is the empty string, as the API server has it', () => {
    expect([...spec({ labels: { a: null } }).textMap('labels')]).toEqual([['a', '']]);
  });

  it('of a nested object knows its way from the top', () => {
    const port = spec({ ingress: [{ ports: [{ port: 1 }] }] })
      .objects('ingress')[0]
      ?.objects('ports')[0];
    expect(formatPath(port?.path ?? [])).toBe('spec.ingress[0].ports[0]');
  });
});

describe('a path', () => {
  it.each([
    [['spec', 'ingress', 0, 'from', 1], 'spec.ingress[0].from[1]'],
    [['spec', 'matchLabels', 'app.kubernetes.io/name'], 'spec.matchLabels["app.kubernetes.io/name"]'],
    [['data', 'a"b'], 'data["a\\"b"]'],
    [[], ''],
  ])('%j is %s', (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});
