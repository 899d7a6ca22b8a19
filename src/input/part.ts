import type { Json, JsonObject } from '../model/manifest.ts';

/**
 * A value and its place in a file's text. Of an object whose `items` is a list, or of a list, `items` holds the items with
 * places of their own, and `value` is what else there is.
 */
export interface Part {
  readonly value: Json;
  readonly start: number;
  readonly end: number;
  readonly items?: readonly Part[];
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member by its name alone: `__proto__` and the like are not looked up. */
export function member(value: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** `PodList`, `List`: an object of this kind stands for its items. */
export function isListKind(kind: Json | undefined): kind is string {
  return typeof kind === 'string' && kind.endsWith('List');
}
