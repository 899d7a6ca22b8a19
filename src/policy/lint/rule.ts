import type { ObjectRef } from '../../model/metadata.ts';
import type { Path, Source } from '../../model/source.ts';
import type { Policy } from '../policy.ts';
import type { LintContext } from './context.ts';
import type { LintCode, LintSeverity, RelatedPart } from './finding.ts';

/** One thing that can be wrong with policies, and how it is found. */
export interface LintRule extends LintCode {
  readonly find: (context: LintContext) => readonly Found[];
}

/** What a rule found, before it is given its code. */
export interface Found {
  readonly object: ObjectRef;
  readonly source: Source;
  readonly path: Path;
  readonly message: string;
  readonly instead?: string;
  /** See `LintFinding.detail`; the message if not given. */
  readonly detail?: string;
  readonly related?: readonly RelatedPart[];
  /** Where it matters more, or less, than the rule's findings do as a rule. */
  readonly severity?: LintSeverity;
}

/** A finding about a part of a policy. */
export function foundIn(
  policy: Policy,
  path: Path,
  message: string,
  more: Pick<Found, 'instead' | 'detail' | 'related' | 'severity'> = {},
): Found {
  const { kind, namespace, name, source } = policy;
  return { object: { kind, namespace, name }, source, path, message, ...more };
}

/** The part of a policy that says which pods it is about. */
export function subjectPath(policy: Policy): Path {
  return policy.tier === 'network' ? ['spec', 'podSelector'] : ['spec', 'subject'];
}
