/** What a fatal error of netpol-analyzer says, and what netwhy says where it finds the same. */
interface ErrorMeaning {
  readonly theirs: RegExp;
  readonly ours: RegExp;
}

const errorMeanings: readonly ErrorMeaning[] = [
  { theirs: /CIDR (address|error)/, ours: /must be a valid CIDR value|Invalid CIDR format provided/ },
  {
    theirs: /selector error/,
    ours: /[sS]elector\.matchLabels\S*: Invalid value: .* (name part must consist|a valid label must be an empty string)/,
  },
  { theirs: /cannot have both IPBlock and PodSelector/, ours: /may not specify both ipBlock and another peer/ },
  { theirs: /cannot have empty rule peer/, ours: /must specify a peer/ },
  {
    theirs: /is already exists|only one baseline admin network policy may be provided/,
    ours: /is defined twice, and differently/,
  },
  { theirs: /endPort field cannot be defined/, ours: /endPort: .*may not be specified when `port` is non-numeric/ },
  { theirs: /end may not be less than start/, ours: /must be greater than or equal to `(port|start)`/ },
  { theirs: /Priority value must be between/, ours: /spec\.priority in body should be less than or equal to 1000/ },
  { theirs: /exactly one field must be set in a subject/, ours: /spec\.subject: (Required value|Too many: 2)/ },
  { theirs: /(to|from) field must be defined/, ours: /gress\[\d+\]\.(to|from): Required value/ },
  { theirs: /exactly one field must be set in a rule peer/, ours: /\.(to|from)\[\d+\]: Too many: 2/ },
  { theirs: /exactly one field must be set in an AdminNetworkPolicyPort/, ours: /\.ports\[\d+\]: Too many: 2/ },
  { theirs: /unrecognized action/, ours: /\.action: (Unsupported value|Required value)/ },
  { theirs: /with metadata\.name=default/, ours: /with metadata\.name="default" can be created/ },
  { theirs: /^Workload .* does not exist/, ours: /no pod, workload or Service/ },
  { theirs: /does not exist/, ours: /there is no such file or folder/ },
  { theirs: /recognized file extensions/, ours: /nothing to read in .* none of what it holds is a Kubernetes object/ },
  { theirs: /is missing in/, ours: /nothing to read in .*: holds no Kubernetes object/ },
  { theirs: /named port is not defined for IP addresses/, ours: /networks\S* peer cannot be set with namedPorts/ },
  { theirs: /could not find peer/, ours: /no pod, workload or Service "adservice-77d5cd745d"/ },
  { theirs: /found character that cannot start any token/, ours: /pods\.yaml:\d+:\d+: / },
  { theirs: /unrecognized type/, ours: /containerPort: must be a number, but is a list/ },
  { theirs: /cannot restore slice from map/, ours: /ports: must be a list, but is an object/ },
  { theirs: /no relevant Kubernetes workload resources/, ours: /there are no pods in the input/ },
  { theirs: /unknown command/, ours: /unknown command/ },
];

/** The answer to an error of the tool; undefined for one that the table does not know. */
export function meaningOf(theirs: string): ErrorMeaning | undefined {
  return errorMeanings.find((meaning) => meaning.theirs.test(theirs));
}

/** Errors and warnings of the tool that netwhy has no reason to give, by a part of their text. */
export const notAnError: readonly (readonly [text: RegExp, reason: string])[] = [
  [
    /named port error: cannot convert named port/,
    'the API server takes a named port beside an ipBlock, where it matches nothing: a finding for lint, not an error',
  ],
  [
    /Pods of the same owner workload/,
    'a limit of that tool, which asks one pod of each owner: netwhy asks every one, and a map says "some pods"',
  ],
  [
    /assigned the same priority/,
    'AdminNetworkPolicies of one priority are legal: an answer that depends on their order is implementation-defined',
  ],
  [/Nodes field .* is not supported/, 'a limit of that tool: netwhy evaluates peers that are nodes'],
  [/IPv6 addresses are not supported/, 'a limit of that tool: netwhy evaluates IPv6'],
  [/port name: /, 'a named port that no pod has is a finding for lint, not an error of the input'],
  [/no relevant Kubernetes network policy resources/, 'without policies everything is allowed, which a list can say'],
  [/will be ignored/, 'it is about flags of that tool'],
  [/NetworkAttachmentDefinition/, 'it is about several networks, which netwhy does not model'],
];
