import { append } from '../model/append.ts';
import { Cluster } from '../model/cluster.ts';
import { FieldError, isObject } from '../model/fields.ts';
import type { Json, Manifest } from '../model/manifest.ts';
import type { ObjectRef } from '../model/metadata.ts';
import { isClusterWideKind, ObjectStore } from '../model/object-store.ts';
import type { Pod } from '../model/pod.ts';
import type { Path, Source } from '../model/source.ts';
import { type Affected, affectedBy } from './affected.ts';
import { detectProfile } from './detect-profile.ts';
import { DomainNames } from './domain-names.ts';
import type { PolicySource, TieredPolicies } from './evaluate/question.ts';
import { isClusterWidePolicy } from './foreign/foreign-policies.ts';
import type { ForeignPolicy } from './foreign/foreign-policy.ts';
import type { Direction, Policy } from './policy.ts';
import { isClusterWidePolicyKind } from './policy-kinds.ts';
import { type AnyPolicy, isEvaluated, PolicyStore } from './policy-store.ts';
import { kubernetesProfile, type Profile } from './profile.ts';
import { Selections } from './selections.ts';

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
  /** Whose answers may have changed with them. */
  readonly affected: Affected;
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
  private readonly selections = new Selections(this.policyStore);
  private current = new Cluster(this.objects);
  private derived: Derived = {};

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
    const before = this.cluster;
    const policies: AnyPolicy[] = [];
    let hasOtherObjects = false;
    for (const change of changes) {
      const ref = change.type === 'remove' ? change.ref : refOf(change.manifest, this.defaultNamespace);
      const outcome = change.type === 'remove' ? this.remove(ref) : this.put(change.manifest, ref);
      if (outcome.effect === 'changed') {
        changed.push(ref);
        policies.push(...outcome.policies);
        hasOtherObjects ||= outcome.policies.length === 0;
        this.forget(ref, outcome.policies);
        if (change.type === 'put' && lacksNamespace(change.manifest)) withoutNamespace++;
      }
      if (outcome.effect === 'passed over') passedOver++;
      append(outcome.effect === 'rejected' ? problems : warnings, outcome.problems);
    }
    if (hasOtherObjects) this.current = new Cluster(this.objects, before);
    const affected = affectedBy({
      before,
      after: this.cluster,
      policies,
      profileOf: (cluster) => this.profileOf(cluster),
    });
    return { changed, affected, passedOver, withoutNamespace, problems, warnings };
  }

  /** The profile that was chosen, or else the one that the objects show. */
  get profile(): Profile {
    this.derived.profile ??= this.profileOf(this.cluster);
    return this.derived.profile;
  }

  /** The objects that are no policies, as they are now. */
  get cluster(): Cluster {
    return this.current;
  }

  /** All policies that are evaluated: the admin tier, NetworkPolicies by namespace and name, the baseline tier. */
  get policies(): readonly Policy[] {
    return this.policyStore.all();
  }

  /** Policies of kinds that are recognised and not evaluated, by namespace and name. */
  get foreignPolicies(): readonly ForeignPolicy[] {
    return this.policyStore.foreign();
  }

  /** The policies that select a pod and have a word in a direction, by tier, in the order in which they are asked. */
  applying(pod: Pod, direction: Direction): TieredPolicies {
    return this.selections.applying(this.cluster, pod, direction);
  }

  /** The NetworkPolicies of a namespace, by name. */
  policiesIn(namespace: string): readonly Policy[] {
    return this.policyStore.inNamespace(namespace);
  }

  /** NetworkPolicies that select no pod, perhaps because they are in the wrong namespace. */
  get idlePolicies(): readonly Policy[] {
    this.derived.idle ??= this.policyStore
      .namespaces()
      .flatMap((namespace) => this.selections.idleIn(this.cluster, namespace));
    return this.derived.idle;
  }

  /** Whether two policies of the admin or the baseline tier have one priority. */
  get hasEqualPriorities(): boolean {
    return this.policyStore.ofCluster().hasEqualPriorities;
  }

  /** Whether a rule names a domain. */
  get hasDomainNames(): boolean {
    return this.policyStore.ofCluster().hasDomainNames;
  }

  /** Whether a rule names all addresses of a family. */
  get hasWholeBlocks(): boolean {
    return this.policyStore.hasWholeBlocks();
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
        return { effect: isStored ? 'changed' : 'passed over', policies: [], problems: [] };
      }
      const problems = found.problems.map(({ path, message }) => ({ object, source, path, message }));
      return { effect: found.changed.length > 0 ? 'changed' : 'rejected', policies: found.changed, problems };
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      const problem = { object, source, path: error.path, message: error.problem };
      return { effect: 'rejected', policies: [], problems: [problem] };
    }
  }

  private remove(ref: ObjectRef): Outcome {
    const policy = this.policyStore.remove(ref);
    const isRemoved = policy !== undefined || this.objects.remove(ref);
    const policies = policy === undefined ? [] : [policy];
    return { effect: isRemoved ? 'changed' : 'passed over', policies, problems: [] };
  }

  /** Forgets what followed from an object that has changed; a change of a policy comes with it and what it replaced. */
  private forget(ref: ObjectRef, policies: readonly AnyPolicy[]): void {
    this.derived = {};
    if (policies.length === 0) this.selections.forget(ref.kind === 'Namespace' ? ref.name : ref.namespace);
    for (const policy of policies.filter(isEvaluated)) {
      if (policy.tier === 'network') this.selections.forget(policy.namespace);
      else this.selections.forgetAll();
    }
  }

  private profileOf(cluster: Cluster): Profile {
    return this.chosenProfile ?? detectProfile(cluster) ?? kubernetesProfile;
  }
}

/** What follows from all objects together, worked out when asked for and forgotten after a change. */
interface Derived {
  profile?: Profile;
  idle?: readonly Policy[];
}

interface Outcome {
  readonly effect: 'changed' | 'passed over' | 'rejected';
  /** The policy that was changed, and the one that it replaced; empty for other objects. */
  readonly policies: readonly AnyPolicy[];
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
