/** A text that can't be read, thrown inside this room. `offset` is where, in the text that was given. */
export class SyntaxProblem extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'SyntaxProblem';
    this.offset = offset;
  }
}

/** Deepest nesting that is read, in JSON and YAML: far above any real object, far below the stack of any runtime. */
export const maxNesting = 500;

/** Something read but hardly as meant, `offset` in the file's text. */
export interface Note {
  readonly message: string;
  readonly offset: number;
  /** Where the same was written before. */
  readonly first?: number;
  readonly hint?: string;
}

/** Most notes of one document: more than a person would read. */
export const maxNotes = 100;
