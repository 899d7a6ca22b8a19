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

export type Change =
  | { readonly type: 'put'; readonly manifest: Manifest }
  | { readonly type: 'remove'; readonly ref: ObjectRef };

/** Why an object was not taken: the API server would not take it either. */
export interface ObjectProblem {
  readonly object: ObjectRef;
  readonly path: Path;
  /** Reads on after the path; for a policy as the API server words it. */
  readonly message: string;
  readonly source: Source;
}

export interface Applied {
  /** The objects that are new, replaced or gone. */
  readonly changed: readonly ObjectRef[];
  /** How many objects have no part in connections. */
  readonly passedOver: number;
  /** How many of those that were taken should name a namespace and do not. */
  readonly withoutNamespace: number;
  readonly problems: readonly ObjectProblem[];
  /** What the API server would not take either, but means the same all the same: these objects were taken. */
  readonly warnings: readonly ObjectProblem[];
}

export interface EngineOptions {
  /** Without it, the one that the objects show, or what the specification alone says. */
  readonly profile?: Profile;
  /** For objects that name no namespace. */
  readonly defaultNamespace?: string;
}

/**
 * Holds the objects of a cluster and its policies. `apply` is the only way in, for a snapshot (one big change) as for a
 * watch; every question is answered from the state after it.
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

  get profile(): Profile {
    this.derived.profile ??= this.chosenProfile ?? detectProfile(this.cluster) ?? kubernetesProfile;
    return this.derived.profile;
  }

  get cluster(): Cluster {
    this.derived.cluster ??= new Cluster(this.objects);
    return this.derived.cluster;
  }

  /** By namespace and name. */
  get policies(): readonly NetworkPolicy[] {
    this.derived.policies ??= [...this.policyStore.networkPolicies.values()]
      .flatMap((policies) => [...policies.values()])
      .sort(byNamespaceAndName);
    return this.derived.policies;
  }

  /** Policies of kinds that are recognised and not evaluated. */
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

  /** The policies of other kinds that have a say over a pod in a direction. */
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

/** Of the kinds that are surely in one. */
function lacksNamespace({ value }: Manifest): boolean {
  const isInOne = value['kind'] === 'NetworkPolicy' || value['kind'] === 'Pod' || value['kind'] === 'Service';
  return isInOne && (!isObject(value['metadata']) || value['metadata']['namespace'] == null);
}

/** Reads no more than it must, since the object may be of any shape. */
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
