import { type Backend, leadsToService } from '../../../model/backend.ts';
import { fullName } from '../../../model/metadata.ts';
import { connectivity } from '../../connectivity.ts';
import { formatEndpoint } from '../../endpoint.ts';
import type { PolicyEngine } from '../../engine.ts';
import type { Connectivity } from '../../group-answer.ts';
import { anywhere } from '../../reference/address-target.ts';
import { proxyPods } from '../../reference/proxy-pods.ts';
import { leadOf, type WayInServer } from '../../reference/routing-backends.ts';
import { type RoutingObject, routingObjects, routingRef } from '../../reference/routing-object.ts';
import { denyingPolicies, type Verdict } from '../../verdict.ts';
import type { LintContext } from '../context.ts';
import type { Found, LintRule } from '../rule.ts';

export const leadsNowhere: LintRule = {
  code: 'NW210',
  title: 'An Ingress or a route that leads nowhere',
  severity: 'warning',
  find: (context) =>
    wayObjects(context)
      .filter((routed) => !mayHaveOtherEndpoints(context.engine, routed))
      .flatMap((routed) =>
        leadOf(context.engine.cluster, routed).faults.map((fault) =>
          foundAt(routed, `a part of it leads nowhere: ${fault}`),
        ),
      ),
};

export const closedBackend: LintRule = {
  code: 'NW507',
  title: 'Policies keep an Ingress or a route from the pods that it leads to',
  severity: 'warning',
  find: (context) => wayObjects(context).flatMap((routed) => closedServers(context.engine, routed)),
};

/** Ingresses and routes, of which the input holds the namespace's pods. Gateways are there by their routes. */
function wayObjects({ engine: { cluster } }: LintContext): readonly RoutingObject[] {
  return routingObjects(cluster).filter(
    ({ kind, object }) => kind !== 'Gateway' && cluster.podsIn(object.namespace).length > 0,
  );
}

/** The endpoints of a Service without a selector are seldom among manifests. */
function mayHaveOtherEndpoints({ cluster }: PolicyEngine, routed: RoutingObject): boolean {
  return backendsOf(routed)
    .filter(leadsToService)
    .some(({ namespace, name }) => {
      const service = cluster.service(namespace, name);
      return service !== undefined && service.selector === undefined;
    });
}

function backendsOf(routed: RoutingObject): readonly Backend[] {
  return routed.kind === 'Gateway' ? [] : routed.object.backends;
}

/** More than so many servers behind one object are not looked at. */
const maximumServers = 1000;

function closedServers(engine: PolicyEngine, routed: RoutingObject): readonly Found[] {
  const { servers } = leadOf(engine.cluster, routed);
  const closed = new Map<string, Found>();
  for (const server of servers.slice(0, maximumServers)) {
    const answer = answerBehind(engine, routed, server);
    if (answer?.verdict !== 'denied') continue;
    const found = foundClosed(engine, routed, answer.decisive);
    closed.set(found.detail ?? found.message, found);
  }
  return [...closed.values()];
}

/** What policies say to the pods of the proxy, or to whoever they are where the input does not hold them. */
function answerBehind(engine: PolicyEngine, routed: RoutingObject, server: WayInServer): Connectivity | undefined {
  const { protocol, port } = server;
  const pods = proxyPods(engine.cluster, routed);
  const target = { protocol, servers: [server] };
  if (pods.length > 0) {
    return connectivity(
      engine,
      pods.map((pod) => ({ kind: 'pod', pod })),
      target,
    );
  }
  return connectivity(engine, anywhere.slice(0, 1), {
    ...target,
    proxy: { object: routingRef(routed), port, pods, nowhere: '' },
  });
}

function foundClosed(
  { cluster }: PolicyEngine,
  routed: RoutingObject,
  { from, to, port, protocol, ingress, egress }: Verdict,
): Found {
  const denying = ingress.verdict === 'denied' ? ingress : egress;
  const policies = denyingPolicies(denying);
  const isKnown = from.kind === 'pod';
  const client = isKnown ? formatEndpoint(from) : 'anybody who could be its controller';
  const names = policies.slice(0, 3).map((policy) => `${policy.kind} ${fullName(policy)}`);
  const server = to.kind === 'pod' ? fullName(cluster.workloadOf(to.pod)) : formatEndpoint(to);
  const way = denying === ingress ? `does not let ${client} in` : `is not open to ${client}`;
  return foundAt(routed, `${server}:${port}/${protocol} behind it ${way}: ${names.join(', ')}`, {
    detail: `${server}:${port}/${protocol}`,
    related: policies.slice(0, 3).map((policy) => ({
      source: policy.source,
      path: ['spec'],
      message: `${policy.kind} ${fullName(policy)} decides ${denying === ingress ? 'ingress' : 'egress'} there`,
    })),
  });
}

function foundAt(
  { kind, object }: RoutingObject,
  message: string,
  more: Pick<Found, 'detail' | 'related'> = {},
): Found {
  const { namespace, name, source } = object;
  return { object: { kind, namespace, name }, source, path: ['spec'], message, ...more };
}
