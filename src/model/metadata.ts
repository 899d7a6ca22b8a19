import { Fields } from './fields.ts';
import type { Labels } from './labels.ts';
import type { Manifest } from './manifest.ts';
import type { Source } from './source.ts';

/** What names an object within one cluster. `namespace` is empty for cluster-wide kinds. */
export interface ObjectRef {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

export interface Metadata {
  readonly namespace: string;
  readonly name: string;
  /** Only an object that an API server has stored has one. */
  readonly uid?: string;
  readonly labels: Labels;
  readonly annotations: ReadonlyMap<string, string>;
  /** The owner that controls it. */
  readonly controller?: OwnerReference;
  readonly source: Source;
}

/** `namespace` is that of objects that name none; empty for cluster-wide kinds. */
export function decodeMetadata(manifest: Manifest, namespace: string): Metadata {
  const metadata = new Fields(manifest.value).object('metadata') ?? new Fields({}, ['metadata']);
  const uid = metadata.text('uid');
  const controller = metadata.objects('ownerReferences').find((owner) => owner.boolean('controller'));
  return {
    namespace: namespace === '' ? '' : (nonEmpty(metadata.text('namespace')) ?? namespace),
    // A pod template or a `create` manifest may leave the name to the API server.
    name: nonEmpty(metadata.text('name')) ?? metadata.text('generateName') ?? '',
    ...(uid !== undefined && { uid }),
    labels: metadata.textMap('labels'),
    annotations: metadata.textMap('annotations'),
    ...(controller !== undefined && {
      controller: {
        apiVersion: controller.text('apiVersion') ?? '',
        kind: controller.text('kind') ?? '',
        name: controller.text('name') ?? '',
      },
    }),
    source: manifest.source,
  };
}

/** The API server takes an empty name for a missing one. */
function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** `namespace/name`, or the name alone for a cluster-wide object. */
export function fullName(object: { readonly namespace: string; readonly name: string }): string {
  return object.namespace === '' ? object.name : `${object.namespace}/${object.name}`;
}
