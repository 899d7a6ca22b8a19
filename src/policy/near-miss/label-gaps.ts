import { distance } from 'fastest-levenshtein';
import { formatRequirement, type Labels, meets, type Requirement, type Selector } from '../../model/labels.ts';
import type { Path } from '../../model/source.ts';
import { costs, type Gap } from './gap.ts';
import { quote } from './quote.ts';

/** The requirements of a selector that a set of labels does not meet. `owner` names whose labels they are. */
export function labelGaps(selector: Selector, labels: Labels, path: Path, owner: string): readonly Gap[] {
  return selector.requirements
    .filter((requirement) => !meets(labels, requirement))
    .map((requirement) => labelGap(requirement, labels, [...path, ...(requirement.path ?? [])], owner));
}

function labelGap(requirement: Requirement, labels: Labels, path: Path, owner: string): Gap {
  const { key, operator, values } = requirement;
  const value = labels.get(key);
  if (operator === 'NotIn' || operator === 'DoesNotExist') {
    const has = value === undefined ? '' : ` (${key}=${value})`;
    return {
      kind: 'selector',
      path,
      missing: `${formatRequirement(requirement)} excludes ${owner}${has}`,
      cost: costs.other,
    };
  }
  if (value === undefined) {
    const similar = similarKey(key, labels);
    if (similar !== undefined) {
      const own = labels.get(similar) ?? '';
      const missing = `${owner} has no label ${key}, but ${similar}=${own}`;
      return {
        kind: 'label-key',
        path,
        missing,
        instead: requirementFor(path, operator, similar, own),
        cost: costs.slip,
      };
    }
    return {
      kind: 'label-key',
      path,
      missing: `${owner} has no label ${key} (asked for: ${formatRequirement(requirement)})`,
      cost: costs.other,
    };
  }
  const isSlip = values.some((wanted) => isClose(wanted, value));
  return {
    kind: 'label-value',
    path,
    missing: `${owner} has ${key}=${value}, not ${values.join(' or ')}`,
    instead: requirementFor(path, operator, key, value),
    cost: isSlip ? costs.slip : costs.otherValue,
  };
}

/** A requirement that a label meets, in the form of the one that it takes the place of. */
function requirementFor(path: Path, operator: 'In' | 'Exists', key: string, value: string): string {
  if (path.at(-2) === 'matchLabels') return `${quote(key)}: ${quote(value)}`;
  const values = operator === 'In' ? `, values: [${quote(value)}]` : '';
  return `{key: ${quote(key)}, operator: ${operator}${values}}`;
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
