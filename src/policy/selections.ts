import type { Cluster } from '../model/cluster.ts';
import type { Pod } from '../model/pod.ts';
import { selectsPod } from './evaluate/matching.ts';
import type { TieredPolicies } from './evaluate/question.ts';
import type { Direction, Policy } from './policy.ts';
import type { PolicyStore } from './policy-store.ts';

/** What is known of one namespace, as long as neither its objects nor policies that select its pods change. */
interface NamespaceSelections {
  readonly applying: Readonly<Record<Direction, Map<Pod, TieredPolicies>>>;
  idle?: readonly Policy[];
}

/** Which policies select which pods, remembered by namespace until it is told to forget. */
export class Selections {
  private readonly store: PolicyStore;
  private readonly known = new Map<string, NamespaceSelections>();

  constructor(store: PolicyStore) {
    this.store = store;
  }

  /** Forgets what a change of a namespace's labels, pods or NetworkPolicies may have made wrong. */
  forget(namespace: string): void {
    this.known.delete(namespace);
  }

  /** Forgets what a change of a policy of the whole cluster may have made wrong. */
  forgetAll(): void {
    this.known.clear();
  }

  /** The policies that select a pod and have a word in a direction, by tier, in the order in which they are asked. */
  applying(cluster: Cluster, pod: Pod, direction: Direction): TieredPolicies {
    const byPod = this.of(pod.namespace).applying[direction];
    const known = byPod.get(pod);
    if (known !== undefined) return known;
    const found = this.select(cluster, pod, direction);
    byPod.set(pod, found);
    return found;
  }

  /** The NetworkPolicies of a namespace that select no pod. */
  idleIn(cluster: Cluster, name: string): readonly Policy[] {
    const known = this.of(name);
    const [namespace, pods] = [cluster.namespace(name), cluster.podsIn(name)];
    known.idle ??= this.store
      .inNamespace(name)
      .filter(({ subject }) => !pods.some((pod) => selectsPod(subject, name, pod, namespace)));
    return known.idle;
  }

  private select(cluster: Cluster, pod: Pod, direction: Direction): TieredPolicies {
    const namespace = cluster.namespace(pod.namespace);
    const selecting = (policies: readonly Policy[]) =>
      policies.filter(
        (policy) => policy[direction] !== undefined && selectsPod(policy.subject, policy.namespace, pod, namespace),
      );
    const { admin, baseline } = this.store.ofCluster();
    // "Host-networked pods are not included in subject selection" (network-policy-api, `subject`).
    const ofCluster = (policies: readonly Policy[]) => (pod.hostNetwork ? [] : selecting(policies));
    return {
      admin: ofCluster(admin),
      network: selecting(this.store.inNamespace(pod.namespace)),
      baseline: ofCluster(baseline),
    };
  }

  private of(namespace: string): NamespaceSelections {
    const known = this.known.get(namespace);
    if (known !== undefined) return known;
    const fresh = { applying: { ingress: new Map(), egress: new Map() } };
    this.known.set(namespace, fresh);
    return fresh;
  }
}
