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
    const key = `${textOf(manifest.value['apiVersion'])} ${object.kind} ${fullName(object)}`;
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
  const metadata = isObject(value['metadata']) ? value['metadata'] : {};
  return { kind: textOf(value['kind']), namespace: textOf(metadata['namespace']), name: textOf(metadata['name']) };
}

function textOf(field: Json | undefined): string {
  return typeof field === 'string' ? field : '';
}
