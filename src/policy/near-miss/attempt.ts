import { hasPort } from '../../model/connection-set.ts';
import type { PolicyEngine } from '../engine.ts';
import { evaluateSide } from '../evaluate/evaluate.ts';
import { letThrough, matchesPeer } from '../evaluate/matching.ts';
import { type PolicySource, questionOf, type SideQuestion } from '../evaluate/question.ts';
import type { Direction, Peer, Policy, PortRule } from '../policy.ts';
import { settledSettings } from '../profile.ts';
import type { Verdict } from '../verdict.ts';
import { possibleSettings } from '../worlds.ts';

/** One side of a denied connection. What matches is asked of `evaluate.ts`, here as everywhere. */
export interface Attempt {
  readonly engine: PolicyEngine;
  readonly verdict: Verdict;
  /** With the commoner value of what the profile leaves open: gaps are described so. */
  readonly side: SideQuestion;
  /** One for each way to settle it: a cure must work in all of them. */
  readonly possibleSides: readonly SideQuestion[];
}

export function attemptOf(engine: PolicyEngine, verdict: Verdict, direction: Direction): Attempt {
  const { profile } = engine;
  const question = questionOf(verdict, verdict.family);
  const side = { source: engine, question, direction, settings: settledSettings(profile) };
  const possibleSides = possibleSettings(engine, question, profile).map((settings) => ({ ...side, settings }));
  return { engine, verdict, side, possibleSides };
}

/** Whether the ports of a rule let the connection through, to the end that the peer takes. */
export function letsPort(
  { protocol, port }: Verdict,
  side: SideQuestion,
  peer: Peer | undefined,
  ports: readonly PortRule[] | undefined,
): boolean {
  return hasPort(letThrough(side, peer, ports), protocol, port);
}

/** Whether a peer takes the other end, whatever the profile leaves open. */
export function isSureToTake({ possibleSides }: Attempt, policy: Policy, peer: Peer): boolean {
  return possibleSides.every((side) => matchesPeer(side, policy, peer));
}

/** Whether a policy would let the connection through by itself, whatever the profile leaves open. */
export function isSureToLet({ verdict, possibleSides }: Attempt, policy: Policy): boolean {
  const alone = { admin: [], network: [policy], baseline: [] };
  return possibleSides.every(({ source, question, direction, settings }) => {
    const onlyIt: PolicySource = {
      cluster: source.cluster,
      domainNames: source.domainNames,
      hasEqualPriorities: false,
      hasDomainNames: false,
      hasWholeBlocks: false,
      applying: () => alone,
    };
    const { allowed } = evaluateSide(onlyIt, question, direction, settings);
    return hasPort(allowed, verdict.protocol, verdict.port);
  });
}
