import { type Direction, directions } from '../policy.ts';
import { decodeAntreaPolicy } from './antrea.ts';
import { decodeApplicationPolicy, decodeClusterPolicy, decodeSecurityGroupPolicy } from './aws.ts';
import { decodeCalicoPolicy, decodeHostEndpoint } from './calico.ts';
import { decodeCiliumPolicy } from './cilium.ts';
import type { ForeignDecoder } from './foreign-policy.ts';
import { decodeDomainPolicy } from './gke.ts';
import { decodeAuthorizationPolicy, decodePeerAuthentication, decodeSidecar } from './istio.ts';
import { decodeServer } from './linkerd.ts';
import { decodeEgressFirewall } from './openshift.ts';

/** One row of kinds that are read alike. `directions`, `mayAllow` and `mayDeny` are the most that any of them can do. */
export interface ForeignKind {
  readonly groups: readonly string[];
  readonly kinds: readonly string[];
  readonly scope: 'cluster' | 'namespace';
  readonly directions: readonly Direction[];
  readonly mayAllow: boolean;
  readonly mayDeny: boolean;
  /** Missing where a selector names what only its own project knows: such a policy selects all pods of its scope. */
  readonly decode?: ForeignDecoder;
}

const anything = { directions, mayAllow: true, mayDeny: true } as const;
const denials = { directions, mayAllow: false, mayDeny: true } as const;
const ingressDenials = { directions: ['ingress'], mayAllow: false, mayDeny: true } as const;
const egressDenials = { directions: ['egress'], mayAllow: false, mayDeny: true } as const;

const calico = ['projectcalico.org', 'crd.projectcalico.org'];
const antrea = ['crd.antrea.io', 'security.antrea.tanzu.vmware.com'];
const nsx = ['crd.nsx.vmware.com', 'nsx.vmware.com'];

/** Where a kind's rules are written down is said at its decoder; at the row where it has none. */
export const foreignKinds: readonly ForeignKind[] = [
  kinds(['cilium.io'], ['CiliumNetworkPolicy'], 'namespace', anything, decodeCiliumPolicy),
  kinds(['cilium.io'], ['CiliumClusterwideNetworkPolicy'], 'cluster', anything, decodeCiliumPolicy),
  // Staged policies are not enforced, and so not here.
  kinds(calico, ['NetworkPolicy'], 'namespace', anything, decodeCalicoPolicy),
  kinds(calico, ['GlobalNetworkPolicy'], 'cluster', anything, decodeCalicoPolicy),
  kinds(calico, ['HostEndpoint'], 'cluster', denials, decodeHostEndpoint),
  kinds(antrea, ['NetworkPolicy'], 'namespace', anything, decodeAntreaPolicy),
  kinds(antrea, ['ClusterNetworkPolicy'], 'cluster', anything, decodeAntreaPolicy),
  kinds(['networking.k8s.aws'], ['ClusterNetworkPolicy'], 'cluster', anything, decodeClusterPolicy),
  kinds(['networking.k8s.aws'], ['ApplicationNetworkPolicy'], 'namespace', anything, decodeApplicationPolicy),
  kinds(['vpcresources.k8s.aws'], ['SecurityGroupPolicy'], 'namespace', denials, decodeSecurityGroupPolicy),
  kinds(
    ['networking.gke.io'],
    ['FQDNNetworkPolicy'],
    'namespace',
    { ...anything, directions: ['egress'] },
    decodeDomainPolicy,
  ),
  kinds(['k8s.ovn.org'], ['EgressFirewall'], 'namespace', egressDenials, decodeEgressFirewall),
  kinds(['network.openshift.io'], ['EgressNetworkPolicy'], 'namespace', egressDenials, decodeEgressFirewall),
  kinds(['security.istio.io'], ['AuthorizationPolicy'], 'namespace', denials, decodeAuthorizationPolicy),
  kinds(['security.istio.io'], ['PeerAuthentication'], 'namespace', ingressDenials, decodePeerAuthentication),
  kinds(['networking.istio.io'], ['Sidecar'], 'namespace', egressDenials, decodeSidecar),
  kinds(['policy.linkerd.io'], ['Server'], 'namespace', ingressDenials, decodeServer),
  // linkerd.io/2/reference/authorization-policy: they are for a Server, a route or a whole namespace.
  kinds(['policy.linkerd.io'], ['AuthorizationPolicy', 'ServerAuthorization'], 'namespace', ingressDenials),
  // kuma.io/docs, "MeshTrafficPermission": a mesh with mutual TLS denies what none allows, in every namespace.
  kinds(['kuma.io'], ['MeshTrafficPermission', 'TrafficPermission'], 'cluster', ingressDenials),
  // developer.hashicorp.com/consul, "Service intentions": of services by Consul's own names.
  kinds(['consul.hashicorp.com'], ['ServiceIntentions'], 'cluster', ingressDenials),
  kinds(['auth.consul.hashicorp.com'], ['TrafficPermissions'], 'cluster', ingressDenials),
  // vmware-tanzu/nsx-operator `pkg/apis/vpc/v1alpha1/securitypolicy_types.go`.
  kinds(nsx, ['SecurityPolicy'], 'namespace', anything),
];

function kinds(
  groups: readonly string[],
  names: readonly string[],
  scope: ForeignKind['scope'],
  most: Pick<ForeignKind, 'directions' | 'mayAllow' | 'mayDeny'>,
  decode?: ForeignDecoder,
): ForeignKind {
  return { groups, kinds: names, scope, ...most, ...(decode !== undefined && { decode }) };
}
