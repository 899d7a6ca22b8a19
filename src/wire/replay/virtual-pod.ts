import type { Address } from '../../model/address.ts';
import type { Labels } from '../../model/labels.ts';
import type { Pod } from '../../model/pod.ts';

/**
 * A pod that is gone, as far as a flow log tells: policies select it by the labels that the log has. Where its workload still has
 * a pod, all else is as there, such as the names of its ports.
 */
export function podFromLabels(
  namespace: string,
  name: string,
  labels: Labels,
  present: Pod | undefined,
  address: Address | undefined,
): Pod {
  const addresses = address === undefined ? [] : [address];
  const base = present ?? unknownPod;
  return { ...base, namespace, name, labels, addresses, phase: 'Running', fromTemplate: true };
}

const unknownPod: Pod = {
  namespace: '',
  name: '',
  labels: new Map(),
  annotations: new Map(),
  source: { file: { path: 'a flow log', text: '' }, document: 0, start: 0, end: 0 },
  addresses: [],
  hostNetwork: false,
  phase: '',
  reason: '',
  restartPolicy: 'Always',
  dnsPolicy: 'ClusterFirst',
  nameservers: [],
  containers: [],
  initContainers: [],
  statuses: [],
  conditions: [],
  configVolumes: [],
  fromTemplate: true,
};
