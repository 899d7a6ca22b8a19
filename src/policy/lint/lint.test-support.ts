import { manifestsOf } from '../../../test/support/cluster.ts';
import { formatPath } from '../../model/fields.ts';
import { fullName } from '../../model/metadata.ts';
import { PolicyEngine } from '../index.ts';
import type { LintFinding } from './finding.ts';
import { lint } from './index.ts';

/** What the linter finds in YAML documents. */
export function linted(...documents: readonly string[]): readonly LintFinding[] {
  const manifests = manifestsOf(...documents);
  const engine = new PolicyEngine();
  const applied = engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
  return lint({ engine, manifests, applied });
}

/** The findings of some codes as `CODE namespace/name path: message`, with what would be right after `=>`. */
export function found(codes: string, ...documents: readonly string[]): readonly string[] {
  return linted(...documents)
    .filter(({ code }) => codes.split(' ').includes(code))
    .map(({ code, object, path, message, instead }) => {
      const right = instead === undefined ? '' : ` => ${instead}`;
      return `${code} ${fullName(object)} ${formatPath(path)}: ${message}${right}`;
    });
}
