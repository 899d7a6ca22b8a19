import { Cluster } from '../model/cluster.ts';
import { FieldError, isObject } from '../model/fields.ts';
import { selects } from '../model/labels.ts';
import type { Json, Manifest } from '../model/manifest.ts';
import { byNamespaceAndName, type ObjectRef } from '../model/metadata.ts';
import { isClusterWideKind, ObjectStore } from '../model/object-store.ts';
import type { Pod } from '../model/pod.ts';
import type { Path, Source } from '../model/source.ts';
import { detectProfile } from './detect-profile.ts';
import { isClusterWidePolicy } from './foreign/foreign-policies.ts';
import type { ForeignPolicy } from './foreign/foreign-policy.ts';
import type { Direction, NetworkPolicy } from './network-policy/network-policy.ts';
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
}

/**
 * Holds the objects of a cluster and its policies. `apply` is the only way in, for a snapshot (all objects at once) as
 * for a watch (one change after another); every question is answered from the state after the last change.
 */
export class PolicyEngine {
  private readonly chosenProfile: Profile | undefined;
  private readonly defaultNamespace: string;
  private readonly objects = new ObjectStore();
  private readonly policyStore = new PolicyStore();
  private derived = nothingDerived();

  constructor({ profile, defaultNamespace = 'default' }: EngineOptions = {}) {
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
      (outcome.effect === 'rejected' ? problems : warnings).push(...outcome.problems);
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

  /** The NetworkPolicies, by namespace and name. */
  get policies(): readonly NetworkPolicy[] {
    this.derived.policies ??= [...this.policyStore.networkPolicies.values()]
      .flatMap((policies) => [...policies.values()])
      .sort(byNamespaceAndName);
    return this.derived.policies;
  }

  /** Policies of kinds that are recognised and not evaluated, by namespace and name. */
  get foreignPolicies(): readonly ForeignPolicy[] {
    this.derived.foreign ??= [...this.policyStore.foreignPolicies.values()].sort(byNamespaceAndName);
    return this.derived.foreign;
  }

  /** The policies that isolate a pod in a direction, by name. */
  isolating(pod: Pod, direction: Direction): readonly NetworkPolicy[] {
    const known = this.derived.isolation[direction].get(pod);
    if (known !== undefined) return known;
    const policies = [...(this.policyStore.networkPolicies.get(pod.namespace)?.values() ?? [])]
      .filter((policy) => policy[direction] !== undefined && selects(policy.subject, pod.labels))
      .sort(byNamespaceAndName);
    this.derived.isolation[direction].set(pod, policies);
    return policies;
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
  policies?: readonly NetworkPolicy[];
  foreign?: readonly ForeignPolicy[];
  readonly isolation: Readonly<Record<Direction, Map<Pod, readonly NetworkPolicy[]>>>;
}

function nothingDerived(): Derived {
  return { isolation: { ingress: new Map(), egress: new Map() } };
}

interface Outcome {
  readonly effect: 'changed' | 'passed over' | 'rejected';
  readonly problems: readonly ObjectProblem[];
}

function isClusterWide(apiVersion: string, kind: string): boolean {
  return isClusterWideKind(kind) || isClusterWidePolicy(apiVersion, kind);
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
