import type { Labels } from './labels.ts';
import type { Metadata } from './metadata.ts';

/** The API server sets this label on every namespace and lets nobody change it (KEP 2161). */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

/** A namespace, with the labels that a `namespaceSelector` sees. */
export interface Namespace {
  readonly name: string;
  readonly labels: Labels;
  /** False for a namespace that only other objects mention: its labels are unknown, but for the name. */
  readonly known: boolean;
}

export function decodeNamespace({ name, labels }: Metadata): Namespace {
  return { name, labels: new Map(labels).set(namespaceNameLabel, name), known: true };
}

/** Stands in for a namespace of which nothing but the name is known. */
export function unknownNamespace(name: string): Namespace {
  return { name, labels: new Map([[namespaceNameLabel, name]]), known: false };
}
