/** How large a cluster is to be, and which one of that size. */
export interface ClusterSize {
  readonly pods: number;
  readonly workloads: number;
  readonly namespaces: number;
  /** NetworkPolicies; there are six policies of the admin kinds besides. */
  readonly policies: number;
  readonly seed: number;
}

/** How many teams namespaces belong to. */
export const teams = 20;

/** Ten pods of five workloads in a namespace, with three policies: 10,000 pods are 1,000 namespaces and 3,000 policies. */
export function sizeOf(pods: number): ClusterSize {
  const share = (of: number) => Math.max(1, Math.ceil(pods * of));
  return { pods, workloads: share(0.5), namespaces: share(0.1), policies: share(0.3), seed: 1 };
}

export function range(length: number): readonly number[] {
  return Array.from({ length: Math.max(0, length) }, (_, index) => index);
}
