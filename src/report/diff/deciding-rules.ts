import { fullName } from '../../model/metadata.ts';
import {
  type Direction,
  type DirectionVerdict,
  type Policy,
  type RulePart,
  rulePath,
  type Verdict,
} from '../../policy/index.ts';
import { placeOf } from '../documents/common.ts';

/** What decides about a connection at one end, and where it is written. */
export interface DecidingRule {
  readonly direction: Direction;
  /** `isolates` is of a policy of which no rule matches. */
  readonly effect: 'allows' | 'denies' | 'isolates' | 'may decide';
  /** The stable path of the rule, or the name of the policy. */
  readonly path: string;
  readonly file: string;
  readonly line: number;
}

/** The rules that make a verdict what it is: those of the ends that deny, or else of both. None where no policy applies. */
export function decidingRules(verdict: Verdict): readonly DecidingRule[] {
  const sides = (['egress', 'ingress'] as const).map((direction) => ({ direction, side: verdict[direction] }));
  const decisive = sides.filter(({ side }) => side.verdict === verdict.verdict);
  return decisive.flatMap(({ direction, side }) => rulesOf(direction, side));
}

function rulesOf(direction: Direction, side: DirectionVerdict): readonly DecidingRule[] {
  const foreign = side.foreign.map(({ source, ...policy }): DecidingRule => {
    const path = `${policy.kind} ${fullName(policy)}`;
    return { direction, effect: 'may decide', path, ...placeOf(source, ['metadata', 'name']) };
  });
  const denying = side.deniedBy.map((part) => ofPart(direction, 'denies', part));
  const allowing = side.allowedBy.map((part) => ofPart(direction, 'allows', part));
  switch (side.verdict) {
    case 'allowed':
      return [...allowing, ...foreign];
    case 'denied':
      return denying.length > 0 ? denying : side.isolatedBy.map((policy) => ofPolicy(direction, policy));
    case 'implementation-defined':
      return [...allowing, ...denying, ...foreign];
  }
}

function ofPart(direction: Direction, effect: DecidingRule['effect'], { policy, rule, peer }: RulePart): DecidingRule {
  const path = peer?.path ?? rule.path;
  return { direction, effect, path: rulePath(policy, path), ...placeOf(policy.source, path) };
}

function ofPolicy(direction: Direction, policy: Policy): DecidingRule {
  return { direction, effect: 'isolates', path: fullName(policy), ...placeOf(policy.source, ['metadata', 'name']) };
}
