import type { FailureClass, LogClass, LogFinding } from './finding.ts';

/** One text that a client prints, and what it means. */
export interface Signature {
  readonly id: string;
  /** Where the text is printed (repository and file or symbol) or was seen (a thread). */
  readonly source: string;
  readonly example: string;
  /** What `example` is read as: the class, then ` host:port` as far as it names them. */
  readonly gives: string;
  /** Lower-case ASCII literals, one of which is in every line that matches: most lines are passed over by these alone. */
  readonly words: readonly string[];
  /**
   * Named groups that are read: `address` (host:port), `host`, `port`, `resolver`, and `cause`, a text that names the class.
   * Repeats are bounded, so that a line costs its length and not its square.
   */
  readonly pattern: RegExp;
  /** `cause`: what the group `cause` says, or `otherwise` where it says nothing known. */
  readonly class: LogClass | 'cause';
  /** Without it, a cause that is not known is no match. */
  readonly otherwise?: LogClass;
  /** What a cause that is a timeout means here, where it is not the connect that timed out. */
  readonly timeout?: FailureClass;
  readonly also?: readonly FailureClass[];
  readonly runtime?: string;
  readonly library?: string;
  /** The entry holds this too, such as a frame of the stack trace. */
  readonly within?: RegExp;
  /** It matches only where the line also names a host and a port. */
  readonly needsTarget?: true;
  /** The host and the port are those of the groups or unknown: what else looks like one in the entry is not the target. */
  readonly targetInGroups?: true;
}

/**
 * How far a table of signatures is trusted on a line that several match: the server's answer, a client's own text, words
 * that many use, a remark that is no failure.
 */
export type Strength = 'answer' | 'exact' | 'words' | 'remark';

export interface Table {
  readonly strength: Strength;
  /** Of every signature; their ids say it too: `answered:…`, `local:…`. */
  readonly about?: NonNullable<LogFinding['about']>;
  /** Of the signatures that do not say. */
  readonly runtime?: string;
  readonly library?: string;
  readonly signatures: readonly Signature[];
}
