/** The world outside of a command: streams, the clock and the environment come in, so that a test can be the world. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly stdin: () => Promise<Uint8Array>;
  /** The same as it comes, for what is too large to hold. */
  readonly stdinChunks: () => AsyncIterable<Uint8Array>;
  /** RFC 3339. */
  readonly now: () => string;
  readonly colours: boolean;
  /** The width of the terminal; undefined where the output is none. */
  readonly columns: number | undefined;
  /** Shows a line that the next one replaces, and an empty one takes away; undefined where nobody looks. */
  readonly status: ((text: string) => void) | undefined;
}

/** What a command ends with; see `netwhy --help`. */
export const exitCodes = { holds: 0, finding: 1, usage: 2, noAnswer: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** There is no answer, for a reason that the user can mend: each line is printed as it stands. */
export class NoAnswer extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'NoAnswer';
    this.lines = lines;
  }
}

/** The command line cannot be read. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
