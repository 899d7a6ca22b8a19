import type { ObjectRef } from '../../model/metadata.ts';
import type { Path, Source } from '../../model/source.ts';

/** How much a finding matters, the worst first: only an error breaks something for sure. */
export const lintSeverities = ['error', 'warning', 'info'] as const;
/** One of `lintSeverities`. */
export type LintSeverity = (typeof lintSeverities)[number];

/** A kind of finding. */
export interface LintCode {
  /** Stable, and never used for anything else: `NW301`. */
  readonly code: string;
  /** What is wrong, as a heading. */
  readonly title: string;
  /** How much it matters as a rule. */
  readonly severity: LintSeverity;
}

/** What one rule has to say against a part of an object. */
export interface LintFinding {
  /** That of a `LintCode`. */
  readonly code: string;
  readonly severity: LintSeverity;
  readonly object: ObjectRef;
  readonly source: Source;
  /** The part of the object that is wrong. */
  readonly path: Path;
  /** One line. */
  readonly message: string;
  /** What would be right, as it would stand in the manifest in place of the part. */
  readonly instead?: string;
  /**
   * What tells the finding from others of its code and object, as long as what is wrong is the same: no position and no
   * count, which change with the rest of the object and of the cluster.
   */
  readonly detail: string;
  readonly related: readonly RelatedPart[];
}

/** A part of another object that has a part in a finding. */
export interface RelatedPart {
  readonly source: Source;
  readonly path: Path;
  readonly message: string;
}
