import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, 'survivors.md');

/**
 * Why mutants survive, by their name: `survivors.md` has the reasons as headings, and below each, as a list, the names of
 * the mutants that it is the reason for.
 */
export function reasons(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let reason = '';
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []) {
    if (line.startsWith('## ')) reason = line.slice(3);
    if (line.startsWith('- `')) found.set(line.slice(3, -1), reason);
  }
  return found;
}
