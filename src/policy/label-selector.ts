import type { Fields } from '../model/fields.ts';
import { operators, type Requirement, type Selector } from '../model/labels.ts';
import {
  forbidden,
  invalid,
  labelValueProblems,
  qualifiedNameProblems,
  required,
  type ValidationProblem,
} from './api-validation.ts';
import { anything, type ObjectSchema } from './object-schema.ts';

/** The fields of a LabelSelector; anything goes in labels. What they hold is checked where they are read. */
export const labelSelectorSchema: ObjectSchema = {
  type: 'object',
  fields: {
    matchLabels: anything,
    matchExpressions: {
      type: 'list',
      items: { type: 'object', fields: { key: anything, operator: anything, values: anything } },
    },
  },
};

/** Reads a LabelSelector and adds what the API server would say against it (apimachinery `ValidateLabelSelector`). */
export function decodeLabelSelector(fields: Fields, problems: ValidationProblem[]): Selector {
  const requirements: Requirement[] = [];
  for (const [key, value] of fields.textMap('matchLabels')) {
    for (const problem of qualifiedNameProblems(key)) {
      problems.push(invalid([...fields.path, 'matchLabels'], key, problem));
    }
    for (const problem of labelValueProblems(value)) {
      problems.push(invalid([...fields.path, 'matchLabels', key], value, problem));
    }
    requirements.push({ key, operator: 'In', values: [value], path: ['matchLabels', key] });
  }
  for (const [index, expression] of fields.objects('matchExpressions').entries()) {
    const requirement = decodeExpression(expression, problems);
    if (requirement !== undefined) requirements.push({ ...requirement, path: ['matchExpressions', index] });
  }
  return { requirements };
}

function decodeExpression(fields: Fields, problems: ValidationProblem[]): Requirement | undefined {
  const key = fields.text('key') ?? '';
  const text = fields.text('operator') ?? '';
  const values = fields.texts('values');
  const operator = operators.find((known) => known === text);
  if (operator === undefined) {
    problems.push(invalid([...fields.path, 'operator'], text, 'not a valid selector operator'));
  } else if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0) {
      problems.push(required([...fields.path, 'values'], "must be specified when `operator` is 'In' or 'NotIn'"));
    }
  } else if (values.length > 0) {
    problems.push(
      forbidden([...fields.path, 'values'], "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"),
    );
  }
  for (const problem of qualifiedNameProblems(key)) problems.push(invalid([...fields.path, 'key'], key, problem));
  for (const [index, value] of values.entries()) {
    for (const problem of labelValueProblems(value)) {
      problems.push(invalid([...fields.path, 'values', index], value, problem));
    }
  }
  return operator === undefined ? undefined : { key, operator, values };
}
