import { compare } from '../model/compare.ts';
import { Fields } from '../model/fields.ts';
import type { Manifest } from '../model/manifest.ts';
import { byNamespaceAndName, fullName, type ObjectRef } from '../model/metadata.ts';
import type { ValidationProblem } from './api-validation.ts';
import { decodeForeignPolicy, isForeignPolicy } from './foreign/foreign-policies.ts';
import type { ForeignPolicy } from './foreign/foreign-policy.ts';
import type { Policy, Tier } from './policy.ts';
import { decoderOf } from './policy-kinds.ts';

/** The policies of a cluster, of every kind. */
export class PolicyStore {
  /** NetworkPolicies by namespace, then by name. */
  private readonly networkPolicies = new Map<string, Map<string, Policy>>();
  /** Those of the admin and the baseline tier; the keys are `Kind/name`. */
  private readonly clusterPolicies = new Map<string, Policy>();
  /** Policies of kinds that are not evaluated; the keys are `Kind/namespace/name`. */
  private readonly foreignPolicies = new Map<string, ForeignPolicy>();

  /**
   * Adds a policy, or replaces the one of its kind and name. Gives what the API server would reject it for, and stores
   * it only if all of that is harmless; undefined for an object that is no policy. Throws a FieldError for a policy of
   * the wrong shape.
   */
  put(manifest: Manifest, defaultNamespace: string): readonly ValidationProblem[] | undefined {
    const fields = new Fields(manifest.value);
    const apiVersion = fields.text('apiVersion') ?? '';
    const kind = fields.text('kind') ?? '';
    const decode = decoderOf(apiVersion, kind);
    if (decode !== undefined) {
      const { policy, problems } = decode(manifest, defaultNamespace);
      if (problems.every((problem) => problem.harmless)) this.add(policy);
      return problems;
    }
    if (!isForeignPolicy(apiVersion, kind)) return undefined;
    const foreign = decodeForeignPolicy(manifest, defaultNamespace);
    this.foreignPolicies.set(`${kind}/${fullName(foreign)}`, foreign);
    return [];
  }

  /** Forgets a policy; false where there was none of its kind and name. */
  remove(ref: ObjectRef): boolean {
    const key = `${ref.kind}/${fullName(ref)}`;
    if (this.foreignPolicies.delete(key) || this.clusterPolicies.delete(key)) return true;
    return ref.kind === 'NetworkPolicy' && (this.networkPolicies.get(ref.namespace)?.delete(ref.name) ?? false);
  }

  /** All that are evaluated: the admin tier, NetworkPolicies by namespace and name, the baseline tier. */
  all(): readonly Policy[] {
    const network = [...this.networkPolicies.values()].flatMap((policies) => [...policies.values()]);
    return [...this.ofTier('admin'), ...network.sort(byNamespaceAndName), ...this.ofTier('baseline')];
  }

  /** Those of the admin or the baseline tier, in the order in which they are asked. */
  ofTier(tier: Exclude<Tier, 'network'>): readonly Policy[] {
    return [...this.clusterPolicies.values()].filter((policy) => policy.tier === tier).sort(byPriority);
  }

  /** The NetworkPolicies of one namespace, by name. */
  inNamespace(namespace: string): readonly Policy[] {
    return [...(this.networkPolicies.get(namespace)?.values() ?? [])].sort(byNamespaceAndName);
  }

  /** Those that are not evaluated, by namespace and name. */
  foreign(): readonly ForeignPolicy[] {
    return [...this.foreignPolicies.values()].sort(byNamespaceAndName);
  }

  private add(policy: Policy): void {
    if (policy.tier !== 'network') {
      this.clusterPolicies.set(`${policy.kind}/${policy.name}`, policy);
      return;
    }
    const known = this.networkPolicies.get(policy.namespace);
    if (known !== undefined) known.set(policy.name, policy);
    else this.networkPolicies.set(policy.namespace, new Map([[policy.name, policy]]));
  }
}

function byPriority(a: Policy, b: Policy): number {
  return a.priority - b.priority || compare(a.kind, b.kind) || compare(a.name, b.name);
}
