import { formatAddress, formatRange, rangeOf } from '../model/address.ts';
import { admit, asAdmitted } from './admission.ts';
import { cutAt, cutAtBlocks } from './atoms.ts';
import { classesOf, nodesMatterTo } from './classes/pod-classes.ts';
import { type Endpoint, familiesOf, isSamePod, rangeEndpoint } from './endpoint.ts';
import type { PolicyEngine } from './engine.ts';
import { type Connectivity, distinct, worst } from './group-answer.ts';
import { masking, masksOf } from './masquerade.ts';
import { running } from './reference/pod-target.ts';
import { proxyPods } from './reference/proxy-pods.ts';
import type { Resolved } from './reference/resolve.ts';
import { UnknownObjectError } from './reference/resolve.ts';
import { backendsOf } from './reference/service-target.ts';
import type { Target } from './reference/target.ts';
import { throughProxy } from './through-proxy.ts';
import { type Connection, type Verdict, verdictsOf } from './verdict.ts';

/**
 * The endpoints behind the name of a client. Throws an UnknownObjectError for a domain name, which no cluster can
 * resolve to a client.
 */
export function clientsOf(engine: PolicyEngine, from: Resolved): readonly Endpoint[] {
  switch (from.kind) {
    case 'pod':
      return [{ kind: 'pod', pod: from.pod }];
    case 'workload':
      return running(from.pods).map((pod) => ({ kind: 'pod', pod }));
    case 'service':
      return backendsOf(engine.cluster, from.service);
    case 'node':
      return from.endpoints;
    case 'range':
      return [from.endpoint];
    case 'way-in':
      return proxyPods(engine.cluster, from.object).map((pod) => ({ kind: 'pod', pod }));
    case 'domain':
      throw new UnknownObjectError(`"${from.name}" cannot be a client: give its address or range`);
  }
}

/** Whether clients can connect to a target, as policies have it; undefined where there is no client or no server. */
export function connectivity(
  engine: PolicyEngine,
  clients: readonly Endpoint[],
  named: Target,
): Connectivity | undefined {
  const target = withKnownAddresses(engine, named);
  const { proxy } = target;
  if (proxy !== undefined) {
    return throughProxy((from, to) => connectivity(engine, from, to), engine, clients, { ...target, proxy });
  }
  const pieces = clients.flatMap((from) => cutRange(engine, from)).flatMap((from) => cutAtSources(from, target));
  const asking: Asking = {
    answered: answeringByClass(engine, pieces, target),
    masked: masking(engine, (endpoint) => cutRange(engine, endpoint)),
  };
  const pairs = pieces.flatMap((from) => pairsFrom(engine, from, target, asking));
  const decisive = worst(pairs);
  if (decisive === undefined) return undefined;
  const hole = holeOf(target, pairs, decisive);
  const verdict = hole === undefined ? decisive.verdict : 'implementation-defined';
  const undecided = pairs.filter((pair) => pair.verdict === verdict);
  return {
    verdict,
    decisive,
    pairs,
    dependsOn: hole === undefined ? distinct(undecided.flatMap((pair) => pair.dependsOn)) : [hole],
    assumptions: distinct(pairs.flatMap((pair) => pair.assumptions)),
  };
}

/** A name of which the addresses are given stands for these, and no longer for any. */
function withKnownAddresses({ cluster, domainNames }: PolicyEngine, target: Target): Target {
  const { domain, ...rest } = target;
  const addresses = domain === undefined ? undefined : domainNames.addressesOf(domain);
  const [first] = target.servers;
  if (addresses === undefined || first === undefined) return target;
  return {
    ...rest,
    servers: addresses.map((address) => ({ ...first, endpoint: rangeEndpoint(cluster, rangeOf(address)) })),
  };
}

/** For fewer pairs, grouping pods into classes costs more than asking about each pair. */
const fewPairs = 64;

type Answering = (connection: Connection) => readonly Verdict[];

/** The ways to ask about one pair that remember what they were told of others. */
interface Asking {
  readonly answered: Answering;
  readonly masked: ReturnType<typeof masking>;
}

/**
 * Asks once for all pairs of ends that no policy can tell apart, so that the time grows with the classes, not the
 * pairs.
 */
function answeringByClass(engine: PolicyEngine, clients: readonly Endpoint[], target: Target): Answering {
  const ask: Answering = (connection) => verdictsOf(engine, connection);
  if (clients.length * target.servers.length < fewPairs) return ask;
  const endpoints = [...clients, ...target.servers.map((server) => server.endpoint)];
  const pods = endpoints.flatMap((endpoint) => (endpoint.kind === 'pod' ? [endpoint.pod] : []));
  const nodes = nodesMatterTo(pods) || target.nodePort !== undefined;
  const classes = classesOf(engine, [...new Set(pods)], { nodes, portNames: [] });
  const known = new Map<string, readonly Verdict[]>();
  const hosts = new Set(
    pods.flatMap(({ hostAddress }) => (hostAddress === undefined ? [] : [formatAddress(hostAddress)])),
  );
  const keys = new Map<Endpoint, string | undefined>();
  /** Undefined for the address of a node: classes of pods do not tell whose node it is. */
  const keyOf = (end: Endpoint) => {
    if (end.kind === 'pod') return `${classes.get(end.pod)}`;
    if (!keys.has(end)) {
      const text = formatRange(end.range);
      keys.set(end, end.node !== undefined || hosts.has(text) ? undefined : text);
    }
    return keys.get(end);
  };
  return (connection) => {
    const { from, to, port, nodePort } = connection;
    const [client, server] = [keyOf(from), keyOf(to)];
    if (client === undefined || server === undefined || isSamePod(from, to)) return ask(connection);
    const key = `${client}>${server}:${port} ${nodePort === undefined ? '' : formatRange(nodePort.endpoint.range)}`;
    const verdicts = known.get(key) ?? ask(connection);
    known.set(key, verdicts);
    return verdicts.map((verdict) => (verdict.from === from && verdict.to === to ? verdict : { ...verdict, from, to }));
  };
}

function pairsFrom(
  engine: PolicyEngine,
  from: Endpoint,
  target: Target,
  { answered, masked }: Asking,
): readonly Verdict[] {
  const { protocol, domain, entry } = target;
  const admission = entry === undefined ? { servers: target.servers } : admit(entry, from, target.servers);
  const masks = entry && masksOf(engine, entry, from);
  return admission.servers
    .flatMap(({ endpoint, port }) =>
      cutRange(engine, endpoint)
        .filter((to) => haveCommonFamily(from, to, domain !== undefined))
        .flatMap((to) => dialsOf(target, from, to).map((dial) => ({ from, to, protocol, port, ...dial })))
        .flatMap(answered),
    )
    .map((pair) => (masks === undefined ? pair : masked(pair, masks)))
    .map((pair) => asAdmitted(pair, admission));
}

/** What a client may dial to get to a server: the addresses of a node of which it dials a port are asked about one by one. */
function dialsOf(
  { via, nodePort }: Target,
  from: Endpoint,
  to: Endpoint,
): readonly Pick<Connection, 'via' | 'nodePort'>[] {
  if (nodePort === undefined) return [via === undefined ? {} : { via }];
  const { endpoints, port } = nodePort;
  return endpoints
    .filter((endpoint) => haveCommonFamily(from, endpoint, false) && haveCommonFamily(endpoint, to, false))
    .map((endpoint) => ({ nodePort: { endpoint, port } }));
}

/**
 * Whether two ends can speak to each other. A pod without an address may be of any family; towards a domain name, IPv4
 * is assumed.
 */
export function haveCommonFamily(from: Endpoint, to: Endpoint, isDomain: boolean): boolean {
  const [clients, servers] = [familiesOf(from), familiesOf(to)];
  if (clients.length === 0 && isDomain) return servers.includes(4);
  return clients.length === 0 || servers.length === 0 || clients.some((family) => servers.includes(family));
}

function cutRange(engine: PolicyEngine, endpoint: Endpoint): readonly Endpoint[] {
  if (endpoint.kind === 'pod' || endpoint.node !== undefined) return [endpoint];
  const { range: whole } = endpoint;
  return cutAtBlocks(whole, engine.policies, engine.domainNames.addresses).map((range) => ({ ...endpoint, range }));
}

/** A client outside of the cluster, cut where the load balancer tells clients apart. */
function cutAtSources(from: Endpoint, { entry }: Target): readonly Endpoint[] {
  const sources = entry?.service.balancerSources ?? [];
  if (from.kind === 'pod' || from.node !== undefined || sources.length === 0) return [from];
  const borders = sources
    .filter(({ family }) => family === from.range.family)
    .flatMap(({ start, end }) => [start, end]);
  return cutAt(from.range, borders).map((range) => ({ kind: 'range', range }));
}

/** What the way to the servers leaves open, whatever the single pairs say. */
function holeOf({ domain }: Target, pairs: readonly Verdict[], decisive: Verdict): string | undefined {
  if (domain === undefined || pairs.every((pair) => pair.verdict === decisive.verdict)) return undefined;
  return `the addresses of ${domain}`;
}
