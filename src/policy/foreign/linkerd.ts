import type { Fields } from '../../model/fields.ts';
import type { Metadata } from '../../model/metadata.ts';
import { decodePodSelector, specOf } from './effect.ts';
import type { ForeignEffect } from './foreign-policy.ts';

/** policy.linkerd.io Server (linkerd.io/2/reference/authorization-policy): its port denies what no authorization allows. */
export function decodeServer(fields: Fields, metadata: Metadata): ForeignEffect {
  const spec = specOf(fields);
  // Machines outside of the cluster.
  const isOfOthers = spec.has('externalWorkloadSelector') && !spec.has('podSelector');
  return {
    directions: ['ingress'],
    mayAllow: false,
    mayDeny: true,
    selects: isOfOthers ? () => false : decodePodSelector(spec, metadata),
  };
}
