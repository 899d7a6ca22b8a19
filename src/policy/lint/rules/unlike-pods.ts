import { fullName } from '../../../model/metadata.ts';
import { isTerminated, type Pod } from '../../../model/pod.ts';
import type { WorkloadRef } from '../../../model/workload.ts';
import type { PolicyEngine } from '../../engine.ts';
import { inOrder } from '../../evaluate/question.ts';
import { directions } from '../../policy.ts';
import type { Found, LintRule } from '../rule.ts';

export const unlikePods: LintRule = {
  code: 'NW506',
  title: 'Pods of one workload that different policies select',
  severity: 'info',
  find: ({ engine }) => engine.cluster.workloads.flatMap((workload) => unlike(engine, workload)),
};

/** By the first of its pods that other policies select than its first one. */
function unlike(engine: PolicyEngine, workload: WorkloadRef): readonly Found[] {
  const [first, ...others] = engine.cluster.podsOf(workload).filter((pod) => !isTerminated(pod));
  if (first === undefined) return [];
  const expected = policiesOf(engine, first);
  const other = others.find((pod) => policiesOf(engine, pod) !== expected);
  if (other === undefined) return [];
  const { kind, namespace, name } = workload;
  const message = `${list(policiesOf(engine, other))} ${fullName(other)}, and ${list(expected)} ${fullName(first)}, of the same ${kind}`;
  return [
    { object: { kind, namespace, name }, source: other.source, path: ['metadata', 'labels'], message, detail: '' },
  ];
}

function policiesOf(engine: PolicyEngine, pod: Pod): string {
  const names = directions.flatMap((direction) => inOrder(engine.applying(pod, direction)).map(fullName));
  return [...new Set(names)].sort().join(', ');
}

function list(names: string): string {
  if (names === '') return 'no policy selects';
  return `${names} ${names.includes(',') ? 'select' : 'selects'}`;
}
