import type { Backend } from './backend.ts';
import { Fields } from './fields.ts';
import type { Metadata } from './metadata.ts';

/** A Route of OpenShift: HTTP or TLS from outside to Services of its own namespace, by way of the router's pods. */
export interface OpenShiftRoute extends Metadata {
  readonly backends: readonly Backend[];
}

/**
 * Reads route.openshift.io/v1. `port.targetPort` is the name of a Service's port or the number of a port of the pods;
 * without it the router takes all ports of the Service.
 */
export function decodeOpenShiftRoute(fields: Fields, metadata: Metadata): OpenShiftRoute {
  const spec = fields.object('spec') ?? new Fields({}, ['spec']);
  const port = spec.object('port')?.numberOrText('targetPort');
  const to = spec.object('to');
  const targets = [...(to === undefined ? [] : [to]), ...spec.objects('alternateBackends')];
  return {
    ...metadata,
    backends: targets.map((target) => ({
      kind: target.text('kind') ?? 'Service',
      namespace: metadata.namespace,
      name: target.text('name') ?? '',
      ...(port !== undefined && port !== '' && port !== 0 && { port }),
      weight: target.number('weight') ?? 100,
    })),
  };
}
