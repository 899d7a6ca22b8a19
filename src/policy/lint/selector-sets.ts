import type { Requirement, Selector } from '../../model/labels.ts';
import { namespaceNameLabel } from '../../model/namespace.ts';
import type { PodSelection } from '../policy.ts';

/** What the label of one key may be for a selector to take an object. */
interface LabelSet {
  /** Whether it may be missing. */
  readonly mayBeAbsent: boolean;
  /** The values that it may have, or, with `isComplement`, all but these. */
  readonly values: ReadonlySet<string>;
  readonly isComplement: boolean;
}

const anyLabel: LabelSet = { mayBeAbsent: true, values: new Set(), isComplement: true };

/** Whether the first selector takes nothing that the second does not, whatever labels objects have. */
export function isWithin(inner: Selector, outer: Selector): boolean {
  const sets = labelSets(inner);
  if ([...sets.values()].some(isEmpty)) return true;
  return [...labelSets(outer)].every(([key, set]) => isSubset(sets.get(key) ?? anyLabel, set));
}

/** Whether no labels at all could meet a selector: it asks for two values of one label, say. */
export function isUnsatisfiable(selector: Selector): boolean {
  return [...labelSets(selector).values()].some(isEmpty);
}

/** Whether one selection of pods lies in another, in any cluster; each with the namespace that it stands in. */
export function isSelectionWithin(inner: PodSelection, own: string, outer: PodSelection, ownOfOuter: string): boolean {
  return (
    isWithin(namespacesOf(inner, own), namespacesOf(outer, ownOfOuter)) &&
    isWithin(inner.pods ?? everything, outer.pods ?? everything)
  );
}

const everything: Selector = { requirements: [] };

/** The API server gives every namespace its name as a label. */
function namespacesOf({ namespaces }: PodSelection, own: string): Selector {
  return namespaces ?? { requirements: [{ key: namespaceNameLabel, operator: 'In', values: [own] }] };
}

function labelSets({ requirements }: Selector): ReadonlyMap<string, LabelSet> {
  const sets = new Map<string, LabelSet>();
  for (const requirement of requirements) {
    const { key } = requirement;
    sets.set(key, intersection(sets.get(key) ?? anyLabel, setOf(requirement)));
  }
  return sets;
}

function setOf({ operator, values }: Requirement): LabelSet {
  switch (operator) {
    case 'In':
      return { mayBeAbsent: false, values: new Set(values), isComplement: false };
    case 'NotIn':
      return { mayBeAbsent: true, values: new Set(values), isComplement: true };
    case 'Exists':
      return { mayBeAbsent: false, values: new Set(), isComplement: true };
    case 'DoesNotExist':
      return { mayBeAbsent: true, values: new Set(), isComplement: false };
  }
}

function intersection(a: LabelSet, b: LabelSet): LabelSet {
  const mayBeAbsent = a.mayBeAbsent && b.mayBeAbsent;
  if (a.isComplement && b.isComplement) {
    return { mayBeAbsent, values: new Set([...a.values, ...b.values]), isComplement: true };
  }
  const [listed, other] = a.isComplement ? [b, a] : [a, b];
  return { mayBeAbsent, values: new Set([...listed.values].filter((value) => has(other, value))), isComplement: false };
}

function isSubset(inner: LabelSet, outer: LabelSet): boolean {
  if (inner.mayBeAbsent && !outer.mayBeAbsent) return false;
  if (!inner.isComplement) return [...inner.values].every((value) => has(outer, value));
  return outer.isComplement && [...outer.values].every((value) => inner.values.has(value));
}

function has({ values, isComplement }: LabelSet, value: string): boolean {
  return values.has(value) !== isComplement;
}

function isEmpty({ mayBeAbsent, values, isComplement }: LabelSet): boolean {
  return !mayBeAbsent && !isComplement && values.size === 0;
}
