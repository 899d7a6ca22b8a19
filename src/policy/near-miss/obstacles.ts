import { hasPort } from '../../model/connection-set.ts';
import type { PolicyEngine } from '../engine.ts';
import { evaluateSide } from '../evaluate/evaluate.ts';
import type { PolicySource } from '../evaluate/question.ts';
import { type Direction, directions, type Policy, type Rule } from '../policy.ts';
import type { Verdict } from '../verdict.ts';
import { type Attempt, attemptOf } from './attempt.ts';
import { denialMisses, type NearMiss, networkMisses } from './near-misses.ts';

/** One thing that has to change before a connection is let through; where there are several, all of them have to. */
export interface Obstacle {
  readonly direction: Direction;
  /** The ways to overcome it, the smallest change first: one of them is enough. */
  readonly misses: readonly [NearMiss, ...NearMiss[]];
}

/**
 * All that stops a connection, ingress first, in the order in which policies are asked: also what would stop it next, so
 * that nobody removes one obstacle and meets another.
 */
export function obstaclesOf(engine: PolicyEngine, verdict: Verdict): readonly Obstacle[] {
  return directions.flatMap((direction) => {
    const other = direction === 'ingress' ? verdict.from : verdict.to;
    // Nothing tells whom a rule would have to let through.
    const isStandIn = other.kind === 'range' && other.isStandIn === true;
    return verdict[direction].verdict === 'allowed' || isStandIn ? [] : sideObstacles(engine, verdict, direction);
  });
}

/** What would overcome any of the obstacles, for each of them the smallest change first. */
export function nearMissesOf(engine: PolicyEngine, verdict: Verdict): readonly NearMiss[] {
  return obstaclesOf(engine, verdict).flatMap(({ misses }) => misses);
}

function sideObstacles(engine: PolicyEngine, verdict: Verdict, direction: Direction): readonly Obstacle[] {
  const attempt = deniedAttempt(attemptOf(engine, verdict, direction));
  const { question, settings } = attempt.side;
  const { protocol, port } = verdict;
  const obstacles: Obstacle[] = [];
  const overcome = new Set<Rule>();
  // Each round overcomes a rule, of which there are only so many.
  for (;;) {
    const side = evaluateSide(without(engine, overcome), question, direction, settings);
    if (hasPort(side.allowed, protocol, port)) return obstacles;
    const denying = side.parts.filter(
      ({ rule, decides }) => rule.action === 'deny' && hasPort(decides, protocol, port),
    );
    if (denying.length === 0) return [...obstacles, ...obstacle(direction, networkMisses(attempt, side.isolatedBy))];
    obstacles.push(
      ...obstacle(direction, denying.flatMap((part) => denialMisses(part, verdict, direction)).slice(0, 1)),
    );
    for (const { rule } of denying) overcome.add(rule);
  }
}

/** The commonest way to settle what the profile leaves open, or else the first under which the connection is denied. */
function deniedAttempt(attempt: Attempt): Attempt {
  const { engine, verdict } = attempt;
  const denying = [attempt.side, ...attempt.possibleSides].find(({ question, direction, settings }) => {
    const { allowed } = evaluateSide(engine, question, direction, settings);
    return !hasPort(allowed, verdict.protocol, verdict.port);
  });
  return denying === undefined ? attempt : { ...attempt, side: denying };
}

function obstacle(direction: Direction, [first, ...others]: readonly NearMiss[]): readonly Obstacle[] {
  return first === undefined ? [] : [{ direction, misses: [first, ...others] }];
}

/** The policies as they would be without some of their rules. */
function without(engine: PolicyEngine, rules: ReadonlySet<Rule>): PolicySource {
  if (rules.size === 0) return engine;
  const kept = (policy: Policy, direction: Direction): Policy => {
    return { ...policy, [direction]: (policy[direction] ?? []).filter((rule) => !rules.has(rule)) };
  };
  return {
    cluster: engine.cluster,
    domainNames: engine.domainNames,
    hasEqualPriorities: engine.hasEqualPriorities,
    hasDomainNames: engine.hasDomainNames,
    hasWholeBlocks: engine.hasWholeBlocks,
    applying: (pod, direction) => {
      const { admin, network, baseline } = engine.applying(pod, direction);
      const keepRules = (policies: readonly Policy[]) => policies.map((policy) => kept(policy, direction));
      return { admin: keepRules(admin), network, baseline: keepRules(baseline) };
    },
  };
}
