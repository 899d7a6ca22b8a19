/** What one process of a mutation run does; it comes as JSON in the environment variable `NETWHY_MUTATION`. */
export interface Job {
  /** Absolute paths of the files that are mutated. */
  readonly files: readonly string[];
  /** The mutants to try, numbered through `files`. */
  readonly ids: readonly string[];
  /** The mutant that is on while the modules load: the one way to try code that runs only then. */
  readonly atLoad: string | undefined;
  /** The file to which an `Event` is appended before and after each mutant, a JSON line each. */
  readonly events: string;
}

/**
 * What became of a mutant: a test fails with it, or runs into the limit of its loops (`killed`), never ends (`timeout`),
 * none fails (`survived`), none comes by (`no-coverage`), or its code runs at load only (`static`), and is tried on its own.
 */
export type Outcome = 'killed' | 'timeout' | 'survived' | 'no-coverage' | 'static';

/** A process has begun to try a mutant, or is done with it. */
export interface Event {
  readonly id: string;
  readonly outcome: Outcome | 'begun';
  /** The test that killed it. */
  readonly by?: string;
}

export function jobOf(environment: NodeJS.ProcessEnv): Job {
  return JSON.parse(environment['NETWHY_MUTATION'] ?? '') as Job;
}
