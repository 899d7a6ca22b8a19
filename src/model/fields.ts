import type { Json, JsonObject } from './manifest.ts';
import type { Path } from './source.ts';

/**
 * Thrown for an object that has a field of another type than Kubernetes gives it: `path` is the field, `problem` reads
 * on after it.
 */
export class FieldError extends Error {
  readonly path: Path;
  readonly problem: string;

  constructor(path: Path, problem: string) {
    super(path.length === 0 ? problem : `${formatPath(path)}: ${problem}`);
    this.name = 'FieldError';
    this.path = path;
    this.problem = problem;
  }
}

/** A path as people write it: `spec.ingress[0].from[1]`; keys that are no identifiers stand in brackets and quotes. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[A-Za-z_$][\w$-]*$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/**
 * Reads the fields of an untrusted object. Each reader gives `undefined` for a field that is missing or null, as the
 * API server does, and throws a FieldError with the path for one of the wrong type.
 */
export class Fields {
  private readonly value: JsonObject;
  /** The path, or until it is asked for the object that this one is a field of: few paths ever are. */
  private above: Path | Fields;
  private readonly key: string;
  private readonly index: number | undefined;

  /** `above` is the path of the object; or else another object, which has it as its field `key`, or as an item of that. */
  constructor(value: JsonObject, above: Path | Fields = [], key = '', index?: number) {
    this.value = value;
    this.above = above;
    this.key = key;
    this.index = index;
  }

  /** Where the object stands in the one that was read. */
  get path(): Path {
    if (this.above instanceof Fields) this.above = this.above.pathOf(this.key, this.index);
    return this.above;
  }

  has(key: string): boolean {
    return this.raw(key) !== undefined;
  }

  keys(): readonly string[] {
    return Object.keys(this.value);
  }

  raw(key: string): Json | undefined {
    const value = this.value[key] ?? undefined;
    // Most fields are absent or texts: no need to ask whose they are, as what every object inherits is neither.
    if (value === undefined || typeof value === 'string') return value;
    return Object.hasOwn(this.value, key) ? value : undefined;
  }

  text(key: string): string | undefined {
    const value = this.raw(key);
    if (value === undefined || typeof value === 'string') return value;
    throw this.mismatch(key, 'a string', value);
  }

  number(key: string): number | undefined {
    const value = this.raw(key);
    if (value === undefined || typeof value === 'number') return value;
    throw this.mismatch(key, 'a number', value);
  }

  boolean(key: string): boolean | undefined {
    const value = this.raw(key);
    if (value === undefined || typeof value === 'boolean') return value;
    throw this.mismatch(key, 'true or false', value);
  }

  /** A field that may be a number or a text, such as a port (apimachinery IntOrString). */
  numberOrText(key: string): number | string | undefined {
    const value = this.raw(key);
    if (value === undefined || typeof value === 'number' || typeof value === 'string') return value;
    throw this.mismatch(key, 'a number or a string', value);
  }

  object(key: string): Fields | undefined {
    const value = this.raw(key);
    if (value === undefined) return undefined;
    if (isObject(value)) return new Fields(value, this, key);
    throw this.mismatch(key, 'an object', value);
  }

  /** A list of objects; empty where the field is missing. */
  objects(key: string): readonly Fields[] {
    const items = this.list(key);
    if (items.length === 0) return nothing;
    return items.map((item, index) => {
      if (isObject(item)) return new Fields(item, this, key, index);
      throw new FieldError(this.pathOf(key, index), `must be an object, but is ${describe(item)}`);
    });
  }

  /** What `decode` makes of each object of a list; the same empty list wherever there is none, as most lists are. */
  each<T>(key: string, decode: (item: Fields) => T): readonly T[] {
    const items = this.objects(key);
    return items.length === 0 ? nothing : items.map((item) => decode(item));
  }

  texts(key: string): readonly string[] {
    const texts = this.list(key);
    if (texts.length === 0) return nothing;
    return texts.map((item, index) => {
      if (typeof item === 'string') return item;
      throw new FieldError(this.pathOf(key, index), `must be a string, but is ${describe(item)}`);
    });
  }

  /** A map from strings to strings, such as labels. */
  textMap(key: string): ReadonlyMap<string, string> {
    const fields = this.object(key);
    if (fields === undefined) return noTexts;
    const result = new Map<string, string>();
    for (const name of fields.keys()) {
      // A null value in a map of strings is the empty string to the API server.
      result.set(name, fields.text(name) ?? '');
    }
    return result;
  }

  private list(key: string): readonly Json[] {
    const value = this.raw(key);
    if (value === undefined) return nothing;
    if (Array.isArray(value)) return value as readonly Json[];
    throw this.mismatch(key, 'a list', value);
  }

  private pathOf(key: string, index?: number): Path {
    return index === undefined ? [...this.path, key] : [...this.path, key, index];
  }

  private mismatch(key: string, expected: string, value: Json): FieldError {
    const hint = expected === 'a string' && typeof value !== 'object' ? '; put it in quotes' : '';
    return new FieldError(this.pathOf(key), `must be ${expected}, but is ${describe(value)}${hint}`);
  }
}

// Shared, as most objects lack most fields.
const nothing: readonly never[] = [];
const noTexts: ReadonlyMap<string, string> = new Map();

/** Whether a JSON value is an object, and neither null nor a list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return `the ${typeof value} ${clip(JSON.stringify(value))}`;
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
