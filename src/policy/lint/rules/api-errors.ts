import { formatPath } from '../../../model/fields.ts';
import type { Manifest } from '../../../model/manifest.ts';
import type { Path } from '../../../model/source.ts';
import type { ObjectProblem } from '../../engine.ts';
import type { LintContext } from '../context.ts';
import type { Found, LintRule } from '../rule.ts';
import { valueAt } from '../value-at.ts';

export const rejectedObject: LintRule = {
  code: 'NW101',
  title: 'The API server rejects the object',
  severity: 'error',
  find: (context) => context.input.applied.problems.map((problem) => foundProblem(context, problem)),
};

export const tolerated: LintRule = {
  code: 'NW102',
  title: 'The API server rejects the object, though it is clear what it means',
  severity: 'error',
  find: (context) => context.input.applied.warnings.map((problem) => foundProblem(context, problem)),
};

function foundProblem(context: LintContext, { object, source, path, message }: ObjectProblem): Found {
  const manifest = context.manifestAt(source);
  const instead = manifest === undefined ? undefined : numberInstead(manifest, path);
  // Parts of the spec are named with the object.
  const text = path[0] === 'spec' ? message : `${formatPath(path)}: ${message}`;
  return { object, source, path, message: text, ...(instead !== undefined && { instead }) };
}

/** A port number in quotes is a name to the API server, and no name may be of digits alone. */
function numberInstead(manifest: Manifest, path: Path): string | undefined {
  const port = valueAt(manifest, path);
  return path.at(-1) === 'port' && typeof port === 'string' && /^[0-9]{1,5}$/.test(port)
    ? `port: ${Number(port)}`
    : undefined;
}
