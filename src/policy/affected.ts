import type { Cluster } from '../model/cluster.ts';
import { lazy } from '../model/lazy.ts';
import { byNamespaceAndName, fullName, type NamespacedName } from '../model/metadata.ts';
import { type Difference, differencesOf } from '../model/namespaced-map.ts';
import { isPlanned, type Pod } from '../model/pod.ts';
import { namespaceAppearance, nodeAppearance } from './appearance.ts';
import { podsThatDiffer } from './changed-pods.ts';
import { selectsPod } from './evaluate/matching.ts';
import { type AnyPolicy, isEvaluated } from './policy-store.ts';
import type { Profile } from './profile.ts';

/** A cluster before and after some changes. */
export interface Transition {
  readonly before: Cluster;
  readonly after: Cluster;
  /** The policies that are new, and those that are gone; of a policy that was replaced both. */
  readonly policies: readonly AnyPolicy[];
  profileOf(cluster: Cluster): Profile;
}

/**
 * Whose answers some changes may have turned: what a watch has to ask about again. It may name more than need be, but leaves
 * nothing out. Worked out when it is read, which may be after later changes too.
 *
 * Nothing says how a map changes: make it anew, or ask about the pods that are named.
 */
export interface Affected {
  /**
   * Every connection of which the answer differs from before has one of these pods at an end. By namespace and name, pods of
   * all phases: as they are now, and those that are gone as they were. All pods where a node has changed in more than its
   * state, or where the objects show another dataplane than before.
   */
  readonly pods: readonly Pod[];
  /**
   * The Services that are new, changed or gone, and those of which EndpointSlices or Endpoints are. Every question by the
   * name of a Service that is answered otherwise than before leads through one of these, or to one of the pods. By namespace
   * and name. (Ingresses, Gateways and their routes are in `Applied.changed` themselves.)
   */
  readonly services: readonly NamespacedName[];
}

export function affectedBy(transition: Transition): Affected {
  const pods = lazy(() => affectedPods(transition));
  const services = lazy(() => affectedServices(transition));
  return {
    get pods() {
      return pods();
    },
    get services() {
      return services();
    },
  };
}

function affectedPods(transition: Transition): readonly Pod[] {
  const { before, after } = transition;
  const changed = podsThatDiffer(before, after);
  const gone = changed.filter((pod) => after.pod(pod.namespace, pod.name) === undefined);
  const found = concernsAll(transition)
    ? [...after.pods, ...gone]
    : [
        ...changed,
        ...podsOfChangedNamespaces(transition),
        ...podsOfChangedPolicies(transition),
        ...podsOfOtherFamilies(transition),
      ];
  return [...new Set(found)].sort(byNamespaceAndName);
}

/** Nodes are in the ends of connections, in rules and behind addresses, and a dataplane may read every rule otherwise. */
function concernsAll({ before, after, profileOf }: Transition): boolean {
  const isOther = ({ before, after }: Difference<Parameters<typeof nodeAppearance>[0]>) =>
    before === undefined || after === undefined || nodeAppearance(before) !== nodeAppearance(after);
  return (
    differencesOf(before.objects.nodes, after.objects.nodes).some(isOther) || profileOf(before) !== profileOf(after)
  );
}

/** The addresses of some pods tell of which families those of planned ones will be. */
function podsOfOtherFamilies({ before, after }: Transition): readonly Pod[] {
  return before.podFamilies.join() === after.podFamilies.join() ? [] : after.livePods.filter(isPlanned);
}

function podsOfChangedNamespaces({ before, after }: Transition): readonly Pod[] {
  return differencesOf(before.objects.namespaces, after.objects.namespaces)
    .filter(({ key }) => namespaceAppearance(before.namespace(key)) !== namespaceAppearance(after.namespace(key)))
    .flatMap(({ key }) => after.allPodsIn(key));
}

/** A NetworkPolicy is for its own namespace; other kinds may be for pods anywhere. */
function podsOfChangedPolicies({ after, policies }: Transition): readonly Pod[] {
  return policies.flatMap((policy) => {
    const isLocal = isEvaluated(policy) && policy.tier === 'network';
    const pods = isLocal ? after.allPodsIn(policy.namespace) : after.pods;
    return pods.filter((pod) => concerns(policy, pod, after));
  });
}

function concerns(policy: AnyPolicy, pod: Pod, cluster: Cluster): boolean {
  const namespace = cluster.namespace(pod.namespace);
  if (!isEvaluated(policy)) return policy.selects(pod, namespace);
  return selectsPod(policy.subject, policy.namespace, pod, namespace);
}

function affectedServices({ before, after }: Transition): readonly NamespacedName[] {
  const own = differencesOf(before.objects.services, after.objects.services).map(({ namespace, key }) => {
    return { namespace, name: key };
  });
  const slices = [
    ...differencesOf(before.objects.endpointSlices, after.objects.endpointSlices),
    ...differencesOf(before.objects.endpoints, after.objects.endpoints),
  ].flatMap(({ before: old = [], after: now = [] }) => [...old, ...now]);
  const behind = slices.map(({ namespace, service }) => ({ namespace, name: service }));
  return [...new Map([...own, ...behind].map((service) => [fullName(service), service])).values()].sort(
    byNamespaceAndName,
  );
}
