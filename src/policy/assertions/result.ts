import type { Endpoint } from '../endpoint.ts';
import type { ObjectProblem } from '../engine.ts';
import type { Assertion, ConnectivityTest } from './assertion.ts';
import type { Reach } from './reach.ts';

/** What became of an assertion; `undecided` where it depends on the dataplane, or on policies that are not evaluated. */
export type Outcome = 'held' | 'failed' | 'undecided';

/** A client and a server that break an assertion, or leave it open. */
export interface Breach {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** The steps from the one to the other; none where an assertion wants a way and there is no way. */
  readonly steps: readonly Reach[];
  /** How many pairs policies treat just like this one, itself included. */
  readonly alike: number;
  /** What the answer depends on where it is open, each as a clause. */
  readonly dependsOn: readonly string[];
}

/** The answer to one assertion. */
export interface AssertionResult {
  readonly assertion: Assertion;
  readonly outcome: Outcome;
  /** How many pairs of a client and a server it is about. */
  readonly pairs: number;
  /** Those that break it: the first 100, of `breachCount`, which counts pairs that are alike as one. */
  readonly breaches: readonly Breach[];
  readonly breachCount: number;
  /** Those that leave it open: the first 100. */
  readonly doubts: readonly Breach[];
}

/** The answers to the assertions of a test, and those that could not be asked, since they name what is not there. */
export interface TestResult {
  readonly test: ConnectivityTest;
  readonly results: readonly AssertionResult[];
  readonly problems: readonly ObjectProblem[];
}

/** More than anybody reads. */
const kept = 100;

/** Sums up what was found for an assertion. */
export function resultOf(
  assertion: Assertion,
  pairs: number,
  breaches: readonly Breach[],
  doubts: readonly Breach[],
): AssertionResult {
  return {
    assertion,
    outcome: breaches.length > 0 ? 'failed' : doubts.length > 0 ? 'undecided' : 'held',
    pairs,
    breaches: breaches.slice(0, kept),
    breachCount: breaches.length,
    doubts: doubts.slice(0, kept),
  };
}
