import type { PolicyEngine } from '../engine.ts';
import type { ConnectionChange, ConnectivityDiff, Standing } from './connectivity-diff.ts';
import { diffOf } from './diff-of.ts';

/** Whether a statement on two clusters holds; if not, the first change against it, with its witness. */
export type Comparison =
  | { readonly holds: true }
  | {
      readonly holds: false;
      readonly counterexample: ConnectionChange;
      /** By pod; the groups and endpoints of the counterexample. */
      readonly diff: ConnectivityDiff;
    };

/**
 * Whether the policies of two clusters let the same through between their pods, and the addresses outside: nothing opens,
 * nothing closes, and nothing depends on the dataplane in one of them only. Pods are matched by name. It is not said of pods
 * that neither has, which may tell policies apart that these pods do not.
 */
export function equivalent(a: PolicyEngine, b: PolicyEngine): Comparison {
  return withoutAny(diffOf(a, b, { by: 'pod' }), () => true);
}

/**
 * Whether the policies of one cluster let through all that those of another do, and in no case less surely. Said of the same
 * endpoints as `equivalent`.
 */
export function contains(outer: PolicyEngine, inner: PolicyEngine): Comparison {
  return withoutAny(diffOf(outer, inner, { by: 'pod' }), ({ before, after }) => certainty[after] > certainty[before]);
}

const certainty: Readonly<Record<Standing, number>> = {
  absent: 0,
  denied: 0,
  'implementation-defined': 1,
  'some-pods': 2,
  allowed: 3,
};

function withoutAny(diff: ConnectivityDiff, isAgainst: (change: ConnectionChange) => boolean): Comparison {
  const counterexample = diff.changes.find(isAgainst);
  return counterexample === undefined ? { holds: true } : { holds: false, counterexample, diff };
}
