import { type NearMiss, type Obstacle, rulePath } from '../../policy/index.ts';
import { codeFrame, gapFrame } from '../code-frame.ts';
import { nearestPath } from '../documents/common.ts';
import { togetherNote } from '../obstacles.ts';
import type { Style } from '../style.ts';

/** The closest rule of each obstacle; before several of them, that all have to change. */
export function obstacleBlocks(obstacles: readonly Obstacle[], style: Style): readonly (readonly string[])[] {
  const blocks = obstacles.map(({ misses: [closest] }) => nearMissLines(closest, style));
  return obstacles.length > 1 ? [[style.bold(togetherNote(obstacles))], ...blocks] : blocks;
}

/** The name of a rule, and its lines with all that it lacks. */
function nearMissLines(miss: NearMiss, style: Style): readonly string[] {
  const frames = miss.gaps.flatMap((gap) => codeFrame(gapFrame(miss.policy.source, gap), style));
  return [
    `  ${style.dim('closest rule')} ${rulePath(miss.policy, nearestPath(miss))}`,
    ...frames.map((line) => `  ${line}`),
  ];
}
