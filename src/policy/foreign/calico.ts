import type { Fields } from '../../model/fields.ts';
import type { Metadata } from '../../model/metadata.ts';
import type { Namespace } from '../../model/namespace.ts';
import type { Pod } from '../../model/pod.ts';
import { type Direction, directions } from '../policy.ts';
import { evaluateCalicoSelector, parseCalicoSelector } from './calico-selector.ts';
import { directionsWithRules, ruleActions, specOf } from './effect.ts';
import { type ForeignEffect, isInScope } from './foreign-policy.ts';
import { type LabelLookup, namespaceLookup, unknownLabel } from './label-lookup.ts';

/** Labels of namespaces and of service accounts that an endpoint inherits (libcalico-go `lib/backend/k8s/conversion`). */
const namespacePrefix = 'pcns.';
const serviceAccountPrefix = 'pcsa.';

/**
 * projectcalico.org/v3 NetworkPolicy and GlobalNetworkPolicy. Their tiers and orders lie around that of NetworkPolicies, so
 * an Allow can come before a denial, and what no policy of a tier matches is denied. Selectors are joined as libcalico-go
 * `lib/backend/syncersv1/updateprocessors` does it.
 */
export function decodeCalicoPolicy(fields: Fields, metadata: Metadata): ForeignEffect {
  const spec = specOf(fields);
  const select = readExpression(spec, 'selector');
  const isGlobal = metadata.namespace === '';
  // Only a GlobalNetworkPolicy has one.
  const selectNamespace = isGlobal ? readExpression(spec, 'namespaceSelector') : () => true;
  const isOfHosts = ['applyOnForward', 'preDNAT', 'doNotTrack'].some((flag) => spec.boolean(flag));
  // Rules for host endpoints also meet the traffic that a host forwards to and from its pods.
  const reachesHostEndpoints = (pod: Pod) => isGlobal && (pod.hostNetwork || isOfHosts);
  return {
    directions: policyTypes(spec),
    // A Pass can skip the NetworkPolicies of its tier.
    mayAllow: ruleActions(spec).some((action) => action !== 'Deny' && action !== 'Log'),
    mayDeny: true,
    selects: (pod, namespace) => {
      if (!isInScope(metadata, pod)) return false;
      if (reachesHostEndpoints(pod) && select(hostEndpointLookup) && selectNamespace(noLabels)) return true;
      if (pod.hostNetwork) return false;
      return select(workloadLookup(pod, namespace)) && selectNamespace(calicoNamespaceLookup(namespace));
    },
  };
}

/**
 * projectcalico.org/v3 HostEndpoint: without a policy it denies all but failsafe traffic of its host, unless a profile
 * allows it (docs.tigera.io, "Host endpoint policy"); automatic ones have `projectcalico-default-allow`.
 */
export function decodeHostEndpoint(fields: Fields): ForeignEffect {
  const spec = specOf(fields);
  const node = spec.text('node');
  const isOpen = spec.texts('profiles').includes('projectcalico-default-allow');
  return {
    directions: isOpen ? [] : directions,
    mayAllow: false,
    mayDeny: true,
    selects: (pod) => pod.hostNetwork && (node === undefined || pod.node === undefined || node === pod.node),
  };
}

/** Without types: egress where only egress has rules, ingress otherwise (projectcalico/api `v3.NetworkPolicySpec.Types`). */
function policyTypes(spec: Fields): readonly Direction[] {
  const written = spec.texts('types').map((type) => type.toLowerCase());
  const types = directions.filter((direction) => written.includes(direction));
  const withRules = directionsWithRules(spec);
  if (types.length > 0) return types;
  return withRules.length === 0 ? ['ingress'] : withRules;
}

/** An expression that is missing or malformed narrows nothing down. */
function readExpression(spec: Fields, key: string): (lookup: LabelLookup) => boolean {
  const selector = parseCalicoSelector(spec.text(key) ?? '');
  return (lookup) => selector === undefined || evaluateCalicoSelector(selector, lookup) !== false;
}

function noLabels(): undefined {
  return undefined;
}

function workloadLookup(pod: Pod, namespace: Namespace): LabelLookup {
  const ofNamespace = calicoNamespaceLookup(namespace);
  return (key) => {
    switch (key) {
      case 'projectcalico.org/namespace':
        return pod.namespace;
      case 'projectcalico.org/orchestrator':
        return 'k8s';
      case 'projectcalico.org/serviceaccount':
        return unknownLabel;
      default:
        if (key.startsWith(serviceAccountPrefix)) return unknownLabel;
        if (key.startsWith(namespacePrefix)) return ofNamespace(key.slice(namespacePrefix.length));
        return pod.labels.get(key);
    }
  };
}

function calicoNamespaceLookup(namespace: Namespace): LabelLookup {
  const lookup = namespaceLookup(namespace);
  return (key) => (key === 'projectcalico.org/name' ? namespace.name : lookup(key));
}

/** A host endpoint has the labels that somebody gave it, and none that come from a namespace. */
function hostEndpointLookup(key: string): ReturnType<LabelLookup> {
  const isOfWorkloads =
    key === 'projectcalico.org/namespace' ||
    key === 'projectcalico.org/orchestrator' ||
    key.startsWith(namespacePrefix) ||
    key.startsWith(serviceAccountPrefix);
  return isOfWorkloads ? undefined : unknownLabel;
}
