import { distance } from 'fastest-levenshtein';
import { formatRequirement, type Labels, meets, type Requirement, type Selector } from '../../model/labels.ts';
import type { Path } from '../../model/source.ts';
import type { Gap } from './gap.ts';

/** The requirements of a selector that a set of labels does not meet. `owner` names whose labels they are. */
export function labelGaps(selector: Selector, labels: Labels, path: Path, owner: string): readonly Gap[] {
  return selector.requirements
    .filter((requirement) => !meets(labels, requirement))
    .map((requirement) => labelGap(requirement, labels, [...path, ...(requirement.path ?? [])], owner));
}

function labelGap(requirement: Requirement, labels: Labels, path: Path, owner: string): Gap {
  const { key, operator, values } = requirement;
  const asked = formatRequirement(requirement);
  const value = labels.get(key);
  if (operator === 'NotIn' || operator === 'DoesNotExist') {
    const has = value === undefined ? '' : ` (${key}=${value})`;
    return { kind: 'selector', path, missing: `${asked} excludes ${owner}${has}`, cost: 3 };
  }
  if (value === undefined) {
    const similar = similarKey(key, labels);
    if (similar !== undefined) {
      const missing = `${owner} has no label ${key}, but ${similar}=${labels.get(similar) ?? ''}`;
      return { kind: 'label-key', path, missing, instead: `${similar}: ${quote(labels.get(similar) ?? '')}`, cost: 1 };
    }
    return { kind: 'label-key', path, missing: `${owner} has no label ${key} (asked for: ${asked})`, cost: 3 };
  }
  const isSlip = values.some((wanted) => isClose(wanted, value));
  return {
    kind: 'label-value',
    path,
    missing: `${owner} has ${key}=${value}, not ${values.join(' or ')}`,
    instead:
      operator === 'In' && path.at(-2) === 'matchLabels' ? `${key}: ${quote(value)}` : `values: [${quote(value)}]`,
    cost: isSlip ? 1 : 2.5,
  };
}

function similarKey(key: string, labels: Labels): string | undefined {
  return [...labels.keys()]
    .sort()
    .find((candidate) => isClose(candidate, key) || baseName(candidate) === baseName(key));
}

/** `app` and `app.kubernetes.io/app` are the same word. */
function baseName(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** A slip: other capitals, a letter or two, a plural. */
function isClose(a: string, b: string): boolean {
  if (a.toLowerCase() === b.toLowerCase()) return true;
  const longer = Math.max(a.length, b.length);
  return longer >= 4 && distance(a, b) <= (longer >= 8 ? 2 : 1);
}

/** YAML would read some plain label values as something else than a string. */
export function quote(value: string): string {
  return /^[A-Za-z][\w./-]*$/.test(value) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(value)
    ? value
    : JSON.stringify(value);
}
