import { append } from '../model/append.ts';
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
  const check = new SchemaCheck(path);
  check.value(json, schema);
  return check.problems;
}

class SchemaCheck {
  readonly problems: ValidationProblem[] = [];
  /** The way to the value that is looked at. It changes on the way, as nearly nothing that is looked at has a problem. */
  private readonly way: (string | number)[];

  constructor(path: Path) {
    this.way = [...path];
  }

  value(json: Json | undefined, schema: Schema): void {
    switch (schema.type) {
      case 'anything':
        return;
      case 'object':
        if (isObject(json)) this.object(json, schema);
        return;
      case 'list':
        if (Array.isArray(json)) this.list(json as readonly Json[], schema);
        return;
      case 'text':
        if (typeof json === 'string') this.text(json, schema);
        return;
      case 'integer':
        if (typeof json === 'number') this.integer(json, schema);
        return;
      case 'by-content':
        if (isObject(json)) this.object(json, schema.of(json));
        return;
    }
  }

  private object(json: JsonObject, schema: ObjectSchema): void {
    this.fieldCount(json, schema);
    for (const field of Object.keys(json)) {
      const schemaOfField = Object.hasOwn(schema.fields, field) ? schema.fields[field] : undefined;
      if (schemaOfField === undefined) {
        this.problems.push({ path: this.path(field), message: 'strict decoding error: unknown field' });
      } else {
        this.part(field, json[field], schemaOfField);
      }
    }
  }

  private fieldCount(json: JsonObject, schema: ObjectSchema): void {
    const {
      fields,
      required: needed = [],
      minFields = 0,
      maxFields = Number.POSITIVE_INFINITY,
      isClearWithout,
    } = schema;
    const missing = needed.filter((field) => !holds(json, field)).map((field) => required(this.path(field), ''));
    const isCounted = schema.minFields !== undefined || schema.maxFields !== undefined;
    const count = isCounted ? Object.keys(fields).filter((field) => holds(json, field)).length : 0;
    if (count < minFields)
      missing.push(invalid(this.path(), count, this.bodyText(`have at least ${minFields} properties`)));
    append(
      this.problems,
      missing.map((problem) => (isClearWithout ? { ...problem, harmless: isClearWithout } : problem)),
    );
    if (count > maxFields) this.problems.push(tooMany(this.path(), count, maxFields));
  }

  private list(items: readonly Json[], schema: ListSchema): void {
    const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
    const count = items.length;
    if (count < minItems)
      this.problems.push(invalid(this.path(), count, this.bodyText(`have at least ${minItems} items`)));
    if (count > maxItems) this.problems.push(tooMany(this.path(), count, maxItems));
    for (const [index, item] of items.entries()) this.part(index, item, schema.items);
    if (schema.isSet) this.duplicates(items);
  }

  /** The same thing said twice is still the same. */
  private duplicates(items: readonly Json[]): void {
    const seen = new Set<Json>();
    for (const [index, item] of items.entries()) {
      if (typeof item !== 'string') continue;
      if (seen.has(item)) this.problems.push({ ...duplicate(this.path(index), item), harmless: true });
      seen.add(item);
    }
  }

  private text(text: string, schema: TextSchema): void {
    const { oneOf, pattern, maxLength = Number.POSITIVE_INFINITY } = schema;
    // However long, it is read whole.
    if (text.length > maxLength && Array.from(text).length > maxLength) {
      this.problems.push({ ...tooLong(this.path(), maxLength), harmless: true });
    }
    if (pattern !== undefined && !pattern.test(text)) {
      this.problems.push(invalid(this.path(), text, this.bodyText(`match '${pattern.source}'`)));
    }
    if (oneOf !== undefined && !oneOf.includes(text)) this.problems.push(notSupported(this.path(), text, oneOf));
  }

  private integer(value: number, { minimum, maximum }: IntegerSchema): void {
    if (!Number.isInteger(value)) {
      const message = `${formatPath(this.path())} in body must be of type integer: "number"`;
      this.problems.push(invalid(this.path(), 'number', message));
    } else if (value < minimum) {
      this.problems.push(invalid(this.path(), value, this.bodyText(`be greater than or equal to ${minimum}`)));
    } else if (value > maximum) {
      this.problems.push(invalid(this.path(), value, this.bodyText(`be less than or equal to ${maximum}`)));
    }
  }

  private part(step: string | number, json: Json | undefined, schema: Schema): void {
    if (schema.type === 'anything') return;
    this.way.push(step);
    this.value(json, schema);
    this.way.pop();
  }

  private path(...further: Path): Path {
    return [...this.way, ...further];
  }

  private bodyText(what: string): string {
    return `${formatPath(this.path())} in body should ${what}`;
  }
}

/** The API server drops a null before it validates. */
function holds(json: JsonObject, field: string): boolean {
  return Object.hasOwn(json, field) && json[field] != null;
}
