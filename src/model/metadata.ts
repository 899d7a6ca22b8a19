import { compare } from './compare.ts';
import { Fields } from './fields.ts';
import type { Labels } from './labels.ts';
import type { Manifest } from './manifest.ts';
import type { Source } from './source.ts';

/** What names an object among those of its kind. `namespace` is empty for cluster-wide kinds. */
export interface NamespacedName {
  readonly namespace: string;
  readonly name: string;
}

/** What names an object within one cluster. `namespace` is empty for cluster-wide kinds. */
export interface ObjectRef {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** The object that made another one and keeps it: a ReplicaSet its pods, a Deployment its ReplicaSets. */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** The part of `metadata` that every object has, and where the object was written. */
export interface Metadata {
  /** Empty for cluster-wide kinds. */
  readonly namespace: string;
  /** The prefix `generateName` where the name is left to the API server. */
  readonly name: string;
  /** Set by the API server: an object from a manifest has none. */
  readonly uid?: string;
  readonly labels: Labels;
  readonly annotations: ReadonlyMap<string, string>;
  /** The owner reference that has `controller: true`. */
  readonly controller?: OwnerReference;
  readonly source: Source;
}

/**
 * Reads the `metadata` of an object. `namespace` is the one for objects that name none; empty for cluster-wide kinds.
 * Throws a FieldError for a field of another type than Kubernetes gives it.
 */
export function decodeMetadata(manifest: Manifest, namespace: string): Metadata {
  const metadata = new Fields(manifest.value).object('metadata') ?? new Fields({}, ['metadata']);
  const uid = metadata.text('uid');
  const controller = metadata.objects('ownerReferences').find((owner) => owner.boolean('controller'));
  return {
    namespace: namespace === '' ? '' : (nonEmpty(metadata.text('namespace')) ?? namespace),
    // A pod template or a `create` manifest may leave the name to the API server.
    name: nonEmpty(metadata.text('name')) ?? metadata.text('generateName') ?? '',
    labels: metadata.textMap('labels'),
    annotations: metadata.textMap('annotations'),
    source: manifest.source,
    ...(uid !== undefined && { uid }),
    ...(controller !== undefined && {
      controller: {
        apiVersion: controller.text('apiVersion') ?? '',
        kind: controller.text('kind') ?? '',
        name: controller.text('name') ?? '',
      },
    }),
  };
}

/** The API server takes an empty name for a missing one. */
export function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** The name of an object as people write it: `namespace/name`, or the name alone for a cluster-wide object. */
export function fullName(object: NamespacedName): string {
  return object.namespace === '' ? object.name : `${object.namespace}/${object.name}`;
}

/** For `sort`: by namespace, then by name. The joined `namespace/name` would put `team-a/x` before `team/x`. */
export function byNamespaceAndName(a: NamespacedName, b: NamespacedName): number {
  return compare(a.namespace, b.namespace) || compare(a.name, b.name);
}
