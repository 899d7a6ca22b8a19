import { type Address, parseAddress, rangeOf } from '../../model/address.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { Pod } from '../../model/pod.ts';
import type { Service } from '../../model/service.ts';
import { resolveRange } from './resolve.ts';
import type { Target } from './target.ts';
import { targetOf } from './target-of.ts';

/** The Services that clusters give their DNS (kubernetes/dns, OpenShift's dns operator, RKE). */
const dnsServices = [
  ['kube-system', 'kube-dns'],
  ['openshift-dns', 'dns-default'],
  ['kube-system', 'coredns'],
  ['kube-system', 'rke2-coredns-rke2-coredns'],
] as const;

/**
 * Where a pod's look-ups go first, over UDP. `resolver` is the one that its log names, which may be a node's own cache;
 * otherwise its `dnsConfig` or the cluster's DNS. Undefined where the node's resolver answers, or nothing tells.
 */
export function dnsTarget(cluster: Cluster, pod: Pod, resolver?: string): Target | undefined {
  const named = addressOf(resolver) ?? (pod.dnsPolicy === 'None' ? pod.nameservers[0] : undefined);
  if (named !== undefined) return targetOf(cluster, resolveRange(cluster, rangeOf(named)), 53, 'UDP');
  if (usesNodeResolver(pod)) return undefined;
  const service = dnsService(cluster);
  const port = service?.ports.find((candidate) => candidate.protocol === 'UDP')?.port;
  return service === undefined || port === undefined
    ? undefined
    : targetOf(cluster, { kind: 'service', service }, port, 'UDP');
}

/** dnsPolicy Default and None, and hostNetwork without ClusterFirstWithHostNet: not the cluster's. */
function usesNodeResolver({ dnsPolicy, hostNetwork }: Pod): boolean {
  return dnsPolicy === 'Default' || dnsPolicy === 'None' || (hostNetwork && dnsPolicy !== 'ClusterFirstWithHostNet');
}

function dnsService(cluster: Cluster): Service | undefined {
  const known = dnsServices.map(([namespace, name]) => cluster.service(namespace, name));
  return (
    known.find((service) => service !== undefined) ??
    cluster.services.find((service) => service.labels.get('k8s-app') === 'kube-dns')
  );
}

/** Of `address:port`, IPv6 in brackets. */
function addressOf(resolver: string | undefined): Address | undefined {
  const host = resolver?.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  return host === undefined ? undefined : parseAddress(host);
}
