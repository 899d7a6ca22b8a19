import type { PolicyEngine } from '../engine.ts';
import { findChange } from './first-change.ts';
import type { MovingEngine } from './moving-engine.ts';
import { changesBetween, type ObjectChange, type ObjectMap, withChanges } from './object-changes.ts';

/**
 * The changes between two states that turn the answer of the first into that of the second, each of them needed: without any
 * one of them the others do not. Where several sets would do, it is one of them; empty where the two answer alike. `ask`
 * gives what an engine says to the question, undefined where it has no answer.
 */
export async function decisiveChanges(
  moving: MovingEngine,
  before: ObjectMap,
  after: ObjectMap,
  ask: (engine: PolicyEngine) => string | undefined,
): Promise<readonly ObjectChange[]> {
  const answer = ask(moving.at(after));
  const has = (changes: readonly ObjectChange[]) => {
    const found = ask(moving.at(withChanges(before, changes)));
    return found === undefined ? undefined : found === answer;
  };
  let candidates = changesBetween(before, after);
  let needed: readonly ObjectChange[] = [];
  while (candidates.length > 0 && has(needed) !== true) {
    const found = needed;
    const rest = candidates;
    const turn = await findChange(0, rest.length, (count) => Promise.resolve(has([...rest.slice(0, count), ...found])));
    needed = [...rest.slice(turn.after - 1, turn.after), ...found];
    candidates = rest.slice(0, turn.after - 1);
  }
  return needed;
}
