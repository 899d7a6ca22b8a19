import { distance } from 'fastest-levenshtein';
import type { Labels, Requirement, Selector } from '../../model/labels.ts';
import type { Path } from '../../model/source.ts';
import { quote } from '../near-miss/quote.ts';

/**
 * What a selector that takes nothing was meant to say, where it is off by a letter or two: a value that some objects have.
 * `path` is where the selector stands.
 */
export function nearestLabel(
  selector: Selector | undefined,
  path: Path,
  objects: readonly Labels[],
): { readonly instead?: string } {
  for (const requirement of selector?.requirements ?? []) {
    const { key, operator, values } = requirement;
    const [wanted] = values;
    if (operator !== 'In' || wanted === undefined || values.length > 1) continue;
    const known = new Set(objects.flatMap((labels) => labels.get(key) ?? []));
    if (known.has(wanted)) continue;
    const near = [...known].filter((value) => isClose(value, wanted)).sort()[0];
    if (near !== undefined) return { instead: textOf([...path, ...(requirement.path ?? [])], requirement, near) };
  }
  return {};
}

function textOf(path: Path, { key }: Requirement, value: string): string {
  if (path.at(-2) === 'matchLabels') return `${quote(key)}: ${quote(value)}`;
  return `{key: ${quote(key)}, operator: In, values: [${quote(value)}]}`;
}

/** Labels are at most 63 characters long: what is longer is not compared. */
function isClose(a: string, b: string): boolean {
  if (a.length > 63 || b.length > 63) return false;
  return a.toLowerCase() === b.toLowerCase() || distance(a, b) <= (Math.max(a.length, b.length) >= 8 ? 2 : 1);
}
