import { Fields } from '../../model/fields.ts';
import type { Metadata } from '../../model/metadata.ts';
import type { Pod } from '../../model/pod.ts';
import { type Direction, directions } from '../policy.ts';
import { isInScope } from './foreign-policy.ts';
import { maySelect, podLookup, readSelector } from './label-lookup.ts';

/** The directions that have at least one rule. */
export function directionsWithRules(spec: Fields): readonly Direction[] {
  return directions.filter((direction) => spec.objects(direction).length > 0);
}

/** The spec of an object; one without has no fields. */
export function specOf(fields: Fields): Fields {
  return fields.object('spec') ?? new Fields({}, ['spec']);
}

export function ruleActions(spec: Fields): readonly (string | undefined)[] {
  return directions.flatMap((direction) => spec.objects(direction).map((rule) => rule.text('action')));
}

/** Selects by `podSelector` in the policy's own namespace; without one, all pods of it. */
export function decodePodSelector(spec: Fields, metadata: Metadata): (pod: Pod) => boolean {
  const selector = readSelector(spec, 'podSelector');
  return (pod) => isInScope(metadata, pod) && (selector === undefined || maySelect(selector, podLookup(pod.labels)));
}
