import type { Manifest } from '../model/manifest.ts';
import type { DecodedPolicy } from './decoded-policy.ts';
import { decodeNetworkPolicy } from './network-policy/decode.ts';
import type { PolicyKind } from './policy.ts';

/** Throws a FieldError where a field has another type than Kubernetes gives it. */
type PolicyDecoder = (manifest: Manifest, defaultNamespace: string) => DecodedPolicy;

interface EvaluatedKind {
  readonly kind: PolicyKind;
  /** The API groups in which the name means this kind. */
  readonly groups: readonly string[];
  readonly isClusterWide: boolean;
  readonly decode: PolicyDecoder;
}

const kinds: readonly EvaluatedKind[] = [
  {
    kind: 'NetworkPolicy',
    // The same object was served under extensions/v1beta1 until Kubernetes 1.16.
    groups: ['networking.k8s.io', 'extensions'],
    isClusterWide: false,
    decode: decodeNetworkPolicy,
  },
];

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
