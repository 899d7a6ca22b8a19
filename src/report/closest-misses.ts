import { directions, type NearMiss } from '../policy/index.ts';

/** The closest rule of each side that denies, the server's first. */
export function closestMisses(nearMisses: readonly NearMiss[]): readonly NearMiss[] {
  return directions.flatMap((direction) => nearMisses.find((miss) => miss.direction === direction) ?? []);
}
