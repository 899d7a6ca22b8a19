/** What a dataplane, the software that enforces policies, does where the NetworkPolicy specification does not say. */
export interface DataplaneSettings {
  /** Whether selectors see hostNetwork pods as pods, or their traffic is the node's. */
  readonly hostNetworkPods: 'node' | 'pod';
  /** Whether an ipBlock matches the addresses of pods. */
  readonly ipBlockMatchesPods: 'yes' | 'no';
  /** Whether an ipBlock matches the addresses of nodes, and so of hostNetwork pods. */
  readonly ipBlockMatchesNodes: 'yes' | 'no';
  /** Whether egress rules see the address of a Service or that of the pod behind it. */
  readonly serviceTranslation: 'before policy' | 'after policy';
  /**
   * Where the port of another node than the client's is translated to that of a pod: egress rules at the client see the node,
   * or the pod.
   */
  readonly nodePortTranslation: 'at the node' | 'at the client';
  /** Whether policies apply to a pod that connects to itself through a Service. */
  readonly hairpin: 'exempt' | 'subject to policy';
  /** Whether policies apply to a pod that connects to the node on which it runs. */
  readonly ownNode: 'exempt' | 'subject to policy';
  /** Which of several admin policies of one priority is asked first. */
  readonly equalPriorities: 'allow first' | 'deny first';
  /** Whether an address belongs to a domain name that no `--dns` gives. */
  readonly unresolvedDomains: 'elsewhere' | 'here';
  /** Of which family the addresses of pods are, where the input has none of them: not up to the dataplane, but unknown. */
  readonly podFamily: 'IPv4' | 'IPv6';
}

/** The name of one thing that the specification leaves to the dataplane. */
export type SettingName = keyof DataplaneSettings;

/** What is known of one dataplane. */
export interface Profile {
  readonly name: string;
  /**
   * What it does, as far as that is documented. Where a missing setting decides, the answer is implementation-defined.
   */
  readonly settings: Partial<DataplaneSettings>;
  /** How a denied connection ends for the client, where that is known. */
  readonly denial?: 'drop' | 'reject';
}

/** The values that each setting may have, the commoner first. */
export const settingValues: { readonly [K in SettingName]: readonly DataplaneSettings[K][] } = {
  hostNetworkPods: ['node', 'pod'],
  ipBlockMatchesPods: ['yes', 'no'],
  ipBlockMatchesNodes: ['yes', 'no'],
  serviceTranslation: ['before policy', 'after policy'],
  nodePortTranslation: ['at the node', 'at the client'],
  hairpin: ['subject to policy', 'exempt'],
  ownNode: ['exempt', 'subject to policy'],
  equalPriorities: ['deny first', 'allow first'],
  unresolvedDomains: ['elsewhere', 'here'],
  podFamily: ['IPv4', 'IPv6'],
};

/** The text of the API and its end-to-end tests, and nothing beyond it. */
const specification: Partial<DataplaneSettings> = { ipBlockMatchesPods: 'yes', ipBlockMatchesNodes: 'yes' };

export const kubernetesProfile: Profile = { name: 'kubernetes', settings: specification };

/** The profiles that come with netwhy; `kubernetes`, the first, is the specification alone. */
export const profiles: readonly Profile[] = [
  kubernetesProfile,
  // docs.tigera.io: workload endpoints are pods of the pod network only; policy acts after kube-proxy's translation, which is
  // that of the node itself alone (projectcalico/calico #9869).
  {
    name: 'calico',
    settings: {
      ...specification,
      hostNetworkPods: 'node',
      serviceTranslation: 'before policy',
      nodePortTranslation: 'at the node',
    },
    denial: 'drop',
  },
  // cilium/cilium #9209, #14497, #19601: a CIDR never matches an endpoint or, without policy-cidr-match-mode, a node. Where
  // ports of other nodes are translated depends on whether it replaces kube-proxy (#17144, #14699).
  {
    name: 'cilium',
    settings: {
      ipBlockMatchesPods: 'no',
      ipBlockMatchesNodes: 'no',
      hostNetworkPods: 'node',
      serviceTranslation: 'before policy',
      hairpin: 'exempt',
    },
    denial: 'drop',
  },
  // kubernetes/kubernetes #95879: Antrea lets hairpin traffic through.
  {
    name: 'antrea',
    settings: { ...specification, serviceTranslation: 'before policy', hairpin: 'exempt' },
    denial: 'drop',
  },
  // aws-network-policy-agent #210, #223: the filter sits before kube-proxy.
  {
    name: 'aws-vpc-cni',
    settings: { ...specification, serviceTranslation: 'after policy', nodePortTranslation: 'at the node' },
    denial: 'drop',
  },
  { name: 'ovn-kubernetes', settings: { ...specification, serviceTranslation: 'before policy' }, denial: 'drop' },
  // k3s ships it; it rejects with an ICMP error, which clients print as "connection refused".
  { name: 'kube-router', settings: { ...specification, serviceTranslation: 'before policy' }, denial: 'reject' },
];

/** The commoner value of each setting. */
const defaults: DataplaneSettings = {
  hostNetworkPods: 'node',
  ipBlockMatchesPods: 'yes',
  ipBlockMatchesNodes: 'yes',
  serviceTranslation: 'before policy',
  nodePortTranslation: 'at the node',
  hairpin: 'subject to policy',
  ownNode: 'exempt',
  equalPriorities: 'deny first',
  unresolvedDomains: 'elsewhere',
  podFamily: 'IPv4',
};

/** The commonest of a profile's worlds: the first value of `settingValues` for whatever it leaves open. */
export function settledSettings({ settings }: Profile): DataplaneSettings {
  return { ...defaults, ...settings };
}

/** The profile of a name, such as `calico`. */
export function profileNamed(name: string): Profile | undefined {
  return profiles.find((profile) => profile.name === name);
}

/** Says what an answer depends on, as a clause: `whether …`. */
export function describeSetting(setting: SettingName): string {
  switch (setting) {
    case 'hostNetworkPods':
      return 'whether the dataplane sees a hostNetwork pod as a pod or as its node';
    case 'ipBlockMatchesPods':
      return 'whether an ipBlock matches the addresses of pods';
    case 'ipBlockMatchesNodes':
      return 'whether an ipBlock matches the addresses of nodes';
    case 'serviceTranslation':
      return "whether egress rules see the Service's address or the pod's behind it";
    case 'nodePortTranslation':
      return 'whether egress rules see the node of which the port is dialled, or the pod behind that port';
    case 'hairpin':
      return 'whether a pod that reaches itself through a Service is subject to policy';
    case 'ownNode':
      return 'whether traffic from a pod to its own node is subject to policy';
    case 'equalPriorities':
      return 'which of the policies that have one priority comes first';
    case 'unresolvedDomains':
      return 'whether the address belongs to a domain name of a rule (give its addresses with --dns)';
    case 'podFamily':
      return "whether the cluster's pods have IPv4 or IPv6 addresses, of which the input holds none";
  }
}
