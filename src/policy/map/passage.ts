import type { ConnectionSet } from '../../model/connection-set.ts';
import type { ByFamily, FamilyPair } from './by-family.ts';

/** What is let through from a client to a server: `certain` for sure, `uncertain` where dataplanes differ. */
export interface Passage {
  readonly certain: ConnectionSet;
  readonly uncertain: ConnectionSet;
}

/** What is let through from a client to a server over each address family. */
export interface PairPassage extends FamilyPair {
  readonly over: ByFamily<Passage>;
}
