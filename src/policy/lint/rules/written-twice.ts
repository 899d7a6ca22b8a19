import { isObject } from '../../../model/fields.ts';
import type { Json, Manifest } from '../../../model/manifest.ts';
import { fullName, type ObjectRef } from '../../../model/metadata.ts';
import type { LintContext } from '../context.ts';
import type { Found, LintRule } from '../rule.ts';

export const writtenTwice: LintRule = {
  code: 'NW103',
  title: 'Two different objects of one kind and name: only the last one counts',
  severity: 'warning',
  find: (context) => (context.input.isLayered === true ? [] : twins(context)),
};

function twins(context: LintContext): readonly Found[] {
  const last = new Map<string, Manifest>();
  const found: Found[] = [];
  for (const manifest of context.input.manifests) {
    const object = refOf(manifest);
    if (object.name === '') continue;
    const key = `${String(manifest.value['apiVersion'])} ${object.kind} ${fullName(object)}`;
    const before = last.get(key);
    last.set(key, manifest);
    if (before === undefined || JSON.stringify(before.value) === JSON.stringify(manifest.value)) continue;
    found.push({
      object,
      source: before.source,
      path: ['metadata', 'name'],
      message: `${object.kind} ${fullName(object)} is written twice, and not the same: this one is passed over`,
      related: [{ source: manifest.source, path: ['metadata', 'name'], message: 'this one counts' }],
    });
  }
  return found;
}

function refOf({ value }: Manifest): ObjectRef {
  const text = (field: Json | undefined) => (typeof field === 'string' ? field : '');
  const metadata = isObject(value['metadata']) ? value['metadata'] : {};
  return { kind: text(value['kind']), namespace: text(metadata['namespace']), name: text(metadata['name']) };
}
