import type { Fields } from '../../model/fields.ts';
import type { Metadata } from '../../model/metadata.ts';
import { specOf } from './effect.ts';
import { type ForeignEffect, isInScope } from './foreign-policy.ts';

/**
 * EgressFirewall of k8s.ovn.org (ovn-kubernetes `go-controller/pkg/crd/egressfirewall/v1/types.go`) and EgressNetworkPolicy of
 * network.openshift.io (openshift/api `network/v1/types.go`): what a namespace's pods may reach outside of the cluster, all
 * of it where no rule matches.
 */
export function decodeEgressFirewall(fields: Fields, metadata: Metadata): ForeignEffect {
  const rules = specOf(fields).objects('egress');
  const mayDeny = rules.some((rule) => rule.text('type') !== 'Allow');
  return {
    directions: mayDeny ? ['egress'] : [],
    mayAllow: false,
    mayDeny,
    selects: (pod) => isInScope(metadata, pod) && !pod.hostNetwork,
  };
}
