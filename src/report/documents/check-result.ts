import type { Protocol } from '../../model/connection-set.ts';
import {
  type Answer,
  type Connectivity,
  type Direction,
  type DirectionVerdict,
  describeGap,
  type NearMiss,
  type RuleEffect,
  rulePath,
  type Verdict,
} from '../../policy/index.ts';
import {
  type ApiVersion,
  apiVersion,
  type EndpointDocument,
  endpointDocument,
  type InputDocument,
  type NearMissDocument,
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
  /** As they were asked for. */
  readonly from: string;
  readonly to: string;
  /** Of the pair that decides. */
  readonly ingress: DirectionDocument;
  readonly egress: DirectionDocument;
  /** What an implementation-defined answer hangs on. */
  readonly dependsOn: readonly string[];
  readonly assumptions: readonly string[];
  /** At most 1,000; `pairCount` is how many there are. */
  readonly pairs: readonly PairDocument[];
  readonly pairCount: number;
}

/** The answer of `netwhy explain -o json`. */
export interface Explanation extends Omit<CheckResult, 'kind'> {
  readonly kind: 'Explanation';
  readonly rules: readonly RuleDocument[];
  readonly nearMisses: readonly NearMissDocument[];
}

export interface DirectionDocument {
  readonly verdict: Answer;
  /** The policies that isolate this end. */
  readonly policies: readonly PolicyDocument[];
  /** The stable paths of the rules that let it through. */
  readonly allowedBy: readonly string[];
  /** Why no policy applies. */
  readonly exempt?: string;
  /** Policies of kinds that are not evaluated and may decide otherwise. */
  readonly notEvaluated?: readonly PolicyDocument[];
}

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

export interface RuleDocument {
  readonly path: string;
  readonly file: string;
  readonly line: number;
  readonly direction: Direction;
  readonly effect: 'allows' | 'does-not-match';
  /** What keeps it from matching. */
  readonly missing?: string;
}

const maximumPairs = 1000;

export interface Question {
  readonly from: string;
  readonly to: string;
}

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
    dependsOn,
    assumptions,
    pairs: pairs.slice(0, maximumPairs).map(pairDocument),
    pairCount: pairs.length,
  };
}

export function explanation(
  question: Question,
  answer: Connectivity,
  rules: readonly RuleEffect[],
  nearMisses: readonly NearMiss[],
  input: InputDocument,
): Explanation {
  return {
    ...checkResult(question, answer, input),
    kind: 'Explanation',
    rules: rules.map(ruleDocument),
    nearMisses: nearMisses.map(nearMissDocument),
  };
}

function directionDocument({ verdict, isolatedBy, allowedBy, exempt, foreign }: DirectionVerdict): DirectionDocument {
  return {
    verdict,
    policies: isolatedBy.map(policyDocument),
    allowedBy: allowedBy.map(({ policy, rule, peer }) => rulePath(policy, peer?.path ?? rule.path)),
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

function ruleDocument({ policy, rule, part, direction, effect, gaps }: RuleEffect): RuleDocument {
  const path = part?.peer?.path ?? rule.path;
  return {
    path: rulePath(policy, path),
    ...placeOf(policy.source, path),
    direction,
    effect,
    ...(gaps.length > 0 && { missing: gaps.map(describeGap).join('; ') }),
  };
}
