import { cutAtBlocks } from './atoms.ts';
import { classesOf, nodesMatterTo } from './classes/pod-classes.ts';
import { type Endpoint, familiesOf, isSamePod } from './endpoint.ts';
import type { PolicyEngine } from './engine.ts';
import type { Resolved } from './reference/resolve.ts';
import { UnknownObjectError } from './reference/resolve.ts';
import { backendsOf, running, type Target } from './reference/target.ts';
import { type Answer, type Connection, type Verdict, verdictsOf } from './verdict.ts';

/** The answer for a group of clients and a group of servers. */
export interface Connectivity {
  /** The worst of all pairs, since a client may meet any of them. */
  readonly verdict: Answer;
  /** A pair that has this verdict, or the worst one where the addresses of a name decide. */
  readonly decisive: Verdict;
  /** Each client with each server; of a range of addresses, each piece that policies may treat differently. */
  readonly pairs: readonly Verdict[];
  /** What an implementation-defined answer depends on, each as a clause: `whether an ipBlock matches …`. */
  readonly dependsOn: readonly string[];
  /** What the input does not hold and was assumed, each as a sentence. */
  readonly assumptions: readonly string[];
}

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
    case 'domain':
      throw new UnknownObjectError(`"${from.name}" cannot be a client: give its address or range`);
  }
}

/** Whether clients can connect to a target, as policies have it; undefined where there is no client or no server. */
export function connectivity(
  engine: PolicyEngine,
  clients: readonly Endpoint[],
  target: Target,
): Connectivity | undefined {
  const answered = answeringByClass(engine, clients, target);
  const pairs = clients
    .flatMap((from) => cutRange(engine, from))
    .flatMap((from) => pairsFrom(engine, from, target, answered));
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

/** For fewer pairs, grouping pods into classes costs more than asking about each pair. */
const fewPairs = 64;

type Answering = (connection: Connection) => readonly Verdict[];

/**
 * Asks once for all pairs of pods that no policy can tell apart, so that the time grows with the classes, not the
 * pairs.
 */
function answeringByClass(engine: PolicyEngine, clients: readonly Endpoint[], target: Target): Answering {
  const ask: Answering = (connection) => verdictsOf(engine, connection);
  if (clients.length * target.servers.length < fewPairs) return ask;
  const endpoints = [...clients, ...target.servers.map((server) => server.endpoint)];
  const pods = endpoints.flatMap((endpoint) => (endpoint.kind === 'pod' ? [endpoint.pod] : []));
  const classes = classesOf(engine, [...new Set(pods)], { nodes: nodesMatterTo(pods), portNames: [] });
  const known = new Map<string, readonly Verdict[]>();
  return (connection) => {
    const { from, to, port } = connection;
    if (from.kind !== 'pod' || to.kind !== 'pod' || isSamePod(from, to)) return ask(connection);
    const key = `${classes.get(from.pod)}>${classes.get(to.pod)}:${port}`;
    const verdicts = known.get(key) ?? ask(connection);
    known.set(key, verdicts);
    return verdicts.map((verdict) => (verdict.from === from && verdict.to === to ? verdict : { ...verdict, from, to }));
  };
}

function pairsFrom(engine: PolicyEngine, from: Endpoint, target: Target, answered: Answering): readonly Verdict[] {
  const { protocol, via, domain } = target;
  return target.servers.flatMap(({ endpoint, port }) =>
    cutRange(engine, endpoint)
      .filter((to) => haveCommonFamily(from, to, domain !== undefined))
      .flatMap((to) => answered({ from, to, protocol, port, ...(via !== undefined && { via }) })),
  );
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
  const { range: whole, domain } = endpoint;
  return cutAtBlocks(whole, engine.policies, engine.domainNames.addresses).map((range) => ({
    kind: 'range',
    range,
    ...(domain !== undefined && { domain }),
  }));
}

const badness: Record<Answer, number> = { denied: 2, 'implementation-defined': 1, allowed: 0 };

function worst(pairs: readonly Verdict[]): Verdict | undefined {
  return pairs.reduce<Verdict | undefined>(
    (found, pair) => (found === undefined || badness[pair.verdict] > badness[found.verdict] ? pair : found),
    undefined,
  );
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

/** What the way to the servers leaves open, whatever the single pairs say. */
function holeOf({ domain, hidesSource }: Target, pairs: readonly Verdict[], decisive: Verdict): string | undefined {
  if (domain !== undefined && pairs.some((pair) => pair.verdict !== decisive.verdict)) {
    return `the addresses of ${domain}`;
  }
  const isGuarded = pairs.some(({ ingress }) => ingress.isolatedBy.length > 0);
  if (hidesSource && isGuarded && decisive.egress.verdict !== 'denied') {
    return "whether a node port keeps the client's address (externalTrafficPolicy)";
  }
  return undefined;
}
