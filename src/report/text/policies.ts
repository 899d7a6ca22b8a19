import { fullName } from '../../model/metadata.ts';
import type { ApplyingPolicies, Policy } from '../../policy/index.ts';
import { placeOf } from '../documents/common.ts';
import { hasPriority } from '../documents/policy-list.ts';
import { describeRules } from '../rule-text.ts';

/** A table of text, before it is laid out. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The policies as a table, a row for each; `wide` adds what its rules let through and where it is written. */
export function policiesTable({ policies, foreign, pods }: ApplyingPolicies, wide: boolean): Table {
  const hasTiers = policies.some(({ policy }) => policy.tier !== 'network');
  const header = [
    'namespace',
    'name',
    ...(hasTiers ? ['tier'] : []),
    'isolates',
    'pods',
    ...(wide ? ['lets in', 'lets out', 'file'] : []),
  ];
  const rows = policies.map(({ policy, ingress, egress, pods: count }) => {
    const ways = [ingress ? 'ingress' : '', egress ? 'egress' : ''].filter((word) => word !== '').join(',');
    const { file, line } = placeOf(policy.source, ['metadata', 'name']);
    const rules = (['ingress', 'egress'] as const).map((direction) =>
      policy[direction] === undefined ? '-' : describeRules(policy, direction).join('; '),
    );
    return [
      policy.namespace === '' ? '-' : policy.namespace,
      policy.kind === 'NetworkPolicy' ? policy.name : `${policy.kind}/${policy.name}`,
      ...(hasTiers ? [tierText(policy)] : []),
      policy.tier === 'network' ? ways : `nothing: rules for ${ways.replace(',', ' and ')}`,
      `${count}/${pods.length}`,
      ...(wide ? [...rules, `${file}:${line}`] : []),
    ];
  });
  const foreignRows = foreign.map((policy) => [
    policy.namespace === '' ? '-' : policy.namespace,
    `${policy.kind}/${policy.name}`,
    ...(hasTiers ? ['?'] : []),
    'not evaluated',
    '?',
    ...(wide ? ['?', '?', `${policy.source.file.path}:${placeOf(policy.source, ['metadata', 'name']).line}`] : []),
  ]);
  return { header, rows: [...rows, ...foreignRows] };
}

/** Which policies are asked first: those of a tier by their priority, the lowest number first. */
function tierText(policy: Policy): string {
  return hasPriority(policy) ? `${policy.tier}, priority ${policy.priority}` : policy.tier;
}

/** The sentence for an endpoint that no policy selects. */
export function noPolicies({ pods }: ApplyingPolicies): string {
  return `No policy selects ${pods.map(fullName).join(', ')}: everything may connect to it, and it to everything.`;
}
