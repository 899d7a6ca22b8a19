import type { Labels } from './labels.ts';
import type { Manifest } from './manifest.ts';
import { decodeMetadata } from './metadata.ts';

/** The API server sets this label on every namespace and lets nobody change it (KEP 2161). */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

export interface Namespace {
  readonly name: string;
  readonly labels: Labels;
  /** False where only other objects mention it, so that all labels but the name are unknown. */
  readonly known: boolean;
}

export function decodeNamespace(manifest: Manifest): Namespace {
  const { name, labels } = decodeMetadata(manifest, '');
  return { name, labels: new Map(labels).set(namespaceNameLabel, name), known: true };
}

export function unknownNamespace(name: string): Namespace {
  return { name, labels: new Map([[namespaceNameLabel, name]]), known: false };
}
