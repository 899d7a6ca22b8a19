import type { Path } from '../../model/source.ts';

/** What keeps one part of a rule from letting a connection through. */
export interface Gap {
  readonly kind: GapKind;
  /** The part that is wrong, from the object. */
  readonly path: Path;
  /** What is missing or wrong, in a few words. */
  readonly missing: string;
  /** Why that keeps the connection out. */
  readonly why?: string;
  /** What would be right, as it would stand in the manifest. */
  readonly instead?: string;
  /** How far off, for ranking: 1 is a slip, 3 another intention. */
  readonly cost: number;
}

/** For where there is one line only. */
export function describeGap({ missing, why }: Gap): string {
  return why === undefined ? missing : `${missing}: ${why}`;
}

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
  | 'block-matches-no-pod'
  | 'port'
  | 'service-port'
  | 'named-port'
  | 'protocol'
  | 'no-rule'
  | 'policy-subject'
  | 'policy-namespace';
