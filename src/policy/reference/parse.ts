import { type AddressRange, parseAddress, parseCidr, rangeOf } from '../../model/address.ts';
import { isProtocol, type Protocol } from '../../model/connection-set.ts';

/** What somebody typed for an endpoint, read but not looked up in a cluster; `text` is as typed. */
export type Reference =
  | { readonly kind: 'range'; readonly range: AddressRange; readonly text: string }
  | {
      readonly kind: 'name';
      readonly namespace?: string;
      readonly objectKind?: string;
      readonly name: string;
      readonly text: string;
    };

/** What somebody typed for a target, `ENDPOINT:PORT[/PROTOCOL]`; `text` is as typed. */
export interface TargetReference {
  readonly endpoint: Reference;
  /** A number, or the name of a port. */
  readonly port: number | string;
  readonly protocol: Protocol;
  readonly text: string;
}

/** Thrown for a text that is no reference; the message says what is wrong and what to write. */
export class ReferenceSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ReferenceSyntaxError';
  }
}

/** kubectl's kinds and short names, as `kubectl api-resources` lists them; `route` is OpenShift's. */
const kindNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Pod: ['pod', 'pods', 'po'],
    Deployment: ['deployment', 'deployments', 'deploy'],
    StatefulSet: ['statefulset', 'statefulsets', 'sts'],
    DaemonSet: ['daemonset', 'daemonsets', 'ds'],
    ReplicaSet: ['replicaset', 'replicasets', 'rs'],
    ReplicationController: ['replicationcontroller', 'replicationcontrollers', 'rc'],
    Job: ['job', 'jobs'],
    CronJob: ['cronjob', 'cronjobs', 'cj'],
    Service: ['service', 'services', 'svc'],
    Node: ['node', 'nodes', 'no'],
    Ingress: ['ingress', 'ingresses', 'ing'],
    Gateway: ['gateway', 'gateways', 'gtw'],
    HTTPRoute: ['httproute', 'httproutes'],
    GRPCRoute: ['grpcroute', 'grpcroutes'],
    TLSRoute: ['tlsroute', 'tlsroutes'],
    TCPRoute: ['tcproute', 'tcproutes'],
    UDPRoute: ['udproute', 'udproutes'],
    Route: ['route', 'routes'],
  }).flatMap(([kind, names]) => names.map((name) => [name, kind] as const)),
);

/** Reads `[NAMESPACE/][KIND/]NAME`, an address, or a range. Throws a ReferenceSyntaxError. */
export function parseReference(text: string): Reference {
  const range = parseRange(text);
  if (range !== undefined) return { kind: 'range', range, text };
  if (looksLikeAddress(text)) {
    throw new ReferenceSyntaxError(
      `"${text}" is no IP address: write one such as 10.0.0.7 or fd00::7, or a range such as 10.0.0.0/8`,
    );
  }
  const parts = text.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.length > 3 || parts.some((part) => part === '')) {
    throw new ReferenceSyntaxError(`"${text}" is no endpoint: write [NAMESPACE/][KIND/]NAME, an address or a range`);
  }
  if (parts.length === 1) return { kind: 'name', name, text };
  const objectKind = kindNames.get((parts.at(-2) ?? '').toLowerCase());
  if (parts.length === 3) {
    if (objectKind === undefined) {
      throw new ReferenceSyntaxError(
        `"${text}": "${parts[1]}" is no kind; known are ${[...new Set(kindNames.values())].join(', ').toLowerCase()}`,
      );
    }
    return { kind: 'name', namespace: parts[0] ?? '', objectKind, name, text };
  }
  return objectKind === undefined
    ? { kind: 'name', namespace: parts[0] ?? '', name, text }
    : { kind: 'name', objectKind, name, text };
}

/** Reads an endpoint, then `:PORT[/PROTOCOL]`, an IPv6 address in brackets. Throws a ReferenceSyntaxError. */
export function parseTarget(text: string): TargetReference {
  const match = /^(?:\[([^\]]*)\]|(.*)):([^:/[\]]+)(?:\/([A-Za-z]+))?$/.exec(text);
  const endpoint = match?.[1] ?? match?.[2] ?? '';
  const portText = match?.[3] ?? '';
  if (match === null || endpoint === '' || (match[1] === undefined && parseAddress(text) !== undefined)) {
    throw new ReferenceSyntaxError(`"${text}" names no port: write TARGET:PORT[/PROTOCOL], IPv6 as [ADDRESS]:PORT`);
  }
  const protocol = (match[4] ?? 'TCP').toUpperCase();
  if (!isProtocol(protocol)) {
    throw new ReferenceSyntaxError(`"${text}": "${match[4]}" is no protocol that a policy can name: TCP, UDP or SCTP`);
  }
  return { endpoint: parseReference(endpoint), port: parsePort(portText, text), protocol, text };
}

function parsePort(text: string, target: string): number | string {
  if (!/^\d+$/.test(text)) return text;
  const port = Number(text);
  if (port >= 1 && port <= 65535) return port;
  throw new ReferenceSyntaxError(`"${target}": a port is a number from 1 to 65535, or a name`);
}

/** Four numbers, or with colons, which no name has. An object of such a name can be told by its kind, `pod/1.2.3.400`. */
function looksLikeAddress(text: string): boolean {
  return text.includes(':') || /^\d+\.\d+\.\d+\.\d+(?:\/\d*)?$/.test(text);
}

function parseRange(text: string): AddressRange | undefined {
  const address = parseAddress(text);
  return address === undefined ? parseCidr(text) : rangeOf(address);
}
