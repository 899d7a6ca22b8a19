import { dump } from 'js-yaml';
import type { JsonObject } from '../../src/model/index.ts';

/** A way to write the same objects to a file. */
export interface Form {
  readonly name: string;
  readonly extension: string;
  readonly write: (objects: readonly JsonObject[]) => string;
}

/** From the cheapest to read to the dearest. */
export const forms: readonly Form[] = [
  {
    name: 'JSON',
    extension: 'json',
    write: (items) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  },
  {
    name: 'JSON documents in YAML',
    extension: 'yaml',
    write: (objects) => objects.map((object) => JSON.stringify(object)).join('\n---\n'),
  },
  {
    name: 'block YAML',
    extension: 'yaml',
    write: (objects) => objects.map((object) => dump(object, { noRefs: true })).join('---\n'),
  },
];
