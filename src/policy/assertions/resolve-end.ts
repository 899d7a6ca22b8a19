import { formatSelector, type Selector, selects } from '../../model/labels.ts';
import { namedPorts, type Pod, servingContainers } from '../../model/pod.ts';
import { clientsOf } from '../connectivity.ts';
import type { Endpoint } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import { outsideOf } from '../outside.ts';
import { everyPort, type PortSpan } from '../port-spans.ts';
import { describeNoServers } from '../reference/no-servers.ts';
import { closest, type Resolved, resolveReference, UnknownObjectError } from '../reference/resolve.ts';
import type { Target } from '../reference/target.ts';
import { targetOf } from '../reference/target-of.ts';
import type { End, PodsEnd, PortWish } from './assertion.ts';

/** A server, with the ports that are asked about. */
export interface Server {
  readonly endpoint: Endpoint;
  readonly ports: readonly PortSpan[];
}

/** What connections of an assertion go to. */
export interface Destination {
  readonly servers: readonly Server[];
  /** Names where more than the servers has a say: a Service, a node, an address, a domain. */
  readonly targets: readonly Target[];
}

/** The endpoints of an end. Throws an UnknownObjectError for a name that nothing has, and for a selector without pods. */
export function endpointsOf(engine: PolicyEngine, end: End, namespace: string | undefined): readonly Endpoint[] {
  switch (end.kind) {
    case 'outside':
      return outsideOf(engine);
    case 'pods':
      return podsOf(engine, end, end.text, namespace).map((pod) => ({ kind: 'pod', pod }));
    case 'reference': {
      const endpoints = clientsOf(engine, resolveReference(engine.cluster, end.reference, namespace));
      if (endpoints.length === 0) throw new UnknownObjectError(`${end.text} has no pods`);
      return endpoints;
    }
  }
}

/** As `endpointsOf`, for a server. Also throws an UnknownObjectError for a port that it lacks. */
export function destinationOf(
  engine: PolicyEngine,
  end: End,
  expects: 'allow' | 'deny',
  namespace: string | undefined,
): Destination {
  const resolved = end.kind === 'reference' ? resolveReference(engine.cluster, end.reference, namespace) : undefined;
  if (resolved !== undefined && resolved.kind !== 'pod' && resolved.kind !== 'workload') {
    const targets = targetsOf(engine, resolved, end, expects);
    if (targets !== undefined) return { servers: [], targets };
  }
  const endpoints = endpointsOf(engine, end, namespace);
  const servers = endpoints.map((endpoint) => ({ endpoint, ports: portsOf(endpoint, end.ports, expects) }));
  const serving = servers.filter(({ ports }) => ports.length > 0);
  if (serving.length === 0) throw withoutPorts(end, endpoints);
  return { servers: serving, targets: [] };
}

/** Undefined where every port of the endpoints is meant. */
function targetsOf(
  { cluster }: PolicyEngine,
  resolved: Resolved,
  { ports, text }: End,
  expects: 'allow' | 'deny',
): readonly Target[] | undefined {
  const wishes = ports ?? (expects === 'allow' && resolved.kind === 'service' ? servicePorts(resolved) : undefined);
  if (wishes === undefined && resolved.kind !== 'domain') return undefined;
  if (wishes === undefined) throw new UnknownObjectError(`${text} declares no ports: write which one`);
  // A Service translates its ports one at a time.
  const single = wishes.map((wish) => ('name' in wish ? { ...wish, port: wish.name } : { ...wish, port: wish.first }));
  if (wishes.some((wish) => !('name' in wish) && wish.first !== wish.last)) {
    throw new UnknownObjectError(`${text} takes single ports, no range of them`);
  }
  return single.map(({ port, protocol }) => {
    const target = targetOf(cluster, resolved, port, protocol);
    if (target.servers.length > 0) return target;
    throw new UnknownObjectError(`${text} leads nowhere: ${describeNoServers(cluster, target)}`);
  });
}

function servicePorts({ service }: Extract<Resolved, { kind: 'service' }>): readonly PortWish[] {
  return service.ports.map(({ port, protocol }) => ({ protocol, first: port, last: port }));
}

function portsOf(
  endpoint: Endpoint,
  wishes: readonly PortWish[] | undefined,
  expects: 'allow' | 'deny',
): readonly PortSpan[] {
  if (wishes === undefined) return expects === 'deny' ? everyPort : declaredPorts(endpoint);
  return wishes.flatMap((wish) => {
    if (!('name' in wish)) return [wish];
    const { protocol, name } = wish;
    const numbers = endpoint.kind === 'pod' ? namedPorts(endpoint.pod, name, protocol) : [];
    return numbers.map((number) => ({ protocol, first: number, last: number }));
  });
}

function declaredPorts(endpoint: Endpoint): readonly PortSpan[] {
  if (endpoint.kind !== 'pod') return [];
  return servingContainers(endpoint.pod)
    .flatMap((container) => container.ports)
    .map(({ port, protocol }) => ({ protocol, first: port, last: port }));
}

function withoutPorts({ ports, text }: End, endpoints: readonly Endpoint[]): UnknownObjectError {
  if (ports === undefined) return new UnknownObjectError(`${text} declares no ports: write which ones`);
  const names = ports.flatMap((wish) => ('name' in wish ? [wish.name] : []));
  const known = endpoints.flatMap(namedPortsOf);
  const near = closest(names[0] ?? '', [...new Set(known)].sort());
  const hint = near.length === 0 ? '' : `; there is ${near.join(', ')}`;
  return new UnknownObjectError(`${text} has no port named ${names.map((name) => `"${name}"`).join(', ')}${hint}`);
}

function namedPortsOf(endpoint: Endpoint): readonly string[] {
  if (endpoint.kind !== 'pod') return [];
  return servingContainers(endpoint.pod).flatMap((container) => container.ports.flatMap(({ name }) => name ?? []));
}

function podsOf(
  { cluster }: PolicyEngine,
  { namespace, namespaces, pods }: PodsEnd,
  text: string,
  fallback: string | undefined,
): readonly Pod[] {
  const wanted = namespace ?? (namespaces === undefined && text !== '*' ? fallback : undefined);
  if (wanted !== undefined && !cluster.hasNamespace(wanted)) {
    const near = closest(
      wanted,
      cluster.namespaces.map(({ name }) => name),
    );
    throw new UnknownObjectError(`no namespace "${wanted}"${near.length === 0 ? '' : `; there is ${near.join(', ')}`}`);
  }
  const inPlace = (wanted === undefined ? cluster.livePods : cluster.podsIn(wanted)).filter(
    (pod) => namespaces === undefined || selects(namespaces, cluster.namespace(pod.namespace).labels),
  );
  const found = inPlace.filter((pod) => pods === undefined || selects(pods, pod.labels));
  if (found.length === 0) throw new UnknownObjectError(`"${text}" selects no pod${nearLabels(inPlace, pods)}`);
  return found;
}

function nearLabels(pods: readonly Pod[], selector: Selector | undefined): string {
  if (selector === undefined || selector.requirements.length === 0 || pods.length === 0) return '';
  const known = new Set(pods.flatMap((pod) => [...pod.labels].map(([key, value]) => `${key}=${value}`)));
  const near = closest(formatSelector(selector), [...known].sort());
  return near.length === 0 ? '' : `; there is ${near.join(', ')}`;
}
