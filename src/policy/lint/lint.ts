import { compare } from '../../model/compare.ts';
import { byNamespaceAndName } from '../../model/metadata.ts';
import { LintContext, type LintInput } from './context.ts';
import { warnOfEmptiedLists } from './emptied-lists.ts';
import type { LintCode, LintFinding } from './finding.ts';
import type { Found, LintRule } from './rule.ts';
import { lintRules } from './rules.ts';
import { isIgnored } from './suppression.ts';

/** The kinds of findings that `lint` may have, by code. */
export const lintCatalogue: readonly LintCode[] = lintRules.map(({ code, title, severity }) => ({
  code,
  title,
  severity,
}));

/**
 * Everything that is wrong with the policies of an engine, by object, then by code. Findings that an object ignores by
 * its annotation are left out.
 */
export function lint(input: LintInput): readonly LintFinding[] {
  const context = new LintContext(input);
  const findings = lintRules
    .flatMap((rule) => rule.find(context).map((found) => findingOf(rule, found)))
    .filter((finding) => !isIgnored(context, finding));
  return warnOfEmptiedLists(context, findings).toSorted(byObject);
}

function findingOf({ code, severity }: LintRule, found: Found): LintFinding {
  return { code, severity, detail: found.message, related: [], ...found };
}

/** The findings of one code and object stay in the order in which they were found, which is that of the manifest. */
function byObject(a: LintFinding, b: LintFinding): number {
  return byNamespaceAndName(a.object, b.object) || compare(a.object.kind, b.object.kind) || compare(a.code, b.code);
}
