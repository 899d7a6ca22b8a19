import type { Obstacle } from '../policy/index.ts';

/** What to say before several obstacles. */
export function togetherNote(obstacles: readonly Obstacle[]): string {
  return `${obstacles.length} things stop it, and all of them have to change: none alone is enough`;
}
