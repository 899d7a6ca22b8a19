import type { Manifest } from '../model/manifest.ts';
import type { SourceFile } from '../model/source.ts';

/** A file to read: the path that the user would recognise, and its content. */
export interface InputFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What one run of a container printed. In a dump, `file.text` is that container's section alone. */
export interface ContainerLog {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Whether it is the run before the current one (`kubectl logs --previous`). */
  readonly previous: boolean;
  readonly file: SourceFile;
}

/** What the `snapshot.json` of a snapshot says about it. */
export interface SnapshotInfo {
  /** When it was taken, as written; meant to be RFC 3339. */
  readonly takenAt?: string;
  /** The version of the API server: `v1.34.0`. */
  readonly serverVersion?: string;
  /** What could not be read from the cluster. */
  readonly missing: readonly string[];
}

/** Something wrong in a file: one line of message, line and column from 1 where they are known. */
export interface InputProblem {
  readonly message: string;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly hint?: string;
}

/** A file that was not read, and why. */
export interface PassedOver {
  readonly path: string;
  readonly reason: string;
}

/**
 * What the input was taken for. A `snapshot.json` makes it a snapshot; else a dump's `logs.txt`, or its `nodes.json` beside
 * a namespace's `pods.json` and `events.json`, make it a dump. Of a mix every part is read, and the first of these names it.
 */
export type InputForm = 'snapshot' | 'cluster-info-dump' | 'manifests';

/** Everything that was read from the files. */
export interface Input {
  readonly form: InputForm;
  readonly manifests: readonly Manifest[];
  readonly logs: readonly ContainerLog[];
  readonly snapshot?: SnapshotInfo;
  /** Every file that was looked into, those inside of archives too. */
  readonly paths: readonly string[];
  readonly passedOver: readonly PassedOver[];
  /** Broken files and objects: an answer would be built on less than was given. */
  readonly problems: readonly InputProblem[];
  /** What was read, but perhaps not as it was meant: a key that is written twice, say. */
  readonly warnings: readonly InputProblem[];
}

/** How much may be read. */
export interface InputOptions {
  /** The most bytes of all files together, counted after decompression. 512 MiB if not given. */
  readonly maxInput?: number;
}
