import type { Cluster } from '../model/cluster.ts';
import type { Pod } from '../model/pod.ts';
import { type Profile, profileNamed } from './profile.ts';

/**
 * How each dataplane shows: a label that its own manifests give its agent's pods, and the annotations that it puts on
 * nodes.
 */
const traces: readonly {
  readonly profile: string;
  readonly agent: readonly [string, string];
  readonly annotation?: string;
}[] = [
  { profile: 'cilium', agent: ['k8s-app', 'cilium'], annotation: 'io.cilium.network' },
  { profile: 'calico', agent: ['k8s-app', 'calico-node'], annotation: 'projectcalico.org/' },
  { profile: 'antrea', agent: ['component', 'antrea-agent'] },
  { profile: 'ovn-kubernetes', agent: ['app', 'ovnkube-node'], annotation: 'k8s.ovn.org/' },
  { profile: 'kube-router', agent: ['k8s-app', 'kube-router'] },
  // k3s runs kube-router's policy controller inside of its own process.
  { profile: 'kube-router', agent: ['', ''], annotation: 'k3s.io/' },
  { profile: 'aws-vpc-cni', agent: ['k8s-app', 'aws-node'] },
];

/** The dataplane that the objects of a cluster show; undefined where they show none, or more than one. */
export function detectProfile(cluster: Cluster): Profile | undefined {
  const annotations = cluster.nodes.flatMap((node) => [...node.annotations.keys()]);
  const found = traces.filter(
    ({ agent, annotation }) =>
      cluster.hostNetworkPods.some((pod) => hasLabel(pod, agent)) ||
      (annotation !== undefined && annotations.some((key) => key.startsWith(annotation))),
  );
  const names = new Set(found.map(({ profile }) => profile));
  // Cilium or Calico may run on top of another dataplane: then nothing tells which of them enforces policies.
  const [name] = names;
  return names.size === 1 && name !== undefined ? profileNamed(name) : undefined;
}

function hasLabel(pod: Pod, [key, value]: readonly [string, string]): boolean {
  return key !== '' && pod.labels.get(key) === value;
}
