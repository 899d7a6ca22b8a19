import type { Manifest } from '../model/manifest.ts';
import { decodeAdminNetworkPolicy, decodeBaselineAdminNetworkPolicy } from './admin-network-policy/decode.ts';
import { decodeClusterNetworkPolicy } from './cluster-network-policy/decode.ts';
import type { DecodedPolicy } from './decoded-policy.ts';
import { decodeNetworkPolicy } from './network-policy/decode.ts';
import type { PolicyKind } from './policy.ts';

/** Throws a FieldError where a field has another type than its API gives it. */
type PolicyDecoder = (manifest: Manifest, defaultNamespace: string) => DecodedPolicy;

interface EvaluatedKind {
  readonly kind: PolicyKind;
  /** The API groups in which the name means this kind. */
  readonly groups: readonly string[];
  readonly isClusterWide: boolean;
  readonly decode: PolicyDecoder;
}

const admin = 'policy.networking.k8s.io';

const kinds: readonly EvaluatedKind[] = [
  // The same object was served under extensions/v1beta1 until Kubernetes 1.16.
  kind('NetworkPolicy', ['networking.k8s.io', 'extensions'], false, decodeNetworkPolicy),
  kind('AdminNetworkPolicy', [admin], true, decodeAdminNetworkPolicy),
  kind('BaselineAdminNetworkPolicy', [admin], true, decodeBaselineAdminNetworkPolicy),
  kind('ClusterNetworkPolicy', [admin], true, decodeClusterNetworkPolicy),
];

function kind(
  name: PolicyKind,
  groups: readonly string[],
  isClusterWide: boolean,
  decode: PolicyDecoder,
): EvaluatedKind {
  return { kind: name, groups, isClusterWide, decode };
}

/** How a kind is read; undefined for one that the engine does not evaluate. */
export function decoderOf(apiVersion: string, kind: string): PolicyDecoder | undefined {
  return kindOf(apiVersion, kind)?.decode;
}

/** Whether the policies of a kind that the engine evaluates belong to no namespace. */
export function isClusterWidePolicyKind(apiVersion: string, kind: string): boolean {
  return kindOf(apiVersion, kind)?.isClusterWide ?? false;
}

function kindOf(apiVersion: string, name: string): EvaluatedKind | undefined {
  const group = apiVersion.split('/', 1)[0] ?? '';
  return kinds.find(({ kind, groups }) => kind === name && groups.includes(group));
}
