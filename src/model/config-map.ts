import type { Fields } from './fields.ts';
import type { Metadata } from './metadata.ts';

/** A ConfigMap; its `binaryData` is left out. */
export interface ConfigMap extends Metadata {
  readonly data: ReadonlyMap<string, string>;
}

export function decodeConfigMap(fields: Fields, metadata: Metadata): ConfigMap {
  return { ...metadata, data: fields.textMap('data') };
}
