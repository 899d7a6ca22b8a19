import type { Cluster } from '../model/cluster.ts';
import type { Service } from '../model/service.ts';
import { type Target, targetOf } from '../policy/index.ts';

/** The Services that clusters give their DNS (kubernetes/dns, OpenShift's dns operator, RKE). */
const dnsServices = [
  ['kube-system', 'kube-dns'],
  ['openshift-dns', 'dns-default'],
  ['kube-system', 'coredns'],
  ['kube-system', 'rke2-coredns-rke2-coredns'],
] as const;

/** Where a pod's look-ups go, UDP first and TCP for long answers; undefined where the input does not hold it. */
export function dnsTarget(cluster: Cluster): Target | undefined {
  const service = dnsService(cluster);
  if (service === undefined) return undefined;
  const port = service.ports.find((candidate) => candidate.protocol === 'UDP')?.port;
  return port === undefined ? undefined : targetOf(cluster, { kind: 'service', service }, port, 'UDP');
}

function dnsService(cluster: Cluster): Service | undefined {
  const known = dnsServices.map(([namespace, name]) => cluster.service(namespace, name));
  return (
    known.find((service) => service !== undefined) ??
    cluster.services.find((service) => service.labels.get('k8s-app') === 'kube-dns')
  );
}
