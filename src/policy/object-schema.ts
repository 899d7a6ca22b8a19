import { formatPath, isObject } from '../model/fields.ts';
import type { Json, JsonObject } from '../model/manifest.ts';
import type { Path } from '../model/source.ts';
import {
  duplicate,
  invalid,
  notSupported,
  required,
  tooLong,
  tooMany,
  type ValidationProblem,
} from './api-validation.ts';

/** What a part of an object may hold, as the structural schema of a custom resource says it (apiextensions/v1). */
export type Schema = Anything | ObjectSchema | ListSchema | TextSchema | IntegerSchema | SchemaByContent;

/** Nothing is said about this part. */
interface Anything {
  readonly type: 'anything';
}

/** An object that has these fields and no others. */
export interface ObjectSchema {
  readonly type: 'object';
  readonly fields: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minFields?: number;
  readonly maxFields?: number;
  /** Where a field is missing, the whole still says what is meant. */
  readonly isClearWithout?: true;
}

/** A list; a set is one without duplicates. */
export interface ListSchema {
  readonly type: 'list';
  readonly items: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly isSet?: true;
}

/** `maxLength` is in code points. The `pattern` must not backtrack. */
interface TextSchema {
  readonly type: 'text';
  readonly oneOf?: readonly string[];
  readonly maxLength?: number;
  readonly pattern?: RegExp;
}

/** A whole number between two others, both inclusive. */
interface IntegerSchema {
  readonly type: 'integer';
  readonly minimum: number;
  readonly maximum: number;
}

/** An object that was of another form in an older version of its API: its content tells which one it is. */
interface SchemaByContent {
  readonly type: 'by-content';
  readonly of: (value: JsonObject) => ObjectSchema;
}

/** The schema of a part that is not looked into. */
export const anything: Anything = { type: 'anything' };

/**
 * What the API server says against a value of a custom resource, worded as it words it (kube-openapi pkg/validation,
 * apiextensions-apiserver pkg/apiserver/validation), and the fields that it does not know: kubectl refuses those, and
 * read past they would turn a rule into its opposite. Null is a missing value. Values of the wrong type are left to
 * whoever reads them, as a FieldError.
 */
export function schemaProblems(json: Json | undefined, schema: Schema, path: Path): readonly ValidationProblem[] {
  switch (schema.type) {
    case 'anything':
      return [];
    case 'object':
      return isObject(json) ? objectProblems(json, schema, path) : [];
    case 'list':
      return Array.isArray(json) ? listProblems(json as readonly Json[], schema, path) : [];
    case 'text':
      return typeof json === 'string' ? textProblems(json, schema, path) : [];
    case 'integer':
      return typeof json === 'number' ? integerProblems(json, schema, path) : [];
    case 'by-content':
      return isObject(json) ? objectProblems(json, schema.of(json), path) : [];
  }
}

function objectProblems(json: JsonObject, schema: ObjectSchema, path: Path): readonly ValidationProblem[] {
  const { fields, minFields = 0, maxFields = Number.POSITIVE_INFINITY, isClearWithout } = schema;
  const missing = (schema.required ?? [])
    .filter((field) => !holds(json, field))
    .map((field) => required([...path, field], ''));
  const count = Object.keys(fields).filter((field) => holds(json, field)).length;
  if (count < minFields) missing.push(invalid(path, count, bodyText(path, `have at least ${minFields} properties`)));
  return [
    ...missing.map((problem) => (isClearWithout ? { ...problem, harmless: isClearWithout } : problem)),
    ...(count > maxFields ? [tooMany(path, count, maxFields)] : []),
    ...Object.keys(json).flatMap((field) => {
      const schemaOfField = Object.hasOwn(fields, field) ? fields[field] : undefined;
      const fieldPath = [...path, field];
      if (schemaOfField !== undefined) return schemaProblems(json[field], schemaOfField, fieldPath);
      return [{ path: fieldPath, message: 'strict decoding error: unknown field' }];
    }),
  ];
}

function listProblems(items: readonly Json[], schema: ListSchema, path: Path): readonly ValidationProblem[] {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  const count = items.length;
  return [
    ...(count < minItems ? [invalid(path, count, bodyText(path, `have at least ${minItems} items`))] : []),
    ...(count > maxItems ? [tooMany(path, count, maxItems)] : []),
    ...items.flatMap((item, index) => schemaProblems(item, schema.items, [...path, index])),
    ...(schema.isSet ? duplicates(items, path) : []),
  ];
}

/** The same thing said twice is still the same. */
function duplicates(items: readonly Json[], path: Path): readonly ValidationProblem[] {
  const seen = new Set<Json>();
  return items.flatMap((item, index) => {
    if (typeof item !== 'string') return [];
    if (seen.has(item)) return [{ ...duplicate([...path, index], item), harmless: true as const }];
    seen.add(item);
    return [];
  });
}

function textProblems(text: string, schema: TextSchema, path: Path): readonly ValidationProblem[] {
  const { oneOf, pattern, maxLength = Number.POSITIVE_INFINITY } = schema;
  const problems: ValidationProblem[] = [];
  // However long, it is read whole.
  if (text.length > maxLength && Array.from(text).length > maxLength) {
    problems.push({ ...tooLong(path, maxLength), harmless: true });
  }
  if (pattern !== undefined && !pattern.test(text)) {
    problems.push(invalid(path, text, bodyText(path, `match '${pattern.source}'`)));
  }
  if (oneOf !== undefined && !oneOf.includes(text)) problems.push(notSupported(path, text, oneOf));
  return problems;
}

function integerProblems(value: number, schema: IntegerSchema, path: Path): readonly ValidationProblem[] {
  const { minimum, maximum } = schema;
  if (!Number.isInteger(value)) {
    return [invalid(path, 'number', `${formatPath(path)} in body must be of type integer: "number"`)];
  }
  if (value < minimum) return [invalid(path, value, bodyText(path, `be greater than or equal to ${minimum}`))];
  if (value > maximum) return [invalid(path, value, bodyText(path, `be less than or equal to ${maximum}`))];
  return [];
}

function bodyText(path: Path, what: string): string {
  return `${formatPath(path)} in body should ${what}`;
}

/** The API server drops a null before it validates. */
function holds(json: JsonObject, field: string): boolean {
  return Object.hasOwn(json, field) && json[field] != null;
}
