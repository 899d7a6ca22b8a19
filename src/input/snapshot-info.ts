import type { Json, Manifest } from '../model/manifest.ts';
import type { SnapshotInfo } from './input.ts';
import { stepsOf } from './layout.ts';
import { member } from './part.ts';

/** What a `snapshot.json` says; undefined for any other object. */
export function snapshotInfoOf({ value, source }: Manifest): SnapshotInfo | undefined {
  if (stepsOf(source.file.path).at(-1) !== 'snapshot.json') return undefined;
  if (member(value, 'kind') !== 'Snapshot' || member(value, 'apiVersion') !== 'netwhy.dev/v1alpha1') return undefined;
  const missing = member(value, 'missing');
  return {
    ...textOf('takenAt', member(value, 'takenAt')),
    ...textOf('serverVersion', member(value, 'serverVersion')),
    missing: Array.isArray(missing) ? (missing as readonly Json[]).map(describe) : [],
  };
}

function textOf<Key extends string>(key: Key, value: Json | undefined): { readonly [name in Key]?: string } {
  return typeof value === 'string' ? ({ [key]: value } as { readonly [name in Key]?: string }) : {};
}

function describe(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
