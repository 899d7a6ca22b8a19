/** A host and what is written about it, before defaults. */
export interface Place {
  readonly host: string;
  readonly port?: number;
  readonly scheme?: string;
  readonly protocol?: 'TCP' | 'UDP';
}

/** A place as one part of the configuration names it. */
export interface Mention {
  readonly place: Place;
  readonly source: string;
  /** A clause that says how it is named: `DB_HOST and DB_PORT name it`. */
  readonly reason: string;
  readonly rank: number;
  /** The words around it, which may tell the driver. */
  readonly words?: readonly string[];
}

/** Where a target is named. Penalties are added to it. */
export const ranks = { named: 10, file: 15, unnamed: 20 } as const;

/** What makes a candidate less sure, in the order of how much. */
export const penalties = {
  portAssumed: 5,
  portMissing: 10,
  auxiliary: 20,
  placeholder: 40,
  serviceLink: 60,
  loopback: 100,
} as const;
