/** One way to fill the holes of the NetworkPolicy specification that a connection between two addresses can touch. */
export interface Reading {
  /** 32: whether NetworkPolicies see a pod of the host network as a pod, or its traffic as the node's. */
  readonly hostNetworkPods: 'node' | 'pod';
  /** 31: whether NetworkPolicies have a say about traffic from a pod to its own node. */
  readonly ownNode: 'exempt' | 'subject to policy';
}

export const readings: readonly Reading[] = (['node', 'pod'] as const).flatMap((hostNetworkPods) =>
  (['exempt', 'subject to policy'] as const).map((ownNode) => ({ hostNetworkPods, ownNode })),
);
