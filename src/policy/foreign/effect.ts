import { Fields } from '../../model/fields.ts';
import { type Direction, directions } from '../network-policy/network-policy.ts';

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
