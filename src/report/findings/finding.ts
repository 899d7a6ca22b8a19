/** How much a finding matters: only an error is one that a gate should stop. */
export type Severity = 'error' | 'warning' | 'note';

/** A place in a file of the user: line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
}

/** Another place that has a part in a finding, and which. */
export interface RelatedPlace extends Place {
  readonly message: string;
}

/** Something that a command found at a place in a file: what CI systems and editors show. */
export interface Finding extends Place {
  /** The kind of finding, stable, in kebab-case: `assertion-failed`. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, in a sentence or two; may have several lines. */
  readonly message: string;
  /** What would be right, in a line. */
  readonly fix?: string;
  readonly related?: readonly RelatedPlace[];
}

/** What the codes of findings mean, each in a sentence. */
export type CodeDescriptions = ReadonlyMap<string, string>;

/** The message, and below it what would be right. */
export function fullMessage({ message, fix }: Finding): string {
  return fix === undefined ? message : `${message}\nright: ${fix}`;
}
