import { isObject } from '../../model/fields.ts';
import type { Json, Manifest } from '../../model/manifest.ts';
import type { Path } from '../../model/source.ts';

/** What was written at a place of an object; undefined where nothing was. */
export function valueAt(manifest: Manifest | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((value, step) => {
    if (typeof step === 'number') return Array.isArray(value) ? (value as readonly Json[])[step] : undefined;
    return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }, manifest?.value);
}
