import type { Backend } from './backend.ts';
import { Fields } from './fields.ts';
import { type Metadata, nonEmpty } from './metadata.ts';

/** The kinds of route of gateway.networking.k8s.io. */
export const gatewayRouteKinds = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'] as const;
/** A kind of route of gateway.networking.k8s.io. */
export type GatewayRouteKind = (typeof gatewayRouteKinds)[number];

/** A Gateway that a route attaches to, or a part of it. */
export interface GatewayParent {
  readonly namespace: string;
  readonly name: string;
  /** The name of one listener; undefined for all of them. */
  readonly listener?: string;
  /** The port of the listeners; undefined for all of them. */
  readonly port?: number;
}

/** A route from Gateways to backends. */
export interface GatewayRoute extends Metadata {
  readonly kind: GatewayRouteKind;
  /** Its Gateways: what else it may attach to, such as a Service of a mesh, is no way in from outside. */
  readonly parents: readonly GatewayParent[];
  readonly backends: readonly Backend[];
}

const gatewayGroup = 'gateway.networking.k8s.io';

/** Reads v1, v1beta1 and v1alpha2, which agree on these fields. */
export function decodeGatewayRoute(fields: Fields, metadata: Metadata, kind: GatewayRouteKind): GatewayRoute {
  const spec = fields.object('spec') ?? new Fields({}, ['spec']);
  return {
    ...metadata,
    kind,
    parents: spec
      .objects('parentRefs')
      .filter((parent) => (parent.text('kind') ?? 'Gateway') === 'Gateway')
      .filter((parent) => (parent.text('group') ?? gatewayGroup) === gatewayGroup)
      .map((parent) => decodeParent(parent, metadata.namespace)),
    backends: spec
      .objects('rules')
      .flatMap((rule) => rule.objects('backendRefs'))
      .map((backend) => decodeBackend(backend, metadata.namespace)),
  };
}

function decodeParent(fields: Fields, namespace: string): GatewayParent {
  const listener = nonEmpty(fields.text('sectionName'));
  const port = fields.number('port');
  return {
    namespace: nonEmpty(fields.text('namespace')) ?? namespace,
    name: fields.text('name') ?? '',
    ...(listener !== undefined && { listener }),
    ...(port !== undefined && { port }),
  };
}

function decodeBackend(fields: Fields, namespace: string): Backend {
  const group = fields.text('group') ?? '';
  const kind = fields.text('kind') ?? 'Service';
  const port = fields.number('port');
  return {
    kind: group === '' ? kind : `${group}/${kind}`,
    namespace: nonEmpty(fields.text('namespace')) ?? namespace,
    name: fields.text('name') ?? '',
    ...(port !== undefined && { port }),
    weight: fields.number('weight') ?? 1,
  };
}
