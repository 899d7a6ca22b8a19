/** A host, and a port where one is known, that a container's configuration names as something to connect to. */
export interface TargetCandidate {
  /** Lower case, without brackets, zone or trailing dot. */
  readonly host: string;
  /** From 1 to 65535. */
  readonly port?: number;
  /** Missing where the configuration does not tell. */
  readonly protocol?: 'TCP' | 'UDP';
  /** The scheme of the URL, or the name of the driver: `http`, `postgres`, `mongodb+srv`. */
  readonly scheme?: string;
  /** What names it: `env DB_HOST, DB_PORT`, `args[2]`, the name of a file; several are joined by `; `. */
  readonly source: string;
  /** Lower is surer; the classes are in `mention.ts`. */
  readonly rank: number;
  /**
   * Why it is taken for a target, for a person to read. Of the values of variables it quotes the host and port only.
   */
  readonly reason: string;
  /** Whether the port is written nowhere, and the default one of the scheme or driver was assumed. */
  readonly portAssumed: boolean;
}

/** An environment variable of a container. */
export interface ContainerVariable {
  readonly name: string;
  readonly value?: string;
  /** Where an unknown value comes from: `secret db/password`. */
  readonly from?: string;
}

/** A file that a container reads its settings from. */
export interface ConfigurationFile {
  /** Where it comes from, in words for a person: `configmap app-config key application.yaml`. */
  readonly name: string;
  readonly text: string;
}

/**
 * All that a container's settings are in: variables, command line and files. Values that are in Secrets are left out.
 */
export interface ContainerConfiguration {
  readonly environment: readonly ContainerVariable[];
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly files: readonly ConfigurationFile[];
}

/** A variable that is named like a target but whose value is not to be read. */
export interface HiddenTarget {
  readonly name: string;
  readonly from: string;
}
