import { type Address, parseAddresses } from './address.ts';
import { isProtocol, type Protocol } from './connection-set.ts';
import type { Fields } from './fields.ts';
import type { Metadata } from './metadata.ts';

/** One place behind a Service: the addresses of one pod, or of something outside of the cluster. */
export interface SliceEndpoint {
  readonly addresses: readonly Address[];
  readonly ready: boolean;
  /** The name of the pod behind it, in the slice's own namespace. */
  readonly pod?: string;
}

/** A port on which every endpoint of a slice takes connections; `name` is that of the Service's port. */
export interface SlicePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** The places behind a Service (discovery.k8s.io); the older core/v1 Endpoints object is read into the same form. */
export interface EndpointSlice extends Metadata {
  /** The name of the Service, in the slice's own namespace; empty where the slice names none. */
  readonly service: string;
  readonly endpoints: readonly SliceEndpoint[];
  readonly ports: readonly SlicePort[];
}

const serviceNameLabel = 'kubernetes.io/service-name';

export function decodeEndpointSlice(fields: Fields, metadata: Metadata): EndpointSlice {
  return {
    ...metadata,
    service: metadata.labels.get(serviceNameLabel) ?? '',
    endpoints: fields.objects('endpoints').map((endpoint) => ({
      addresses: parseAddresses(endpoint.texts('addresses')),
      // The API takes an unset condition for ready.
      ready: endpoint.object('conditions')?.boolean('ready') ?? true,
      ...podOf(endpoint),
    })),
    ports: fields.objects('ports').map(decodeSlicePort),
  };
}

/** Reads an Endpoints object: one slice for each of its subsets. */
export function decodeEndpoints(fields: Fields, metadata: Metadata): readonly EndpointSlice[] {
  return fields.objects('subsets').map((subset, index) => ({
    ...metadata,
    name: `${metadata.name}-${index}`,
    service: metadata.name,
    endpoints: (['addresses', 'notReadyAddresses'] as const).flatMap((key) =>
      subset.objects(key).map((endpoint) => ({
        addresses: parseAddresses([endpoint.text('ip') ?? '']),
        ready: key === 'addresses',
        ...podOf(endpoint),
      })),
    ),
    ports: subset.objects('ports').map(decodeSlicePort),
  }));
}

function podOf(endpoint: Fields): { readonly pod?: string } {
  const target = endpoint.object('targetRef');
  const name = target?.text('name');
  return target?.text('kind') === 'Pod' && name !== undefined ? { pod: name } : {};
}

function decodeSlicePort(fields: Fields): SlicePort {
  const protocol = fields.text('protocol') ?? 'TCP';
  return {
    name: fields.text('name') ?? '',
    port: fields.number('port') ?? 0,
    protocol: isProtocol(protocol) ? protocol : 'TCP',
  };
}
