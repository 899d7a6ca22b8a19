import { everything, selects } from '../../model/labels.ts';
import { fullName } from '../../model/metadata.ts';
import type { Pod } from '../../model/pod.ts';
import type { Policy } from '../policy.ts';
import { costs, type Gap } from './gap.ts';
import { labelGaps } from './label-gaps.ts';

/** What keeps a policy from selecting a pod, and the policy as it would be without that. */
export interface Misplaced {
  readonly gaps: readonly Gap[];
  readonly inPlace: Policy;
}

/** A policy that is but one slip from selecting a pod: it sits in another namespace, or its selector is off by a letter. */
export function misplacedFrom(policy: Policy, pod: Pod): Misplaced | undefined {
  const { pods = everything } = policy.subject;
  const isHere = policy.namespace === pod.namespace;
  const isSelected = selects(pods, pod.labels);
  if (isHere === isSelected || (!isHere && pods.requirements.length === 0)) return undefined;
  const gaps = isHere ? subjectGaps(policy, pod) : [namespaceGap(policy, pod.namespace)];
  // Any policy for another workload is far off; only a slip is worth a word.
  if (gaps.reduce((sum, gap) => sum + gap.cost, 0) > costs.near) return undefined;
  return { gaps, inPlace: { ...policy, namespace: pod.namespace } };
}

function subjectGaps({ subject: { pods = everything } }: Policy, pod: Pod): readonly Gap[] {
  const gaps = labelGaps(pods, pod.labels, ['spec', 'podSelector'], fullName(pod));
  return gaps.map((gap) => ({ ...gap, kind: 'policy-subject' }));
}

function namespaceGap(policy: Policy, namespace: string): Gap {
  return {
    kind: 'policy-namespace',
    path: ['metadata', 'namespace'],
    missing: `namespace ${namespace}`,
    why: `the policy is in ${policy.namespace}, and a policy only selects pods of its own namespace`,
    instead: `namespace: ${namespace}`,
    cost: costs.near,
  };
}
