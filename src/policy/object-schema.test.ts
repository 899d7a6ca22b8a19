import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPath } from '../model/fields.ts';
import type { Json } from '../model/manifest.ts';
import { anything, type Schema, schemaProblems } from './object-schema.ts';

// Messages as the API server of kubernetes 1.34 words them: kube-openapi pkg/validation/errors, brought into the form of
// apimachinery field errors by apiextensions-apiserver pkg/apiserver/validation.

const said = (json: Json, schema: Schema) =>
  schemaProblems(json, { type: 'object', fields: { spec: schema } }, []).map(
    ({ path, message, harmless }) => `${formatPath(path)}: ${message}${harmless ? ' (harmless)' : ''}`,
  );

describe('an object', () => {
  const schema: Schema = {
    type: 'object',
    fields: { a: anything, b: anything },
    required: ['a'],
    minFields: 1,
    maxFields: 1,
  };

  it('has the fields of its schema and no others', () => {
    expect(said({ spec: { a: 1, constructor: 1, c: null } }, schema)).toEqual([
      'spec.constructor: strict decoding error: unknown field',
      'spec.c: strict decoding error: unknown field',
    ]);
    expect(said(JSON.parse('{"spec": {"a": 1, "__proto__": {}}}'), schema)).toEqual([
      'spec.__proto__: strict decoding error: unknown field',
    ]);
  });

  it('has those that are required; null is none', () => {
    expect(said({ spec: { a: null, b: {} } }, schema)).toEqual(['spec.a: Required value']);
  });

  it('has as many as it may', () => {
    expect(said({ spec: { a: {}, b: {} } }, schema)).toEqual(['spec: Too many: 2: must have at most 1 items']);
    expect(said({ spec: { b: null } }, schema)).toEqual([
      'spec.a: Required value',
      'spec: Invalid value: 0: spec in body should have at least 1 properties',
    ]);
  });

  it('may be clear without a field', () => {
    expect(said({ spec: {} }, { ...schema, isClearWithout: true })).toEqual([
      'spec.a: Required value (harmless)',
      'spec: Invalid value: 0: spec in body should have at least 1 properties (harmless)',
    ]);
  });

  it('may be of one form or another', () => {
    const old: Schema = { type: 'object', fields: { old: anything } };
    const either: Schema = { type: 'by-content', of: (value) => ('old' in value ? old : schema) };
    expect(said({ spec: { old: 1, a: 1 } }, either)).toEqual(['spec.a: strict decoding error: unknown field']);
    expect(said({ spec: { a: 1 } }, either)).toEqual([]);
  });
});

describe('a list', () => {
  const schema: Schema = { type: 'list', items: { type: 'text' }, minItems: 1, maxItems: 3, isSet: true };

  it('has as many items as it may', () => {
    expect(said({ spec: [] }, schema)).toEqual(['spec: Invalid value: 0: spec in body should have at least 1 items']);
    expect(said({ spec: ['a', 'b', 'c', 'd'] }, schema)).toEqual(['spec: Too many: 4: must have at most 3 items']);
  });

  it('that is a set has none twice, which changes nothing', () => {
    expect(said({ spec: ['a', 'b', 'a'] }, schema)).toEqual(['spec[2]: Duplicate value: "a" (harmless)']);
  });

  it('has items of its schema', () => {
    const items: Schema = { type: 'object', fields: {} };
    expect(said({ spec: [{}, { x: 1 }] }, { type: 'list', items })).toEqual([
      'spec[1].x: strict decoding error: unknown field',
    ]);
  });
});

describe('a text', () => {
  it('is one of several', () => {
    expect(said({ spec: 'allow' }, { type: 'text', oneOf: ['Allow', 'Deny'] })).toEqual([
      'spec: Unsupported value: "allow": supported values: "Allow", "Deny"',
    ]);
  });

  it('is as long as it may be, in code points', () => {
    expect(said({ spec: '🙂🙂' }, { type: 'text', maxLength: 2 })).toEqual([]);
    expect(said({ spec: '🙂🙂🙂' }, { type: 'text', maxLength: 2 })).toEqual([
      'spec: Too long: may not be more than 2 bytes (harmless)',
    ]);
  });

  it('matches a pattern', () => {
    expect(said({ spec: 'A' }, { type: 'text', pattern: /^[a-z]+$/ })).toEqual([
      'spec: Invalid value: "A": spec in body should match \'^[a-z]+$\'',
    ]);
  });
});

it('a number is whole and within its limits', () => {
  const schema: Schema = { type: 'integer', minimum: 0, maximum: 1000 };
  expect(said({ spec: 1001 }, schema)).toEqual([
    'spec: Invalid value: 1001: spec in body should be less than or equal to 1000',
  ]);
  expect(said({ spec: -1 }, schema)).toEqual([
    'spec: Invalid value: -1: spec in body should be greater than or equal to 0',
  ]);
  for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(said({ spec: value }, schema)).toEqual([
      'spec: Invalid value: "number": spec in body must be of type integer: "number"',
    ]);
  }
  expect(said({ spec: 0 }, schema)).toEqual([]);
});

it('values of another type are left to whoever reads them, and nothing throws', () => {
  const schemas: readonly Schema[] = [
    anything,
    { type: 'object', fields: { a: anything }, required: ['a'] },
    { type: 'list', items: { type: 'list', items: anything }, minItems: 1 },
    { type: 'text', maxLength: 1, pattern: /a/, oneOf: ['a'] },
    { type: 'integer', minimum: 1, maximum: 2 },
  ];
  fc.assert(
    fc.property(fc.constantFrom(...schemas), fc.jsonValue(), (schema, json) => {
      const problems = schemaProblems(json, schema, ['spec']);
      const fits = { anything: true, object: 'object', list: 'object', text: 'string', integer: 'number' };
      if (schema.type !== 'by-content' && typeof json !== fits[schema.type]) expect(problems).toEqual([]);
    }),
  );
});
