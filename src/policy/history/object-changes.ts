import { compare } from '../../model/compare.ts';
import type { Manifest } from '../../model/manifest.ts';
import type { ObjectRef } from '../../model/metadata.ts';

/** An object as one manifest has it. */
export interface KnownObject {
  /** Tells it from all others of its cluster, by API group, kind, namespace and name. */
  readonly key: string;
  /** As the key, without the API group. */
  readonly name: string;
  readonly ref: ObjectRef;
  readonly manifest: Manifest;
}

/** The objects of one state of a cluster, by their keys. */
export type ObjectMap = ReadonlyMap<string, KnownObject>;

/** An object that two states have differently: missing in the first where it is new, in the second where it is gone. */
export interface ObjectChange {
  /** As it is in the second state; one that is gone, as it was. */
  readonly object: KnownObject;
  readonly before?: KnownObject;
  readonly after?: KnownObject;
}

/** What differs between two states: what is gone first, then what is new or different; each by key. */
export function changesBetween(before: ObjectMap, after: ObjectMap): readonly ObjectChange[] {
  const gone: KnownObject[] = [];
  const put: KnownObject[] = [];
  for (const object of before.values()) if (!after.has(object.key)) gone.push(object);
  for (const object of after.values()) if (before.get(object.key)?.manifest !== object.manifest) put.push(object);
  return [
    ...gone.sort(byKey).map((object) => ({ object, before: object })),
    ...put.sort(byKey).map((object) => {
      const old = before.get(object.key);
      return { object, ...(old !== undefined && { before: old }), after: object };
    }),
  ];
}

/** The state that comes of making some changes to another. */
export function withChanges(objects: ObjectMap, changes: readonly ObjectChange[]): ObjectMap {
  const changed = new Map(objects);
  for (const { before, after } of changes) {
    if (before !== undefined) changed.delete(before.key);
    if (after !== undefined) changed.set(after.key, after);
  }
  return changed;
}

function byKey(a: KnownObject, b: KnownObject): number {
  return compare(a.key, b.key);
}
