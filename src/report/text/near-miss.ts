import { type NearMiss, rulePath } from '../../policy/index.ts';
import { codeFrame, gapFrame } from '../code-frame.ts';
import { nearestPath } from '../documents/common.ts';
import type { Style } from '../style.ts';

/** The name of a rule, and its lines with all that it lacks. */
export function nearMissLines(miss: NearMiss, style: Style): readonly string[] {
  const frames = miss.gaps.flatMap((gap) => codeFrame(gapFrame(miss.policy.source, gap), style));
  return [
    `  ${style.dim('closest rule')} ${rulePath(miss.policy, nearestPath(miss))}`,
    ...frames.map((line) => `  ${line}`),
  ];
}
