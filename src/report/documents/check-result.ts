import type { Protocol } from '../../model/connection-set.ts';
import {
  type Answer,
  type Connectivity,
  type Direction,
  type DirectionVerdict,
  describeGap,
  type Obstacle,
  type PolicyKind,
  type RuleEffect,
  type RulePart,
  rulePath,
  type Tier,
  type Verdict,
} from '../../policy/index.ts';
import {
  type ApiVersion,
  apiVersion,
  type EndpointDocument,
  endpointDocument,
  type InputDocument,
  type NearMissDocument,
  nearestPath,
  nearMissDocument,
  type PolicyDocument,
  placeOf,
  policyDocument,
} from './common.ts';

/** The answer of `netwhy check -o json`. */
export interface CheckResult {
  readonly apiVersion: ApiVersion;
  readonly kind: 'CheckResult';
  readonly input: InputDocument;
  /** The worst of all pairs. */
  readonly verdict: Answer;
  /** The client as it was asked for; `to` is the target. */
  readonly from: string;
  readonly to: string;
  /** What the policies at the server say, for the pair that decides; `egress` is that of the client. */
  readonly ingress: DirectionDocument;
  readonly egress: DirectionDocument;
  /** Why a Service drops the connection of the pair that decides, before any policy sees it. */
  readonly refusedBy?: string;
  /** What an implementation-defined answer depends on. */
  readonly dependsOn: readonly string[];
  /** What the input does not hold and was assumed. */
  readonly assumptions: readonly string[];
  /** Each client with each server: the first 1,000, of `pairCount`. */
  readonly pairs: readonly PairDocument[];
  readonly pairCount: number;
}

/** The answer of `netwhy explain -o json`. */
export interface Explanation extends Omit<CheckResult, 'kind'> {
  readonly kind: 'Explanation';
  readonly rules: readonly RuleDocument[];
  /** Of all obstacles. */
  readonly nearMisses: readonly NearMissDocument[];
  /** What has to change before the connection is let through: all of them, as none alone is enough. */
  readonly obstacles: readonly ObstacleDocument[];
}

/** What the policies at one end of a connection say. */
export interface DirectionDocument {
  readonly verdict: Answer;
  /** The policies that isolate this end, or have a rule that decides. */
  readonly policies: readonly PolicyDocument[];
  /** The stable paths of the rules that let it through. */
  readonly allowedBy: readonly string[];
  /** Those of the rules of admin and baseline policies that deny it. */
  readonly deniedBy?: readonly string[];
  /** Those of the rules of admin policies that leave it to the policies after them. */
  readonly passedBy?: readonly string[];
  /** Why no policy applies, for traffic that policies never touch. */
  readonly exempt?: string;
  /** Policies of kinds that are not evaluated and may decide otherwise. */
  readonly notEvaluated?: readonly PolicyDocument[];
}

/** The answer for one client and one server. */
export interface PairDocument {
  readonly from: EndpointDocument;
  readonly to: EndpointDocument;
  readonly port: number;
  readonly protocol: Protocol;
  readonly family?: 4 | 6;
  readonly verdict: Answer;
  readonly ingress: Answer;
  readonly egress: Answer;
}

/** One thing that has to change. */
export interface ObstacleDocument {
  readonly direction: Direction;
  /** The paths of rules of which one has to change, the smallest change first: see `nearMisses`. */
  readonly anyOf: readonly string[];
}

/** What one rule of a policy that isolates an end does to the connection. */
export interface RuleDocument {
  /** The stable path of the rule, or of its part that matches: `shop/restrict-server#ingress[0].from[1]`. */
  readonly path: string;
  readonly file: string;
  readonly line: number;
  readonly direction: Direction;
  /** The kind of its policy, and when it is asked: before the NetworkPolicies, as one of them, or after them. */
  readonly kind: PolicyKind;
  readonly tier: Tier;
  /** The name that the rule was given. */
  readonly name?: string;
  readonly effect: RuleEffect['effect'];
  /** What keeps it from matching. */
  readonly missing?: string;
}

const maximumPairs = 1000;

/** What was asked, as the user wrote it. */
export interface Question {
  readonly from: string;
  readonly to: string;
}

/** The document of an answer to `netwhy check`. */
export function checkResult(question: Question, answer: Connectivity, input: InputDocument): CheckResult {
  const { decisive, verdict, dependsOn, assumptions, pairs } = answer;
  return {
    apiVersion,
    kind: 'CheckResult',
    input,
    verdict,
    ...question,
    ingress: directionDocument(decisive.ingress),
    egress: directionDocument(decisive.egress),
    ...(decisive.refusedBy !== undefined && { refusedBy: decisive.refusedBy }),
    dependsOn,
    assumptions,
    pairs: pairs.slice(0, maximumPairs).map(pairDocument),
    pairCount: pairs.length,
  };
}

/** The document of an answer to `netwhy explain`. */
export function explanation(
  question: Question,
  answer: Connectivity,
  rules: readonly RuleEffect[],
  obstacles: readonly Obstacle[],
  input: InputDocument,
): Explanation {
  return {
    ...checkResult(question, answer, input),
    kind: 'Explanation',
    rules: rules.map(ruleDocument),
    nearMisses: obstacles.flatMap(({ misses }) => misses).map(nearMissDocument),
    obstacles: obstacles.map(obstacleDocument),
  };
}

function obstacleDocument({ direction, misses }: Obstacle): ObstacleDocument {
  return { direction, anyOf: misses.map((miss) => rulePath(miss.policy, nearestPath(miss))) };
}

export function directionDocument(side: DirectionVerdict): DirectionDocument {
  const { verdict, isolatedBy, allowedBy, deniedBy, passedBy, exempt, foreign } = side;
  const policies = new Set([...isolatedBy, ...[...allowedBy, ...deniedBy, ...passedBy].map(({ policy }) => policy)]);
  return {
    verdict,
    policies: [...policies].map(policyDocument),
    allowedBy: allowedBy.map(pathOf),
    ...(deniedBy.length > 0 && { deniedBy: deniedBy.map(pathOf) }),
    ...(passedBy.length > 0 && { passedBy: passedBy.map(pathOf) }),
    ...(exempt !== undefined && { exempt }),
    ...(foreign.length > 0 && {
      notEvaluated: foreign.map(({ kind, namespace, name, source }) => ({
        kind,
        namespace,
        name,
        ...placeOf(source, ['metadata', 'name']),
      })),
    }),
  };
}

function pathOf({ policy, rule, peer }: RulePart): string {
  return rulePath(policy, peer?.path ?? rule.path);
}

function pairDocument({ from, to, port, protocol, family, verdict, ingress, egress }: Verdict): PairDocument {
  return {
    from: endpointDocument(from),
    to: endpointDocument(to),
    port,
    protocol,
    ...(family !== undefined && { family }),
    verdict,
    ingress: ingress.verdict,
    egress: egress.verdict,
  };
}

export function ruleDocument({ policy, rule, part, direction, effect, gaps }: RuleEffect): RuleDocument {
  const path = part?.peer?.path ?? rule.path;
  return {
    path: rulePath(policy, path),
    ...placeOf(policy.source, path),
    direction,
    kind: policy.kind,
    tier: policy.tier,
    ...(rule.name !== undefined && { name: rule.name }),
    effect,
    ...(gaps.length > 0 && { missing: gaps.map(describeGap).join('; ') }),
  };
}
