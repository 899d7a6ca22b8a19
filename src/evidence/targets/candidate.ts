/** A host, and a port where one is known, that a container's configuration names as something to connect to. */
export interface TargetCandidate {
  /** Lower case, without brackets, zone or trailing dot. */
  readonly host: string;
  /** 1 to 65535. */
  readonly port?: number;
  /** Only where the configuration tells. */
  readonly protocol?: 'TCP' | 'UDP';
  /** Of the URL, or of the driver: `http`, `postgres`, `mongodb+srv`. */
  readonly scheme?: string;
  /** `env DB_HOST, DB_PORT`, `args[2]`, the name of a file; joined by `; ` where several name it. */
  readonly source: string;
  /** Lower is surer; the classes are in `mention.ts`. */
  readonly rank: number;
  /** For a person. Holds no value of a variable but the host and the port. */
  readonly reason: string;
  /** The port is written nowhere: it is the default of the scheme or of the driver. */
  readonly portAssumed: boolean;
}

export interface ContainerVariable {
  readonly name: string;
  readonly value?: string;
  /** Where an unknown value comes from: `secret db/password`. */
  readonly from?: string;
}

export interface ConfigurationFile {
  /** As a source is to be printed: `configmap app/config key application.yaml`. */
  readonly name: string;
  readonly text: string;
}

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
