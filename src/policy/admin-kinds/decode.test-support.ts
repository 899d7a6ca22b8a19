import { manifestsOf, object } from '../../../test/support/cluster.ts';
import { formatPath } from '../../model/fields.ts';
import { decodeAdminNetworkPolicy, decodeBaselineAdminNetworkPolicy } from '../admin-network-policy/decode.ts';
import { decodeClusterNetworkPolicy } from '../cluster-network-policy/decode.ts';
import type { DecodedPolicy } from '../decoded-policy.ts';

/** The decoder of each admin kind. */
export const decoders = {
  AdminNetworkPolicy: decodeAdminNetworkPolicy,
  BaselineAdminNetworkPolicy: decodeBaselineAdminNetworkPolicy,
  ClusterNetworkPolicy: decodeClusterNetworkPolicy,
} as const;

/** A policy of which the spec is given as YAML. */
export function decoded(kind: keyof typeof decoders, spec: string, name = 'default'): DecodedPolicy {
  const version = kind === 'ClusterNetworkPolicy' ? 'v1alpha2' : 'v1alpha1';
  const [manifest] = manifestsOf(object(`policy.networking.k8s.io/${version}`, kind, name, spec));
  if (manifest === undefined) throw new Error('no manifest');
  return decoders[kind](manifest);
}

/** What is said against a policy; `below` is a path that is left out. */
export function lines({ problems }: DecodedPolicy, below?: string): readonly string[] {
  return problems.map(({ path, message, harmless }) => {
    const line = `${formatPath(path)}: ${message}${harmless ? ' (harmless)' : ''}`;
    return below !== undefined && line.startsWith(below) ? `…${line.slice(below.length)}` : line;
  });
}
