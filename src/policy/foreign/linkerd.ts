import type { Fields } from '../../model/fields.ts';
import type { Metadata } from '../../model/metadata.ts';
import { specOf } from './effect.ts';
import { type ForeignEffect, isInScope } from './foreign-policy.ts';
import { maySelect, podLookup, readSelector } from './label-lookup.ts';

/** policy.linkerd.io Server (linkerd.io/2/reference/authorization-policy): its port denies what no authorization allows. */
export function decodeServer(fields: Fields, metadata: Metadata): ForeignEffect {
  const spec = specOf(fields);
  const selector = readSelector(spec, 'podSelector');
  const isOfOthers = selector === undefined && spec.has('externalWorkloadSelector');
  return {
    directions: ['ingress'],
    mayAllow: false,
    mayDeny: true,
    selects: (pod) =>
      isInScope(metadata, pod) && !isOfOthers && (selector === undefined || maySelect(selector, podLookup(pod.labels))),
  };
}
