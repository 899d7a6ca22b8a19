/**
 * A file that was read, whole, as text. `path` is what the user would recognise: as given, or
 * `archive.tgz!/inner/path`.
 */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Where an object was written: UTF-16 offsets into `file.text`, `end` exclusive. `locate` finds lines and columns in
 * it.
 */
export interface Source {
  readonly file: SourceFile;
  /** Index of the YAML document in the file, 0-based; 0 for JSON. */
  readonly document: number;
  readonly start: number;
  readonly end: number;
}

/** The way from an object to a part of it: `['spec', 'ingress', 0, 'from']`. */
export type Path = readonly (string | number)[];

/** A place in a file as people write it: line and column from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
