import type { Fields } from '../../model/fields.ts';
import type { Metadata } from '../../model/metadata.ts';
import type { Namespace } from '../../model/namespace.ts';
import type { Pod } from '../../model/pod.ts';
import { directions } from '../policy.ts';
import { directionsWithRules, specOf } from './effect.ts';
import { type ForeignEffect, isInScope } from './foreign-policy.ts';
import { maySelect, namespaceLookup, podLookup, readSelector } from './label-lookup.ts';

type Subject = ForeignEffect['selects'];

/**
 * crd.antrea.io NetworkPolicy and ClusterNetworkPolicy (antrea-io/antrea `pkg/apis/crd/v1beta1/types.go`). All tiers come
 * before NetworkPolicies, but `baseline`, which comes after them.
 */
export function decodeAntreaPolicy(fields: Fields, metadata: Metadata): ForeignEffect {
  const spec = specOf(fields);
  const rules = directions.flatMap((direction) => spec.objects(direction));
  const isBaseline = spec.text('tier')?.toLowerCase() === 'baseline';
  // v1alpha1 took a rule without an action for an Allow.
  const actions = rules.map((rule) => rule.text('action') ?? 'Allow');
  const subjects = [spec, ...rules].flatMap((level) => level.objects('appliedTo')).map(decodeAppliedTo);
  return {
    directions: directionsWithRules(spec),
    mayAllow: !isBaseline && actions.some((action) => action !== 'Drop' && action !== 'Reject' && action !== 'Pass'),
    // What a layer 7 rule does not let through is dropped.
    mayDeny:
      actions.some((action) => action !== 'Allow' && action !== 'Pass') ||
      rules.some((rule) => rule.has('l7Protocols')),
    selects: (pod, namespace) => selectsAny(subjects, metadata, pod, namespace),
  };
}

/** The API server rejects a policy that is applied to nothing. */
function selectsAny(subjects: readonly Subject[], metadata: Metadata, pod: Pod, namespace: Namespace): boolean {
  if (!isInScope(metadata, pod)) return false;
  return subjects.length === 0 || subjects.some((selects) => selects(pod, namespace));
}

/** Pods of the node network are not applied to, but through their node (`networkpolicy_controller.go`). */
function decodeAppliedTo(fields: Fields): Subject {
  if (fields.has('nodeSelector')) return (pod) => pod.hostNetwork;
  // A NodePort's backends are not known here.
  if (fields.has('service')) return () => true;
  const account = fields.object('serviceAccount')?.text('namespace');
  if (account !== undefined) return (pod) => !pod.hostNetwork && pod.namespace === account;
  const pods = readSelector(fields, 'podSelector');
  const namespaces = readSelector(fields, 'namespaceSelector');
  if (pods === undefined && namespaces === undefined) {
    const isOfOthers = fields.has('externalEntitySelector');
    // The members of a group are not known here.
    return (pod) => !isOfOthers && !pod.hostNetwork;
  }
  if (pods === undefined && fields.has('externalEntitySelector')) return () => false;
  return (pod, namespace) =>
    !pod.hostNetwork &&
    (pods === undefined || maySelect(pods, podLookup(pod.labels))) &&
    (namespaces === undefined || maySelect(namespaces, namespaceLookup(namespace)));
}
