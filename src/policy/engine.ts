import { append } from '../model/append.ts';
import { Cluster } from '../model/cluster.ts';
import { FieldError, isObject } from '../model/fields.ts';
import type { Json, Manifest } from '../model/manifest.ts';
import type { ObjectRef } from '../model/metadata.ts';
import { isClusterWideKind, ObjectStore } from '../model/object-store.ts';
import type { Pod } from '../model/pod.ts';
import type { Path, Source } from '../model/source.ts';
import { detectProfile } from './detect-profile.ts';
import { DomainNames } from './domain-names.ts';
import { selectsPod } from './evaluate/matching.ts';
import type { PolicySource, TieredPolicies } from './evaluate/question.ts';
import { isClusterWidePolicy } from './foreign/foreign-policies.ts';
import type { ForeignPolicy } from './foreign/foreign-policy.ts';
import type { Direction, Policy } from './policy.ts';
import { isClusterWidePolicyKind } from './policy-kinds.ts';
import { PolicyStore } from './policy-store.ts';
import { kubernetesProfile, type Profile } from './profile.ts';

/** One object that is new or different, or one that is gone. */
export type Change =
  | { readonly type: 'put'; readonly manifest: Manifest }
  | { readonly type: 'remove'; readonly ref: ObjectRef };

/** A fault of an object, for which the API server would reject it too. */
export interface ObjectProblem {
  readonly object: ObjectRef;
  /** The part of the object that is wrong. */
  readonly path: Path;
  /** Reads on after the path; for a NetworkPolicy, in the API server's own words. */
  readonly message: string;
  readonly source: Source;
}

/** What became of the changes that the engine was given. */
export interface Applied {
  /** The objects that are new, replaced or gone. */
  readonly changed: readonly ObjectRef[];
  /** How many changes were of kinds that have no part in connections, or took away what was not there. */
  readonly passedOver: number;
  /**
   * How many of the objects taken name no namespace, so that the default one was assumed. Counts policies, pods and
   * Services.
   */
  readonly withoutNamespace: number;
  /** The faults for which objects were left out. */
  readonly problems: readonly ObjectProblem[];
  /** Faults that leave no doubt about what an object means: it was taken, though the API server would reject it. */
  readonly warnings: readonly ObjectProblem[];
}

/** What a `PolicyEngine` is to assume. */
export interface EngineOptions {
  /** How the cluster's network reads policies. By default the profile that the objects show, or else `kubernetes`. */
  readonly profile?: Profile;
  /** The namespace of objects that name none: `default` if not given. */
  readonly defaultNamespace?: string;
  /** The addresses that domain names are taken to have. */
  readonly domainNames?: DomainNames;
}

/**
 * Holds the objects of a cluster and its policies. `apply` is the only way in, for a snapshot (all objects at once) as
 * for a watch (one change after another); every question is answered from the state after the last change.
 */
export class PolicyEngine implements PolicySource {
  readonly domainNames: DomainNames;
  private readonly chosenProfile: Profile | undefined;
  private readonly defaultNamespace: string;
  private readonly objects = new ObjectStore();
  private readonly policyStore = new PolicyStore();
  private derived = nothingDerived();

  constructor({ profile, defaultNamespace = 'default', domainNames = new DomainNames() }: EngineOptions = {}) {
    this.domainNames = domainNames;
    this.chosenProfile = profile;
    this.defaultNamespace = defaultNamespace;
  }

  /** Takes changes in their order. Never throws for what is in an object: see `Applied.problems`. */
  apply(changes: Iterable<Change>): Applied {
    const changed: ObjectRef[] = [];
    const problems: ObjectProblem[] = [];
    const warnings: ObjectProblem[] = [];
    let passedOver = 0;
    let withoutNamespace = 0;
    for (const change of changes) {
      const ref = change.type === 'remove' ? change.ref : refOf(change.manifest, this.defaultNamespace);
      const outcome = change.type === 'remove' ? this.remove(ref) : this.put(change.manifest, ref);
      if (outcome.effect === 'changed') {
        changed.push(ref);
        if (change.type === 'put' && lacksNamespace(change.manifest)) withoutNamespace++;
      }
      if (outcome.effect === 'passed over') passedOver++;
      append(outcome.effect === 'rejected' ? problems : warnings, outcome.problems);
    }
    if (changed.length > 0) {
      this.derived = nothingDerived();
    }
    return { changed, passedOver, withoutNamespace, problems, warnings };
  }

  /** The profile that was chosen, or else the one that the objects show. */
  get profile(): Profile {
    this.derived.profile ??= this.chosenProfile ?? detectProfile(this.cluster) ?? kubernetesProfile;
    return this.derived.profile;
  }

  /** The objects that are no policies, as they are now. */
  get cluster(): Cluster {
    this.derived.cluster ??= new Cluster(this.objects);
    return this.derived.cluster;
  }

  /** All policies that are evaluated: the admin tier, NetworkPolicies by namespace and name, the baseline tier. */
  get policies(): readonly Policy[] {
    this.derived.policies ??= this.policyStore.all();
    return this.derived.policies;
  }

  /** Policies of kinds that are recognised and not evaluated, by namespace and name. */
  get foreignPolicies(): readonly ForeignPolicy[] {
    this.derived.foreign ??= this.policyStore.foreign();
    return this.derived.foreign;
  }

  /** The policies that select a pod and have a word in a direction, by tier, in the order in which they are asked. */
  applying(pod: Pod, direction: Direction): TieredPolicies {
    const known = this.derived.applying[direction].get(pod);
    if (known !== undefined) return known;
    const namespace = this.cluster.namespace(pod.namespace);
    const selecting = (policies: readonly Policy[]) =>
      policies.filter(
        (policy) => policy[direction] !== undefined && selectsPod(policy.subject, policy.namespace, pod, namespace),
      );
    // "Host-networked pods are not included in subject selection" (network-policy-api, `subject`).
    const ofCluster = (policies: readonly Policy[]) => (pod.hostNetwork ? [] : selecting(policies));
    const policies = {
      admin: ofCluster(this.clusterPolicies.admin),
      network: selecting(this.policyStore.inNamespace(pod.namespace)),
      baseline: ofCluster(this.clusterPolicies.baseline),
    };
    this.derived.applying[direction].set(pod, policies);
    return policies;
  }

  /** The NetworkPolicies of a namespace, by name. */
  policiesIn(namespace: string): readonly Policy[] {
    return this.policyStore.inNamespace(namespace);
  }

  /** NetworkPolicies that select no pod, perhaps because they are in the wrong namespace. */
  get idlePolicies(): readonly Policy[] {
    this.derived.idle ??= this.policies.filter(({ tier, namespace, subject }) => {
      const labels = this.cluster.namespace(namespace);
      return (
        tier === 'network' && !this.cluster.podsIn(namespace).some((pod) => selectsPod(subject, namespace, pod, labels))
      );
    });
    return this.derived.idle;
  }

  /** Whether two policies of the admin or the baseline tier have one priority. */
  get hasEqualPriorities(): boolean {
    return this.clusterPolicies.hasEqualPriorities;
  }

  /** Whether a rule names a domain. */
  get hasDomainNames(): boolean {
    return this.clusterPolicies.hasDomainNames;
  }

  private get clusterPolicies(): ClusterPolicies {
    this.derived.clusterPolicies ??= clusterPoliciesOf(this.policyStore);
    return this.derived.clusterPolicies;
  }

  /** The policies of kinds that are not evaluated and that may decide about a pod in a direction. */
  foreignFor(pod: Pod, direction: Direction): readonly ForeignPolicy[] {
    const namespace = this.cluster.namespace(pod.namespace);
    return this.foreignPolicies.filter(
      (policy) => policy.directions.includes(direction) && policy.selects(pod, namespace),
    );
  }

  private put(manifest: Manifest, object: ObjectRef): Outcome {
    const { source } = manifest;
    try {
      const found = this.policyStore.put(manifest, this.defaultNamespace);
      if (found === undefined) {
        const isStored = this.objects.put(manifest, this.defaultNamespace);
        return { effect: isStored ? 'changed' : 'passed over', problems: [] };
      }
      const problems = found.map(({ path, message }) => ({ object, source, path, message }));
      return { effect: found.every((problem) => problem.harmless) ? 'changed' : 'rejected', problems };
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      const problem = { object, source, path: error.path, message: error.problem };
      return { effect: 'rejected', problems: [problem] };
    }
  }

  private remove(ref: ObjectRef): Outcome {
    const isRemoved = this.policyStore.remove(ref) || this.objects.remove(ref);
    return { effect: isRemoved ? 'changed' : 'passed over', problems: [] };
  }
}

/** What follows from all objects together, worked out when asked for and forgotten after a change. */
interface Derived {
  cluster?: Cluster;
  profile?: Profile;
  policies?: readonly Policy[];
  clusterPolicies?: ClusterPolicies;
  foreign?: readonly ForeignPolicy[];
  idle?: readonly Policy[];
  readonly applying: Readonly<Record<Direction, Map<Pod, TieredPolicies>>>;
}

function nothingDerived(): Derived {
  return { applying: { ingress: new Map(), egress: new Map() } };
}

/** The policies of the admin and the baseline tier, in the order in which they are asked. */
interface ClusterPolicies {
  readonly admin: readonly Policy[];
  readonly baseline: readonly Policy[];
  readonly hasEqualPriorities: boolean;
  readonly hasDomainNames: boolean;
}

function clusterPoliciesOf(store: PolicyStore): ClusterPolicies {
  const admin = store.ofTier('admin');
  const baseline = store.ofTier('baseline');
  const isTied = (policy: Policy, index: number, tier: readonly Policy[]) =>
    policy.priority === tier[index - 1]?.priority;
  const peers = [...admin, ...baseline].flatMap(({ egress = [] }) => egress.flatMap((rule) => rule.peers ?? []));
  return {
    admin,
    baseline,
    hasEqualPriorities: admin.some(isTied) || baseline.some(isTied),
    hasDomainNames: peers.some((peer) => peer.kind === 'domain'),
  };
}

interface Outcome {
  readonly effect: 'changed' | 'passed over' | 'rejected';
  readonly problems: readonly ObjectProblem[];
}

function isClusterWide(apiVersion: string, kind: string): boolean {
  return isClusterWideKind(kind) || isClusterWidePolicyKind(apiVersion, kind) || isClusterWidePolicy(apiVersion, kind);
}

/** Whether an object names no namespace, though its kind is one of the common ones that have one. */
function lacksNamespace({ value }: Manifest): boolean {
  const isNamespaced = value['kind'] === 'NetworkPolicy' || value['kind'] === 'Pod' || value['kind'] === 'Service';
  return isNamespaced && (!isObject(value['metadata']) || value['metadata']['namespace'] == null);
}

/** Names an object of any shape, also one that cannot be decoded. */
function refOf({ value }: Manifest, defaultNamespace: string): ObjectRef {
  const textOf = (field: Json | undefined) => (typeof field === 'string' && field !== '' ? field : undefined);
  const metadata = isObject(value['metadata']) ? value['metadata'] : {};
  const kind = textOf(value['kind']) ?? '';
  const namespace = textOf(metadata['namespace']) ?? defaultNamespace;
  return {
    kind,
    namespace: isClusterWide(textOf(value['apiVersion']) ?? '', kind) ? '' : namespace,
    name: textOf(metadata['name']) ?? textOf(metadata['generateName']) ?? '',
  };
}
