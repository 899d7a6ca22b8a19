import type { Source } from './source.ts';

/** A value as JSON has it; YAML is read into the same. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** An object as JSON has it. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** One Kubernetes object as it was written: `List`s are unpacked, nothing is checked but that it has a kind. */
export interface Manifest {
  readonly value: JsonObject;
  readonly source: Source;
}
