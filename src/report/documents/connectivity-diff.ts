import type { Protocol } from '../../model/connection-set.ts';
import type { Answer, ConnectionChange, ConnectivityDiff, MapEndpoint, Verdict, Witness } from '../../policy/index.ts';
import { decidingRules } from '../diff/deciding-rules.ts';
import { endpointNames, namespaceOf } from '../map/endpoint-names.ts';
import { type ApiVersion, apiVersion, type EndpointDocument, endpointDocument, type InputDocument } from './common.ts';
import { type PortsDocument, portsDocument } from './ports.ts';

/** The answer of `netwhy diff -o json`: each change is from every member of one group to every other of another. */
export interface ConnectivityDiffDocument {
  readonly apiVersion: ApiVersion;
  readonly kind: 'ConnectivityDiff';
  /** The input after the change; `inputBefore` is that before it. */
  readonly input: InputDocument;
  readonly inputBefore: InputDocument;
  /** Those that a change is about. */
  readonly endpoints: readonly ChangedEndpointDocument[];
  readonly groups: readonly ChangedGroupDocument[];
  readonly changes: readonly ConnectionChangeDocument[];
}

/** One end of connections that change. */
export interface ChangedEndpointDocument {
  /** What groups call it: `shop/web`, addresses, a domain name. */
  readonly id: string;
  readonly kind: MapEndpoint['kind'];
  /** Whether it is on both sides of the change. */
  readonly presence: ConnectionChange['presence'];
  readonly namespace?: string;
}

/** A set of endpoints, by their ids. An endpoint may be in several. */
export interface ChangedGroupDocument {
  readonly id: string;
  readonly members: readonly string[];
}

/** What changes from every member of one group to every member of another but itself. */
export interface ConnectionChangeDocument {
  readonly change: ConnectionChange['change'];
  readonly presence: ConnectionChange['presence'];
  /** The id of the group of clients; `to` that of the servers. */
  readonly from: string;
  readonly to: string;
  /** Those that change. */
  readonly ports: 'all' | PortsDocument;
  /** The address family over which they change, where they do not so over all that the ends have in common. */
  readonly family?: 4 | 6;
  readonly before: ConnectionChange['before'];
  readonly after: ConnectionChange['after'];
  readonly witness?: WitnessDocument;
}

/** One connection that changes. */
export interface WitnessDocument {
  readonly from: EndpointDocument;
  readonly to: EndpointDocument;
  readonly port: number;
  readonly protocol: Protocol;
  /** Missing where one of the ends is not there before the change; `after` alike. */
  readonly before?: WitnessAnswerDocument;
  readonly after?: WitnessAnswerDocument;
}

/** What is said of a connection on one side of a change. */
export interface WitnessAnswerDocument {
  readonly verdict: Answer;
  /** The address family of the path; missing where neither end has an address yet. */
  readonly family?: 4 | 6;
  /** The rules that decide, at the ends that do. None where no policy applies. */
  readonly rules: readonly DecidingRuleDocument[];
  /** What an implementation-defined answer depends on. */
  readonly dependsOn?: readonly string[];
}

/** A rule that decides, and where it is written. */
export interface DecidingRuleDocument {
  readonly direction: 'ingress' | 'egress';
  /** `isolates` is of a policy of which no rule matches. */
  readonly effect: 'allows' | 'denies' | 'isolates' | 'may decide';
  /** The stable path of the rule, or the name of the policy. */
  readonly path: string;
  readonly file: string;
  readonly line: number;
}

/** The document of a diff of `netwhy diff`. */
export function connectivityDiffDocument(
  diff: ConnectivityDiff,
  inputBefore: InputDocument,
  input: InputDocument,
): ConnectivityDiffDocument {
  const names = endpointNames(diff.endpoints.map(({ endpoint }) => endpoint));
  const nameOf = (index: number) => names[index] ?? '';
  const members = new Set(diff.groups.flatMap((group) => group.members));
  return {
    apiVersion,
    kind: 'ConnectivityDiff',
    input,
    inputBefore,
    endpoints: diff.endpoints.flatMap(({ endpoint, presence }, index) => {
      const namespace = namespaceOf(endpoint);
      const document = { id: nameOf(index), kind: endpoint.kind, presence };
      return members.has(index) ? [{ ...document, ...(namespace !== undefined && { namespace }) }] : [];
    }),
    groups: diff.groups.map((group) => ({ id: group.id, members: group.members.map(nameOf) })),
    changes: diff.changes.map((change) => changeDocument(diff, change)),
  };
}

function changeDocument(
  { groups }: ConnectivityDiff,
  { change, presence, from, to, ports, family, before, after, witness }: ConnectionChange,
): ConnectionChangeDocument {
  return {
    change,
    presence,
    from: groups[from]?.id ?? '',
    to: groups[to]?.id ?? '',
    ports: portsDocument(ports),
    ...(family !== undefined && { family }),
    before,
    after,
    ...(witness !== undefined && { witness: witnessDocument(witness) }),
  };
}

function witnessDocument({ from, to, port, protocol, before, after }: Witness): WitnessDocument {
  return {
    from: endpointDocument(from),
    to: endpointDocument(to),
    port,
    protocol,
    ...(before !== undefined && { before: answerDocument(before) }),
    ...(after !== undefined && { after: answerDocument(after) }),
  };
}

function answerDocument(verdict: Verdict): WitnessAnswerDocument {
  const { dependsOn, family } = verdict;
  return {
    verdict: verdict.verdict,
    ...(family !== undefined && { family }),
    rules: decidingRules(verdict),
    ...(dependsOn.length > 0 && { dependsOn }),
  };
}
