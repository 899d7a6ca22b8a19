import { type Backend, leadsToService } from '../../model/backend.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { Protocol } from '../../model/connection-set.ts';
import type { Gateway } from '../../model/gateway.ts';
import type { GatewayRoute } from '../../model/gateway-route.ts';
import { fullName } from '../../model/metadata.ts';
import { grants } from '../../model/reference-grant.ts';
import type { Service, ServicePort } from '../../model/service.ts';
import { formatEndpoint } from '../endpoint.ts';
import { entryOf } from './entry.ts';
import { gatewayOf, listenersOf, names, protocolOfRoute, refusalsOf } from './gateway-attachment.ts';
import { describeEmptyService } from './no-servers.ts';
import type { RoutingObject } from './routing-object.ts';
import type { Server } from './server.ts';
import { serversBehind, serviceTarget } from './service-target.ts';

/** A server behind a way in, with the protocol in which it is spoken to. */
export interface WayInServer extends Server {
  readonly protocol: Protocol;
}

/** Where an object leads, and why parts of it lead nowhere. */
export interface Lead {
  readonly servers: readonly WayInServer[];
  readonly faults: readonly string[];
}

/** All the servers behind an object; `port` is the Gateway's that is dialled, without it they are those of all ports. */
export function leadOf(cluster: Cluster, routed: RoutingObject, port?: number): Lead {
  switch (routed.kind) {
    case 'Ingress':
      return join(routed.object.backends.map((backend) => backendLead(cluster, backend, 'TCP', byServicePort)));
    case 'Route':
      return join(routed.object.backends.map((backend) => backendLead(cluster, backend, 'TCP', byAnyPort)));
    case 'Gateway': {
      const attached = cluster.routing.gatewayRoutes.filter((route) =>
        listenersOf(cluster, route, routed.object).some((listener) => port === undefined || listener.port === port),
      );
      if (attached.length === 0) return nowhere(describeUnattached(cluster, routed.object));
      return join(attached.map((route) => routeLead(cluster, route)));
    }
    default:
      return isAttached(cluster, routed.object, port)
        ? routeLead(cluster, routed.object)
        : nowhere(describeDetached(cluster, routed.object));
  }
}

/** A Gateway that is not in the input is taken to admit the route. */
function isAttached(cluster: Cluster, route: GatewayRoute, port: number | undefined): boolean {
  return route.parents.some((parent) => {
    const gateway = gatewayOf(cluster, parent);
    if (gateway === undefined) return true;
    return listenersOf(cluster, route, gateway).some((listener) => port === undefined || listener.port === port);
  });
}

/** Why a route leads from no listener of the Gateways that it names. */
export function describeDetached(cluster: Cluster, route: GatewayRoute): string {
  const gateways = route.parents.flatMap((parent) => gatewayOf(cluster, parent) ?? []);
  const reasons = [...new Set(gateways.flatMap((gateway) => refusalsOf(cluster, route, gateway)))];
  return `${route.kind} ${fullName(route)} is attached to no listener of a Gateway${listOf(reasons)}`;
}

function describeUnattached(cluster: Cluster, gateway: Gateway): string {
  const refused = cluster.routing.gatewayRoutes.filter((route) => names(route, gateway));
  const reasons = refused.flatMap((route) =>
    refusalsOf(cluster, route, gateway).map((reason) => `${route.kind} ${fullName(route)}: ${reason}`),
  );
  return `no route is attached to Gateway ${fullName(gateway)}${listOf(reasons)}`;
}

const shownReasons = 3;

function listOf(reasons: readonly string[]): string {
  const shown = reasons.slice(0, shownReasons);
  const more = reasons.length > shown.length ? [`and ${reasons.length - shown.length} more`] : [];
  return reasons.length === 0 ? '' : `: ${[...shown, ...more].join('; ')}`;
}

function routeLead(cluster: Cluster, route: GatewayRoute): Lead {
  const protocol = protocolOfRoute(route);
  return join(
    route.backends.map((backend) =>
      isGranted(cluster, route, backend)
        ? backendLead(cluster, backend, protocol, byServicePort)
        : nowhere(
            `no ReferenceGrant in namespace ${backend.namespace} lets ${route.kind} ${fullName(route)} lead there`,
          ),
    ),
  );
}

/** A backend of another namespace must be let in by that namespace (gateway.networking.k8s.io ReferenceGrant). */
function isGranted({ routing }: Cluster, route: GatewayRoute, backend: Backend): boolean {
  if (backend.namespace === route.namespace) return true;
  return routing.referenceGrants.some((grant) => grants(grant, route, backend));
}

/** Whether a port of a Service is the one that a backend names. */
type PortMatch = (candidate: ServicePort, port: number | string) => boolean;

const byServicePort: PortMatch = ({ port, name }, wanted) => port === wanted || name === wanted;

/** The router looks a number up among the ports of the endpoints (route.openshift.io RoutePort). */
const byAnyPort: PortMatch = (candidate, wanted) => byServicePort(candidate, wanted) || candidate.targetPort === wanted;

function backendLead(cluster: Cluster, backend: Backend, protocol: Protocol, matches: PortMatch): Lead {
  if (!leadsToService(backend)) return { servers: [], faults: [] };
  const service = cluster.service(backend.namespace, backend.name);
  if (service === undefined) return nowhere(`there is no Service ${fullName(backend)}`);
  if (service.type === 'ExternalName') return aliasLead(cluster, service, backend, protocol);
  const { port } = backend;
  const ports = service.ports
    .filter((candidate) => candidate.protocol === protocol)
    .filter((candidate) => port === undefined || matches(candidate, port));
  if (ports.length === 0) return nowhere(`Service ${fullName(service)} has no port ${port ?? ''}/${protocol}`);
  const servers = (port === undefined ? ports : ports.slice(0, 1)).flatMap((candidate) =>
    serversBehind(cluster, service, candidate),
  );
  if (servers.length === 0) return nowhere(describeEmptyService(cluster, service));
  return { servers: servers.map((server) => ({ ...server, protocol })), faults: [] };
}

function aliasLead(cluster: Cluster, service: Service, { port }: Backend, protocol: Protocol): Lead {
  const number = typeof port === 'number' ? port : service.ports.find(({ name }) => name === port)?.port;
  if (number === undefined) return nowhere(`Service ${fullName(service)} has no port ${port ?? ''}/${protocol}`);
  const { servers } = serviceTarget(cluster, entryOf(service), number, protocol);
  return { servers: servers.map((server) => ({ ...server, protocol })), faults: [] };
}

function nowhere(fault: string): Lead {
  return { servers: [], faults: [fault] };
}

function join(leads: readonly Lead[]): Lead {
  if (leads.length === 1 && leads[0] !== undefined) return leads[0];
  const servers = new Map(
    leads
      .flatMap((lead) => lead.servers)
      .map((server) => [`${formatEndpoint(server.endpoint)}:${server.port}/${server.protocol}`, server]),
  );
  return { servers: [...servers.values()], faults: [...new Set(leads.flatMap((lead) => lead.faults))] };
}
