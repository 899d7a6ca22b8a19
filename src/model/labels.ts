import type { Path } from './source.ts';

/** Labels by key. A `Map`, since `constructor` is a legal label key. */
export type Labels = ReadonlyMap<string, string>;

/** How a requirement compares the value of a label with its own (apimachinery LabelSelectorOperator). */
export type Operator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
export const operators: readonly Operator[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** One condition of a selector: on the label `key`, by `operator`, with `values`. */
export interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  /** Empty for Exists and DoesNotExist. */
  readonly values: readonly string[];
  /** Where it stands in the selector as written: `['matchLabels', 'app']`. */
  readonly path?: Path;
}

/**
 * A label selector: requirements that must all hold, none of which selects everything. `matchLabels` are `In` with one
 * value.
 */
export interface Selector {
  readonly requirements: readonly Requirement[];
}

/** The selector that takes every object. */
export const everything: Selector = { requirements: [] };

/**
 * Whether labels meet one requirement. `NotIn` also holds where the key is absent (apimachinery
 * labels.Requirement.Matches).
 */
export function meets(labels: Labels, requirement: Requirement): boolean {
  const value = labels.get(requirement.key);
  switch (requirement.operator) {
    case 'In':
      return value !== undefined && isOneOf(value, requirement.values);
    case 'NotIn':
      return value === undefined || !isOneOf(value, requirement.values);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

const valueSets = new WeakMap<readonly string[], ReadonlySet<string>>();

function isOneOf(value: string, values: readonly string[]): boolean {
  // For a few values, a set costs more than it saves.
  if (values.length < 32) return values.includes(value);
  const known = valueSets.get(values) ?? new Set(values);
  valueSets.set(values, known);
  return known.has(value);
}

/** Whether a selector takes an object with these labels. */
export function selects(selector: Selector, labels: Labels): boolean {
  return selector.requirements.every((requirement) => meets(labels, requirement));
}

/**
 * A selector as `kubectl -l` writes it: `app=web,tier in (a, b),!canary`; the empty text for one that takes everything.
 */
export function formatSelector(selector: Selector): string {
  return selector.requirements.map(formatRequirement).join(',');
}

/** A requirement as `kubectl -l` writes it: `tier in (a, b)`. */
export function formatRequirement({ key, operator, values }: Requirement): string {
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(', ')})`;
    case 'NotIn':
      return values.length === 1 ? `${key}!=${values[0]}` : `${key} notin (${values.join(', ')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
  }
}
