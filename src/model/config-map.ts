import { Fields } from './fields.ts';
import type { Manifest } from './manifest.ts';
import { decodeMetadata, type Metadata } from './metadata.ts';

/** A ConfigMap; its `binaryData` is left out. */
export interface ConfigMap extends Metadata {
  readonly data: ReadonlyMap<string, string>;
}

export function decodeConfigMap(manifest: Manifest, namespace: string): ConfigMap {
  return { ...decodeMetadata(manifest, namespace), data: new Fields(manifest.value).textMap('data') };
}
