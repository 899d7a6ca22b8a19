import { compare } from '../model/compare.ts';
import { Fields } from '../model/fields.ts';
import { lazy } from '../model/lazy.ts';
import type { Manifest } from '../model/manifest.ts';
import { byNamespaceAndName, fullName, type ObjectRef } from '../model/metadata.ts';
import { sortedValues } from '../model/namespaced-map.ts';
import type { ValidationProblem } from './api-validation.ts';
import { isOfAllAddresses } from './evaluate/matching.ts';
import { decodeForeignPolicy, isForeignPolicy } from './foreign/foreign-policies.ts';
import type { ForeignPolicy } from './foreign/foreign-policy.ts';
import { directions, type Policy, type Tier } from './policy.ts';
import { decoderOf } from './policy-kinds.ts';

/** A policy of a kind that the engine evaluates, or of one that it only recognises. */
export type AnyPolicy = Policy | ForeignPolicy;

/** Whether the engine evaluates a policy. */
export function isEvaluated(policy: AnyPolicy): policy is Policy {
  return 'tier' in policy;
}

/** What became of a policy that was put. */
export interface PutPolicy {
  /** What the API server would reject it for; it is stored only if all of that is harmless. */
  readonly problems: readonly ValidationProblem[];
  /** The policy, and the one that it replaced; empty where it is not stored. */
  readonly changed: readonly AnyPolicy[];
}

/** The policies of the admin and the baseline tier, in the order in which they are asked. */
export interface ClusterPolicies {
  readonly admin: readonly Policy[];
  readonly baseline: readonly Policy[];
  readonly hasEqualPriorities: boolean;
  readonly hasDomainNames: boolean;
}

/** The policies of a cluster, of every kind. Lists of them are made when they are asked for, and kept until a change. */
export class PolicyStore {
  /** NetworkPolicies by namespace, then by name. */
  private readonly networkPolicies = new Map<string, Map<string, Policy>>();
  /** Those of the admin and the baseline tier; the keys are `Kind/name`. */
  private readonly clusterPolicies = new Map<string, Policy>();
  /** Policies of kinds that are not evaluated; the keys are `Kind/namespace/name`. */
  private readonly foreignPolicies = new Map<string, ForeignPolicy>();
  private readonly sorted = new Map<string, readonly Policy[]>();
  private lists = this.newLists();

  /**
   * Adds a policy, or replaces the one of its kind and name; undefined for an object that is no policy. Throws a
   * FieldError for a policy of the wrong shape.
   */
  put(manifest: Manifest, defaultNamespace: string): PutPolicy | undefined {
    const fields = new Fields(manifest.value);
    const apiVersion = fields.text('apiVersion') ?? '';
    const kind = fields.text('kind') ?? '';
    const decode = decoderOf(apiVersion, kind);
    if (decode !== undefined) {
      const { policy, problems } = decode(manifest, defaultNamespace);
      return { problems, changed: problems.every((problem) => problem.harmless) ? this.add(policy) : [] };
    }
    if (!isForeignPolicy(apiVersion, kind)) return undefined;
    const foreign = decodeForeignPolicy(manifest, defaultNamespace);
    return { problems: [], changed: this.replace(this.foreignPolicies, `${kind}/${fullName(foreign)}`, foreign) };
  }

  /** Forgets a policy, and gives it; undefined where there was none of its kind and name. */
  remove(ref: ObjectRef): AnyPolicy | undefined {
    const key = `${ref.kind}/${fullName(ref)}`;
    const found =
      take(this.foreignPolicies, key) ??
      take(this.clusterPolicies, key) ??
      (ref.kind === 'NetworkPolicy' ? take(this.networkPolicies.get(ref.namespace), ref.name) : undefined);
    if (found !== undefined) this.forgetLists(found);
    return found;
  }

  /** All that are evaluated: the admin tier, NetworkPolicies by namespace and name, the baseline tier. */
  all(): readonly Policy[] {
    return this.lists.all();
  }

  /** The namespaces that have NetworkPolicies, by name. */
  namespaces(): readonly string[] {
    return this.lists.namespaces();
  }

  /** Those of the admin and the baseline tier. */
  ofCluster(): ClusterPolicies {
    return this.lists.ofCluster();
  }

  /** Whether a rule of any policy names all addresses of a family. */
  hasWholeBlocks(): boolean {
    return this.lists.hasWholeBlocks();
  }

  /** The NetworkPolicies of one namespace, by name. */
  inNamespace(namespace: string): readonly Policy[] {
    const known = this.sorted.get(namespace);
    if (known !== undefined) return known;
    const policies = sortedValues(this.networkPolicies.get(namespace));
    this.sorted.set(namespace, policies);
    return policies;
  }

  /** Those that are not evaluated, by namespace and name. */
  foreign(): readonly ForeignPolicy[] {
    return this.lists.foreign();
  }

  private add(policy: Policy): readonly AnyPolicy[] {
    if (policy.tier !== 'network') return this.replace(this.clusterPolicies, `${policy.kind}/${policy.name}`, policy);
    const known = this.networkPolicies.get(policy.namespace) ?? new Map<string, Policy>();
    this.networkPolicies.set(policy.namespace, known);
    return this.replace(known, policy.name, policy);
  }

  private replace<T extends AnyPolicy>(map: Map<string, T>, key: string, policy: T): readonly T[] {
    const replaced = map.get(key);
    map.set(key, policy);
    this.forgetLists(policy);
    return replaced === undefined ? [policy] : [replaced, policy];
  }

  private forgetLists(changed: AnyPolicy): void {
    if (isEvaluated(changed) && changed.tier === 'network') this.sorted.delete(changed.namespace);
    this.lists = this.newLists();
  }

  private newLists() {
    const ofCluster = lazy(() => clusterPoliciesOf([...this.clusterPolicies.values()]));
    const namespaces = lazy(() => [...this.networkPolicies.keys()].sort());
    const all = lazy(() => {
      const network = namespaces().flatMap((namespace) => this.inNamespace(namespace));
      return [...ofCluster().admin, ...network, ...ofCluster().baseline];
    });
    const hasWholeBlocks = lazy(() => all().some(namesAllAddresses));
    const foreign = lazy(() => [...this.foreignPolicies.values()].sort(byNamespaceAndNameThenKind));
    return { ofCluster, namespaces, all, hasWholeBlocks, foreign };
  }
}

function clusterPoliciesOf(policies: readonly Policy[]): ClusterPolicies {
  const ofTier = (tier: Tier) => policies.filter((policy) => policy.tier === tier).sort(byPriority);
  const [admin, baseline] = [ofTier('admin'), ofTier('baseline')];
  const isTied = (policy: Policy, index: number, tier: readonly Policy[]) =>
    policy.priority === tier[index - 1]?.priority;
  const peers = policies.flatMap(({ egress = [] }) => egress.flatMap((rule) => rule.peers ?? []));
  return {
    admin,
    baseline,
    hasEqualPriorities: admin.some(isTied) || baseline.some(isTied),
    hasDomainNames: peers.some((peer) => peer.kind === 'domain'),
  };
}

function namesAllAddresses(policy: Policy): boolean {
  return directions.some((direction) =>
    policy[direction]?.some(({ peers }) => peers?.some((peer) => peer.kind === 'block' && isOfAllAddresses(peer))),
  );
}

function take<T>(map: Map<string, T> | undefined, key: string): T | undefined {
  const found = map?.get(key);
  map?.delete(key);
  return found;
}

function byNamespaceAndNameThenKind(a: ForeignPolicy, b: ForeignPolicy): number {
  return byNamespaceAndName(a, b) || compare(a.kind, b.kind);
}

function byPriority(a: Policy, b: Policy): number {
  return a.priority - b.priority || compare(a.kind, b.kind) || compare(a.name, b.name);
}
