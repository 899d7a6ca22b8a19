import type { Fields } from '../../model/fields.ts';
import { type Labels, meets, type Requirement, type Selector } from '../../model/labels.ts';
import { type Namespace, namespaceNameLabel } from '../../model/namespace.ts';
import { decodeLabelSelector } from '../label-selector.ts';

export const unknownLabel = Symbol('unknown label');

/** A label's value, undefined where it is absent, or that netwhy cannot tell. */
export type LabelValue = string | undefined | typeof unknownLabel;

/** A dataplane's own labels of an endpoint, which are more than those of the pod. */
export type LabelLookup = (key: string) => LabelValue;

export function podLookup(labels: Labels): LabelLookup {
  return (key) => labels.get(key);
}

/** Of a namespace that only other objects mention nothing is known but its name. */
export function namespaceLookup(namespace: Namespace): LabelLookup {
  return (key) => (namespace.known || key === namespaceNameLabel ? namespace.labels.get(key) : unknownLabel);
}

/** False only where a requirement certainly fails. */
export function maySelect(selector: Selector, lookup: LabelLookup): boolean {
  return selector.requirements.every((requirement) => mayMeet(requirement, lookup(requirement.key)));
}

/** Undefined where the field is missing. What the API server would reject narrows nothing down. */
export function readSelector(fields: Fields, key: string): Selector | undefined {
  const selector = fields.object(key);
  return selector === undefined ? undefined : decodeLabelSelector(selector, []);
}

function mayMeet(requirement: Requirement, value: LabelValue): boolean {
  if (value === unknownLabel) return true;
  // The API server rejects `In` without values.
  if (requirement.operator === 'In' && requirement.values.length === 0) return true;
  return meets(value === undefined ? new Map() : new Map([[requirement.key, value]]), requirement);
}
