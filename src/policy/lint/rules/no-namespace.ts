import { isObject } from '../../../model/fields.ts';
import { foundIn, type LintRule } from '../rule.ts';
import { valueAt } from '../value-at.ts';

export const noNamespace: LintRule = {
  code: 'NW406',
  title: 'The policy names no namespace',
  severity: 'warning',
  find: (context) =>
    context.engine.policies
      .filter(({ tier }) => tier === 'network')
      .filter((policy) => {
        const metadata = valueAt(context.manifestAt(policy.source), ['metadata']);
        return isObject(metadata) && metadata['namespace'] == null;
      })
      .map((policy) =>
        foundIn(
          policy,
          ['metadata'],
          `it names no namespace, and is read as one of "${policy.namespace}": kubectl takes that of its context`,
          { instead: `namespace: ${policy.namespace}` },
        ),
      ),
};
