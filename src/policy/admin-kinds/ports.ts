import type { Fields } from '../../model/fields.ts';
import { required, type ValidationProblem } from '../api-validation.ts';
import type { PortRule } from '../policy.ts';

/**
 * The port rule of an entry that names a container port. The empty name stands for an entry that the schema refuses: no
 * port has it.
 */
export function decodeNamedPort(fields: Fields, key: string, problems: ValidationProblem[]): PortRule {
  const name = fields.text(key);
  // Go clients read the empty text as a missing key.
  if (name === '') problems.push(required([...fields.path, key], ''));
  return { path: fields.path, port: name ?? '' };
}
