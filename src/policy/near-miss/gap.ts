import type { Path } from '../../model/source.ts';

/** What keeps one part of a rule from letting a connection through. */
export interface Gap {
  readonly kind: GapKind;
  /** The part of the policy that is wrong. */
  readonly path: Path;
  /** What is missing or wrong, in a few words. */
  readonly missing: string;
  /** Why that keeps the connection out. */
  readonly why?: string;
  /** What would be right, as it would stand in the manifest. */
  readonly instead?: string;
  /** How far off, for ranking: one of `costs`. */
  readonly cost: number;
}

/**
 * How far a part is from what it would have to be. Those of one rule add up, and the lowest sum is the closest rule.
 */
export const costs = {
  /** Meant for this connection: a letter, the other protocol, the part that everybody forgets. */
  slip: 1,
  /** Next to it, with one thing to know: a hole in a block, a name for a port, the wrong namespace. */
  near: 1.5,
  /** Another port, perhaps of the same peer. */
  otherPort: 2,
  /** The label that tells workloads apart, with the value of another. */
  otherValue: 2.5,
  /** Meant for somebody else. */
  other: 3,
  /** A rule that is not there: one that is further off than this was meant for something else. */
  absentRule: 3.75,
  /** A peer that takes another kind of thing. */
  otherKind: 4,
} as const;

/** A gap in one line: what is missing, and why that matters. */
export function describeGap({ missing, why }: Gap): string {
  return why === undefined ? missing : `${missing}: ${why}`;
}

/** What kind of difference there is between a rule and a connection. */
export type GapKind =
  | 'namespace-selector'
  | 'namespace-label'
  | 'label-value'
  | 'label-key'
  | 'selector'
  | 'surplus-selector'
  | 'range'
  | 'except'
  | 'not-a-pod'
  | 'nodes'
  | 'domain'
  | 'denied'
  | 'block-matches-no-pod'
  | 'block-matches-no-node'
  | 'port'
  | 'service-port'
  | 'named-port'
  | 'protocol'
  | 'no-rule'
  | 'policy-subject'
  | 'policy-namespace';
