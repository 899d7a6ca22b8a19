import { Fields } from '../model/fields.ts';
import type { Manifest } from '../model/manifest.ts';
import { fullName, type ObjectRef } from '../model/metadata.ts';
import type { ValidationProblem } from './api-validation.ts';
import { decodeForeignPolicy, isForeignPolicy } from './foreign/foreign-policies.ts';
import type { ForeignPolicy } from './foreign/foreign-policy.ts';
import { decodeNetworkPolicy } from './network-policy/decode.ts';
import type { NetworkPolicy } from './network-policy/network-policy.ts';

/** The policies of a cluster, of every kind. */
export class PolicyStore {
  /** NetworkPolicies by namespace, then by name. */
  readonly networkPolicies = new Map<string, Map<string, NetworkPolicy>>();
  /** Policies of all other kinds; the keys are `Kind/namespace/name`. */
  readonly foreignPolicies = new Map<string, ForeignPolicy>();

  /**
   * Adds a policy, or replaces the one of its kind and name. Gives what the API server would reject it for, and stores
   * it only if all of that is harmless; undefined for an object that is no policy. Throws a FieldError for a
   * NetworkPolicy of the wrong shape.
   */
  put(manifest: Manifest, defaultNamespace: string): readonly ValidationProblem[] | undefined {
    const fields = new Fields(manifest.value);
    const apiVersion = fields.text('apiVersion') ?? '';
    const kind = fields.text('kind') ?? '';
    if (isNetworkPolicy(apiVersion, kind)) {
      const { policy, problems } = decodeNetworkPolicy(manifest, defaultNamespace);
      if (problems.every((problem) => problem.harmless)) this.inNamespace(policy.namespace).set(policy.name, policy);
      return problems;
    }
    if (!isForeignPolicy(apiVersion, kind)) return undefined;
    const foreign = decodeForeignPolicy(manifest, defaultNamespace);
    this.foreignPolicies.set(`${kind}/${fullName(foreign)}`, foreign);
    return [];
  }

  /** Forgets a policy; false where there was none of its kind and name. */
  remove(ref: ObjectRef): boolean {
    if (this.foreignPolicies.delete(`${ref.kind}/${fullName(ref)}`)) return true;
    return ref.kind === 'NetworkPolicy' && (this.networkPolicies.get(ref.namespace)?.delete(ref.name) ?? false);
  }

  private inNamespace(namespace: string): Map<string, NetworkPolicy> {
    const known = this.networkPolicies.get(namespace);
    if (known !== undefined) return known;
    const policies = new Map<string, NetworkPolicy>();
    this.networkPolicies.set(namespace, policies);
    return policies;
  }
}

/** The same object was served under extensions/v1beta1 until Kubernetes 1.16. */
function isNetworkPolicy(apiVersion: string, kind: string): boolean {
  return kind === 'NetworkPolicy' && /^(networking\.k8s\.io|extensions)\//.test(apiVersion);
}
