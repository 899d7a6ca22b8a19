import type { Answer, Verdict } from './verdict.ts';

/** The answer for a group of clients and a group of servers. */
export interface Connectivity {
  /** The worst of all pairs, since a client may meet any of them. */
  readonly verdict: Answer;
  /** A pair that has this verdict, or the worst one where the addresses of a name or of a proxy decide. */
  readonly decisive: Verdict;
  /**
   * Each client with each server; of a range of addresses, each piece that policies may treat differently. Where a proxy
   * stands between, each client with it and it with each server.
   */
  readonly pairs: readonly Verdict[];
  /** What an implementation-defined answer depends on, each as a clause: `whether an ipBlock matches …`. */
  readonly dependsOn: readonly string[];
  /** What the input does not hold and was assumed, each as a sentence. */
  readonly assumptions: readonly string[];
}

const badness: Record<Answer, number> = { denied: 2, 'implementation-defined': 1, allowed: 0 };

export function isWorse(answer: Answer, than: Answer): boolean {
  return badness[answer] > badness[than];
}

/** The first of those that have the worst verdict. */
export function worst(pairs: readonly Verdict[]): Verdict | undefined {
  return pairs.reduce<Verdict | undefined>(
    (found, pair) => (found === undefined || isWorse(pair.verdict, found.verdict) ? pair : found),
    undefined,
  );
}

export function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
