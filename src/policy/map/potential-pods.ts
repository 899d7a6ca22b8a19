import { compare } from '../../model/compare.ts';
import { everything, formatSelector, type Requirement, type Selector, selects } from '../../model/labels.ts';
import type { PolicyEngine } from '../engine.ts';
import type { PodSelection, Policy } from '../policy.ts';

/** Pods that need not exist: any that these selectors take. */
export interface PotentialPods {
  readonly namespaces: Selector;
  readonly pods: Selector;
}

/** Every pod of the cluster, of today and tomorrow. */
export const anyPod: PotentialPods = { namespaces: everything, pods: everything };

const namespaceName = 'kubernetes.io/metadata.name';

/** The pods that a peer takes, whichever policy of whichever namespace it stands in. */
export function potentialPodsOf(peer: PodSelection, policy: Policy): PotentialPods {
  const own: Requirement = { key: namespaceName, operator: 'In', values: [policy.namespace] };
  return { namespaces: peer.namespaces ?? { requirements: [own] }, pods: peer.pods ?? everything };
}

/** What the peers of policies select, each once, without those that select every pod; sorted. */
export function selectedByPeers(policies: readonly Policy[]): readonly PotentialPods[] {
  const found = new Map<string, PotentialPods>();
  for (const policy of policies) {
    for (const rule of [...(policy.ingress ?? []), ...(policy.egress ?? [])]) {
      for (const peer of rule.peers ?? []) {
        if (peer.kind !== 'pods') continue;
        const potential = potentialPodsOf(peer, policy);
        const key = keyOf(potential);
        if (!found.has(key)) found.set(key, potential);
      }
    }
  }
  found.delete(keyOf(anyPod));
  return [...found].sort(([a], [b]) => compare(a, b)).map(([, potential]) => potential);
}

/**
 * Whether a pod of the cluster has exactly the labels that are asked for, so that there is nothing potential about them.
 * Never of all pods of a namespace, or where a value may be any: another pod may come.
 */
export function isPresent(engine: PolicyEngine, { namespaces, pods }: PotentialPods): boolean {
  const requirements = [...namespaces.requirements, ...pods.requirements];
  if (namespaces.requirements.length === 0 || pods.requirements.length === 0) return false;
  if (requirements.some(({ operator, values }) => operator !== 'In' || values.length > 1)) return false;
  return engine.cluster.livePods.some(
    (pod) => selects(pods, pod.labels) && selects(namespaces, engine.cluster.namespace(pod.namespace).labels),
  );
}

/** Whether all pods of the first are pods of the second, by what their selectors say. */
export function isPartOf(part: PotentialPods, whole: PotentialPods): boolean {
  return implies(part.namespaces, whole.namespaces) && implies(part.pods, whole.pods);
}

function implies(selector: Selector, other: Selector): boolean {
  return other.requirements.every((wanted) => selector.requirements.some((known) => impliesOne(known, wanted)));
}

/** Whether every object that meets one requirement meets another (apimachinery labels.Requirement.Matches). */
function impliesOne(known: Requirement, wanted: Requirement): boolean {
  if (known.key !== wanted.key) return false;
  switch (known.operator) {
    case 'In':
      return impliedByValues(known.values, wanted);
    case 'NotIn':
      return wanted.operator === 'NotIn' && wanted.values.every((value) => known.values.includes(value));
    case 'Exists':
      return wanted.operator === 'Exists';
    case 'DoesNotExist':
      return wanted.operator === 'DoesNotExist' || wanted.operator === 'NotIn';
  }
}

function impliedByValues(values: readonly string[], wanted: Requirement): boolean {
  switch (wanted.operator) {
    case 'In':
      return values.every((value) => wanted.values.includes(value));
    case 'NotIn':
      return values.every((value) => !wanted.values.includes(value));
    case 'Exists':
      return true;
    case 'DoesNotExist':
      return false;
  }
}

/** The same for selectors that ask for the same, in whatever order. */
export function keyOf({ namespaces, pods }: PotentialPods): string {
  return [namespaces, pods].map(sortedText).join('\n');
}

function sortedText({ requirements }: Selector): string {
  const texts = requirements.map((requirement) => {
    return formatSelector({ requirements: [{ ...requirement, values: [...requirement.values].sort() }] });
  });
  return [...new Set(texts)].sort().join();
}
