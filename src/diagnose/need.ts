import { defaultPort, type LocatedFinding, type TargetCandidate } from '../evidence/index.ts';
import { type Address, parseAddress, rangeOf } from '../model/address.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Protocol } from '../model/connection-set.ts';
import { fullName } from '../model/metadata.ts';
import type { Pod } from '../model/pod.ts';
import {
  closest,
  type Resolved,
  resolveRange,
  serviceOfName,
  type Target,
  targetOf,
  UnknownObjectError,
} from '../policy/index.ts';

/** A connection that a container wants, and what its host means to the pod. */
export interface Need {
  readonly host: string;
  readonly port?: number;
  readonly protocol: Protocol;
  /** Where the wish was read: the log, or a setting. */
  readonly origin: string;
  /** Lower is surer; 0 is the log itself. */
  readonly rank: number;
  /** The client must look a name up first. */
  readonly byName: boolean;
  readonly meaning: Meaning;
}

export type Meaning =
  | { readonly kind: 'target'; readonly resolved: Resolved; readonly target: Target }
  /** Never leaves the pod, so that no policy sees it. */
  | { readonly kind: 'loopback' }
  | { readonly kind: 'no-such-name'; readonly why: string }
  | { readonly kind: 'no-such-port'; readonly why: string }
  | { readonly kind: 'no-port' };

/** What the log itself names; else what the configuration offers, by what the client of the log speaks. */
export function needsOf(
  cluster: Cluster,
  pod: Pod,
  finding: LocatedFinding,
  candidates: readonly TargetCandidate[],
): readonly Need[] {
  if (finding.host !== undefined) {
    const same = candidates.find((candidate) => candidate.host === finding.host?.toLowerCase());
    const port = finding.port ?? same?.port ?? portOfLibrary(finding.library);
    const said = { host: finding.host, ...(port !== undefined && { port }), protocol: 'TCP' as const };
    return [needOf(cluster, pod, { ...said, origin: 'the log', rank: 0 })];
  }
  return candidates
    .filter((candidate) => speaks(candidate, finding))
    .map(({ host, port = finding.port, protocol = 'TCP', source, rank }) =>
      needOf(cluster, pod, { host, ...(port !== undefined && { port }), protocol, origin: source, rank: rank + 1 }),
    );
}

/** Looks up what a wish means to a pod. */
export function needOf(cluster: Cluster, pod: Pod, wanted: Omit<Need, 'byName' | 'meaning'>): Need {
  const resolution = resolveHost(cluster, pod, wanted.host);
  const need = { ...wanted, byName: addressOf(wanted.host) === undefined };
  if (resolution.kind !== 'resolved') return { ...need, meaning: resolution };
  return { ...need, meaning: targetMeaning(cluster, resolution.resolved, wanted.port, wanted.protocol) };
}

function targetMeaning(cluster: Cluster, resolved: Resolved, port: number | undefined, protocol: Protocol): Meaning {
  const dialled = port ?? onlyPort(resolved);
  if (dialled === undefined) return { kind: 'no-port' };
  try {
    return { kind: 'target', resolved, target: targetOf(cluster, resolved, dialled, protocol) };
  } catch (error) {
    if (!(error instanceof UnknownObjectError)) throw error;
    return { kind: 'no-such-port', why: error.message };
  }
}

function onlyPort(resolved: Resolved): number | undefined {
  if (resolved.kind !== 'service' || resolved.service.ports.length !== 1) return undefined;
  return resolved.service.ports[0]?.port;
}

type HostMeaning =
  | { readonly kind: 'resolved'; readonly resolved: Resolved }
  | { readonly kind: 'loopback' }
  | { readonly kind: 'no-such-name'; readonly why: string };

/** As the pod's own resolver would: the search domains start with the pod's namespace. */
function resolveHost(cluster: Cluster, pod: Pod, host: string): HostMeaning {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost') || name.startsWith('127.') || name === '::1') {
    return { kind: 'loopback' };
  }
  if (name === pod.name) return { kind: 'loopback' };
  const address = addressOf(name);
  if (address !== undefined) return { kind: 'resolved', resolved: resolveRange(cluster, rangeOf(address)) };
  if (!isHostName(name)) return { kind: 'no-such-name', why: `"${name}" is neither an address nor a name` };
  const service = serviceOfName(cluster, name, pod.namespace);
  if (service !== undefined) return { kind: 'resolved', resolved: service };
  return isClusterName(cluster, name)
    ? noSuchName(cluster, pod, name)
    : { kind: 'resolved', resolved: { kind: 'domain', name } };
}

/** A name without dots, below `svc`, or with a namespace as its last label can only be the cluster's. */
function isClusterName(cluster: Cluster, name: string): boolean {
  const labels = name.split('.');
  if (labels.length === 1 || labels.includes('svc')) return true;
  return labels.length === 2 && cluster.hasNamespace(labels[1] ?? '');
}

function noSuchName(cluster: Cluster, pod: Pod, name: string): HostMeaning {
  const [service = '', namespace = pod.namespace] = name.split('.');
  const known = cluster.services.filter((candidate) => candidate.namespace === namespace);
  const elsewhere = cluster.services.filter((candidate) => candidate.name === service).map(fullName);
  const near = closest(
    service,
    known.map((candidate) => candidate.name),
  );
  const there = elsewhere.length > 0 ? elsewhere : near.map((candidate) => `${namespace}/${candidate}`);
  const hint = there.length === 0 ? '' : `; there is ${there.join(', ')}`;
  return { kind: 'no-such-name', why: `there is no Service ${service} in namespace ${namespace}${hint}` };
}

/** Without the zone that a link-local address may carry. */
function addressOf(host: string): Address | undefined {
  const zone = host.indexOf('%');
  return parseAddress(zone < 0 ? host : host.slice(0, zone));
}

/** RFC 1123, with the underscore that some clusters use. */
function isHostName(name: string): boolean {
  return name.length <= 253 && /[a-z]/.test(name) && name.split('.').every((label) => /^[a-z0-9_-]{1,63}$/.test(label));
}

function portOfLibrary(library: string | undefined): number | undefined {
  return library === undefined ? undefined : defaultPort(library);
}

/** A setting is for this client unless its scheme or port says that it is for another. */
function speaks(candidate: TargetCandidate, finding: LocatedFinding): boolean {
  if (finding.port !== undefined && candidate.port !== undefined && candidate.port !== finding.port) return false;
  if (finding.library === undefined) return true;
  if (candidate.scheme !== undefined && defaultPort(candidate.scheme) !== undefined) {
    return candidate.scheme === finding.library || defaultPort(candidate.scheme) === defaultPort(finding.library);
  }
  return (
    candidate.port === undefined || candidate.port === defaultPort(finding.library) || candidate.scheme === undefined
  );
}
