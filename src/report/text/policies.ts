import { fullName } from '../../model/metadata.ts';
import type { ApplyingPolicies } from '../../policy/index.ts';
import { placeOf } from '../documents/common.ts';
import { describeRules } from '../rule-text.ts';

/** A table of text, before it is laid out. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The policies as a table, a row for each; `wide` adds what its rules let through and where it is written. */
export function policiesTable({ policies, foreign, pods }: ApplyingPolicies, wide: boolean): Table {
  const header = ['namespace', 'name', 'isolates', 'pods', ...(wide ? ['lets in', 'lets out', 'file'] : [])];
  const rows = policies.map(({ policy, ingress, egress, pods: count }) => {
    const isolates = [ingress ? 'ingress' : '', egress ? 'egress' : ''].filter((word) => word !== '').join(',');
    const { file, line } = placeOf(policy.source, ['metadata', 'name']);
    const rules = (['ingress', 'egress'] as const).map((direction) =>
      policy[direction] === undefined ? '-' : describeRules(policy, direction).join('; '),
    );
    return [
      policy.namespace === '' ? '-' : policy.namespace,
      policy.kind === 'NetworkPolicy' ? policy.name : `${policy.kind}/${policy.name}`,
      isolates,
      `${count}/${pods.length}`,
      ...(wide ? [...rules, `${file}:${line}`] : []),
    ];
  });
  const foreignRows = foreign.map((policy) => [
    policy.namespace === '' ? '-' : policy.namespace,
    `${policy.kind}/${policy.name}`,
    'not evaluated',
    '?',
    ...(wide ? ['?', '?', `${policy.source.file.path}:${placeOf(policy.source, ['metadata', 'name']).line}`] : []),
  ]);
  return { header, rows: [...rows, ...foreignRows] };
}

/** The sentence for an endpoint that no policy selects. */
export function noPolicies({ pods }: ApplyingPolicies): string {
  return `No policy selects ${pods.map(fullName).join(', ')}: everything may connect to it, and it to everything.`;
}
