import { FieldError } from '../model/fields.ts';
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
  /** The version in which the kind is served. */
  readonly apiVersion: string;
  readonly isClusterWide: boolean;
  readonly decode: PolicyDecoder;
  /** An older version of one meaning, which says when it was removed. */
  readonly former?: { readonly apiVersion: string; readonly removed: string };
}

const kinds: readonly EvaluatedKind[] = [
  {
    kind: 'NetworkPolicy',
    apiVersion: 'networking.k8s.io/v1',
    isClusterWide: false,
    decode: decodeNetworkPolicy,
    // kubernetes.io/docs/reference/using-api/deprecation-guide, "v1.16".
    former: { apiVersion: 'extensions/v1beta1', removed: 'Kubernetes 1.16' },
  },
  adminKind('AdminNetworkPolicy', 'v1alpha1', decodeAdminNetworkPolicy),
  adminKind('BaselineAdminNetworkPolicy', 'v1alpha1', decodeBaselineAdminNetworkPolicy),
  adminKind('ClusterNetworkPolicy', 'v1alpha2', decodeClusterNetworkPolicy),
];

function adminKind(kind: PolicyKind, version: string, decode: PolicyDecoder): EvaluatedKind {
  return { kind, apiVersion: `policy.networking.k8s.io/${version}`, isClusterWide: true, decode };
}

/**
 * How a kind is read; undefined for one that the engine does not evaluate. A version that was never served throws a
 * FieldError when it is read, as it may mean anything.
 */
export function decoderOf(apiVersion: string, name: string): PolicyDecoder | undefined {
  const found = kindOf(apiVersion, name);
  if (found === undefined || found.apiVersion === apiVersion) return found?.decode;
  const { kind, former } = found;
  if (former?.apiVersion !== apiVersion) {
    return () => {
      throw new FieldError(['apiVersion'], `no ${kind} has the version "${apiVersion}"; it is ${found.apiVersion}`);
    };
  }
  const message = `${apiVersion} has no ${kind} since ${former.removed}; write ${found.apiVersion}`;
  return (manifest, defaultNamespace) => {
    const { policy, problems } = found.decode(manifest, defaultNamespace);
    return { policy, problems: [{ path: ['apiVersion'], message, harmless: true }, ...problems] };
  };
}

/** Whether the policies of a kind that the engine evaluates belong to no namespace. */
export function isClusterWidePolicyKind(apiVersion: string, kind: string): boolean {
  return kindOf(apiVersion, kind)?.isClusterWide ?? false;
}

/** The group alone tells the kind: that of another project may have its name. */
function kindOf(apiVersion: string, name: string): EvaluatedKind | undefined {
  const found = kinds.find(({ kind }) => kind === name);
  if (found === undefined) return undefined;
  const versions = [found.apiVersion, ...(found.former === undefined ? [] : [found.former.apiVersion])];
  return versions.map(groupOf).includes(groupOf(apiVersion)) ? found : undefined;
}

function groupOf(apiVersion: string): string {
  return apiVersion.split('/', 1)[0] ?? '';
}
