import type { Fields } from '../../model/fields.ts';
import type { Selector } from '../../model/labels.ts';
import type { Metadata } from '../../model/metadata.ts';
import type { Namespace } from '../../model/namespace.ts';
import type { Pod } from '../../model/pod.ts';
import { type Direction, directions } from '../policy.ts';
import { type ForeignEffect, isInScope } from './foreign-policy.ts';
import {
  type LabelLookup,
  type LabelValue,
  maySelect,
  namespaceLookup,
  readSelector,
  unknownLabel,
} from './label-lookup.ts';

interface CiliumRule extends Omit<ForeignEffect, 'selects'> {
  readonly endpoints: Selector | undefined;
  readonly nodes: Selector | undefined;
}

/**
 * cilium.io/v2 CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy (cilium/cilium `pkg/policy/api/rule.go`). What they allow
 * is joined with what NetworkPolicies allow; a deny rule comes before both.
 */
export function decodeCiliumPolicy(fields: Fields, metadata: Metadata): ForeignEffect {
  const spec = fields.object('spec');
  const rules = [...(spec === undefined ? [] : [spec]), ...fields.objects('specs')].map(decodeRule);
  return {
    directions: directions.filter((direction) => rules.some((rule) => rule.directions.includes(direction))),
    mayAllow: rules.some((rule) => rule.mayAllow),
    mayDeny: rules.some((rule) => rule.mayDeny),
    selects: (pod, namespace) =>
      isInScope(metadata, pod) && rules.some((rule) => ruleSelects(rule, metadata, pod, namespace)),
  };
}

function decodeRule(fields: Fields): CiliumRule {
  const defaultDeny = fields.object('enableDefaultDeny');
  const isolated = directions.filter((direction) => defaultDeny?.boolean(direction) ?? hasSection(fields, direction));
  const denied = directions.filter((direction) => fields.has(`${direction}Deny`));
  return {
    directions: directions.filter((direction) => hasSection(fields, direction) || isolated.includes(direction)),
    mayAllow: directions.some((direction) => fields.has(direction)),
    mayDeny: isolated.length > 0 || denied.length > 0,
    endpoints: readSelector(fields, 'endpointSelector'),
    nodes: readSelector(fields, 'nodeSelector'),
  };
}

/** An empty section counts, for safety: releases differ on it (`pkg/policy/api/rule_validation.go`). */
function hasSection(fields: Fields, direction: Direction): boolean {
  return fields.has(direction) || fields.has(`${direction}Deny`);
}

/** A hostNetwork pod is no endpoint; host policies decide about it as about its node. */
function ruleSelects(rule: CiliumRule, metadata: Metadata, pod: Pod, namespace: Namespace): boolean {
  if (rule.endpoints === undefined) return rule.nodes === undefined || pod.hostNetwork;
  return !pod.hostNetwork && maySelect(withoutNamespace(rule.endpoints, metadata), endpointLookup(pod, namespace));
}

/** The namespace of a namespaced policy takes the place of one in its selector (`cilium.io/utils` ParseToCiliumRule). */
function withoutNamespace(selector: Selector, metadata: Metadata): Selector {
  if (metadata.namespace === '') return selector;
  return { requirements: selector.requirements.filter(({ key }) => key !== `k8s:${namespaceKey}`) };
}

const namespaceKey = 'io.kubernetes.pod.namespace';
const namespaceLabelsPrefix = 'io.cilium.k8s.namespace.labels.';

/** Reserved labels that are those of something else than a pod. */
const reservedForOthers: readonly string[] = ['health', 'host', 'ingress', 'kube-apiserver', 'remote-node', 'world'];

/** Labels that are no part of an identity, unless the cluster is set up so (`pkg/labelsfilter/filter.go`). */
const filteredPrefixes: readonly string[] = [
  'annotation',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'controller-revision-hash',
  'controller-uid',
  'etcd_node',
  'io.cilium.k8s.policy.',
  'io.kubernetes',
  'k8s.io',
  'kubernetes.io',
  'pod-template-generation',
  'pod-template-hash',
  'statefulset.kubernetes.io/pod-name',
];

/** Keys are `source:key`, or a key of any source (`pkg/labels/labels.go` GetExtendedKeyFrom). */
function endpointLookup(pod: Pod, namespace: Namespace): LabelLookup {
  const ofNamespace = namespaceLookup(namespace);
  return (sourceAndKey) => {
    const colon = sourceAndKey.indexOf(':');
    const source = colon === -1 ? 'any' : sourceAndKey.slice(0, colon);
    const key = sourceAndKey.slice(colon + 1);
    if (source === 'reserved') return reservedForOthers.includes(key) ? undefined : unknownLabel;
    if (source !== 'any' && source !== 'k8s') return unknownLabel;
    if (key === namespaceKey) return pod.namespace;
    if (key.startsWith(namespaceLabelsPrefix)) return ofNamespace(key.slice(namespaceLabelsPrefix.length));
    return identityLabel(pod, key);
  };
}

function identityLabel(pod: Pod, key: string): LabelValue {
  const isFiltered = filteredPrefixes.some((prefix) => key.startsWith(prefix)) || key.includes('beta.kubernetes.io');
  return isFiltered ? unknownLabel : pod.labels.get(key);
}
