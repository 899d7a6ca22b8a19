/** One way to fill the holes of the NetworkPolicy specification that a connection between two addresses can touch. */
export interface Reading {
  /** 32: whether NetworkPolicies see a pod of the host network as a pod, or its traffic as the node's. */
  readonly hostNetworkPods: 'node' | 'pod';
  /** 31: whether NetworkPolicies have a say about traffic from a pod to its own node. */
  readonly ownNode: 'exempt' | 'subject to policy';
  /** 13, 27: which family the cluster's pods have, where nothing tells it. */
  readonly podFamily: 4 | 6;
}

export const readings: readonly Reading[] = (['node', 'pod'] as const).flatMap((hostNetworkPods) =>
  (['exempt', 'subject to policy'] as const).flatMap((ownNode) =>
    ([4, 6] as const).map((podFamily) => ({ hostNetworkPods, ownNode, podFamily })),
  ),
);
