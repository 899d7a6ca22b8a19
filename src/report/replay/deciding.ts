import { fullName } from '../../model/metadata.ts';
import { type Direction, directions, rulePath } from '../../policy/index.ts';
import type { ReplayedFlow } from '../../wire/index.ts';
import { placeOf } from '../documents/common.ts';

/** A part of a policy that decides about a flow, and where it is written. */
export interface DecidingPart {
  readonly direction: Direction;
  /** The stable path of the rule that allows, or the policy that isolates and has no rule that does. */
  readonly path: string;
  readonly file: string;
  readonly line: number;
}

/** The policies that deny a flow, or the rules that allow it. */
export function decidingParts({ verdict }: ReplayedFlow): readonly DecidingPart[] {
  if (verdict === undefined) return [];
  return directions.flatMap((direction) => {
    const side = verdict[direction];
    if (side.verdict === 'denied') {
      return side.isolatedBy.map((policy) => ({
        direction,
        path: fullName(policy),
        ...placeOf(policy.source, ['metadata', 'name']),
      }));
    }
    if (verdict.verdict === 'denied') return [];
    return side.allowedBy.map(({ policy, rule, peer }) => {
      const path = peer?.path ?? rule.path;
      return { direction, path: rulePath(policy, path), ...placeOf(policy.source, path) };
    });
  });
}

/** Why a flow has its answer, in one line. */
export function reasonOf(flow: ReplayedFlow): string {
  const { answer, verdict, unknown, byLabels } = flow;
  const gone = byLabels ? ' (by the labels in the flow: a pod is gone)' : '';
  switch (answer) {
    case 'unknown':
      return unknown ?? '';
    case 'implementation-defined':
      return `it depends on ${(verdict?.dependsOn ?? []).join(', and on ')}${gone}`;
    case 'denied':
    case 'allowed': {
      const parts = decidingParts(flow).map(
        ({ direction, path, file, line }) => `${direction} ${path} ${file}:${line}`,
      );
      return `${parts.length === 0 ? 'no policy isolates' : parts.join(', ')}${gone}`;
    }
  }
}
