import { FieldError, Fields } from '../../model/fields.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Manifest } from '../../model/manifest.ts';
import { decodeMetadata, type Metadata } from '../../model/metadata.ts';
import { directions } from '../policy.ts';
import { type ForeignKind, foreignKinds } from './foreign-kinds.ts';
import { type ForeignEffect, type ForeignPolicy, isInScope } from './foreign-policy.ts';

const rowsByKind = groupBy(
  foreignKinds.flatMap((row) => row.kinds.map((kind) => ({ kind, row }))),
  ({ kind }) => kind,
);

/** Taken for a kind that is in no row. */
const unknownKind: ForeignKind = {
  groups: [],
  kinds: [],
  scope: 'cluster',
  directions,
  mayAllow: true,
  mayDeny: true,
};

/** By group and kind, in any version: the group tells Calico's and Antrea's NetworkPolicy from that of Kubernetes. */
export function isForeignPolicy(apiVersion: string, kind: string): boolean {
  return kindNamed(apiVersion, kind) !== undefined;
}

export function isClusterWidePolicy(apiVersion: string, kind: string): boolean {
  return kindNamed(apiVersion, kind)?.scope === 'cluster';
}

/** Never throws: a policy that cannot be read selects all that its kind could, and may do all that its kind can. */
export function decodeForeignPolicy(manifest: Manifest, defaultNamespace: string): ForeignPolicy {
  const fields = new Fields(manifest.value);
  const apiVersion = textOr(fields, 'apiVersion', '');
  const kind = textOr(fields, 'kind', '');
  const row = kindNamed(apiVersion, kind) ?? unknownKind;
  const metadata = readMetadata(manifest, row.scope === 'cluster' ? '' : defaultNamespace);
  return { ...metadata, apiVersion, kind, ...decodeEffect(row, fields, metadata) };
}

function kindNamed(apiVersion: string, kind: string): ForeignKind | undefined {
  const known = rowsByKind.get(kind);
  if (known === undefined) return undefined;
  const group = apiVersion.slice(0, Math.max(apiVersion.indexOf('/'), 0));
  return known.find(({ row }) => row.groups.includes(group))?.row;
}

function decodeEffect(row: ForeignKind, fields: Fields, metadata: Metadata): ForeignEffect {
  const { directions, mayAllow, mayDeny } = row;
  const most: ForeignEffect = { directions, mayAllow, mayDeny, selects: (pod) => isInScope(metadata, pod) };
  return orElse(most, () => row.decode?.(fields, metadata) ?? most);
}

/** An empty namespace is a missing one. One that cannot be read may be any: then the policy counts as cluster-wide. */
function readMetadata(manifest: Manifest, defaultNamespace: string): Metadata {
  const unread: Metadata = {
    namespace: '',
    name: '',
    labels: new Map(),
    annotations: new Map(),
    source: manifest.source,
  };
  const metadata = orElse(undefined, () => decodeMetadata(manifest, defaultNamespace));
  if (metadata !== undefined) return { ...metadata, namespace: metadata.namespace || defaultNamespace };
  const fields = orElse(undefined, () => new Fields(manifest.value).object('metadata'));
  if (fields === undefined) return unread;
  const namespace = orElse('', () => (fields.text('namespace') ?? '') || defaultNamespace);
  return { ...unread, namespace: defaultNamespace === '' ? '' : namespace, name: textOr(fields, 'name', '') };
}

function textOr(fields: Fields, key: string, otherwise: string): string {
  return orElse(otherwise, () => fields.text(key) ?? otherwise);
}

function orElse<T>(otherwise: T, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    return otherwise;
  }
}
