import { type Address, parseAddress } from './address.ts';
import { isProtocol, type Protocol } from './connection-set.ts';
import { Fields } from './fields.ts';
import type { Manifest } from './manifest.ts';
import { decodeMetadata, type Metadata } from './metadata.ts';

export interface SliceEndpoint {
  readonly addresses: readonly Address[];
  readonly ready: boolean;
  /** The name of the pod behind it, in the slice's own namespace. */
  readonly pod?: string;
}

export interface SlicePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** Where a Service leads; an old Endpoints object gives the same. */
export interface EndpointSlice extends Metadata {
  readonly service: string;
  readonly endpoints: readonly SliceEndpoint[];
  readonly ports: readonly SlicePort[];
}

const serviceNameLabel = 'kubernetes.io/service-name';

export function decodeEndpointSlice(manifest: Manifest, namespace: string): EndpointSlice {
  const fields = new Fields(manifest.value);
  const metadata = decodeMetadata(manifest, namespace);
  return {
    ...metadata,
    service: metadata.labels.get(serviceNameLabel) ?? '',
    endpoints: fields.objects('endpoints').map((endpoint) => ({
      addresses: parseAll(endpoint.texts('addresses')),
      // The API takes an unset condition for ready.
      ready: endpoint.object('conditions')?.boolean('ready') ?? true,
      ...podOf(endpoint),
    })),
    ports: fields.objects('ports').map(decodeSlicePort),
  };
}

/** One slice for each subset. */
export function decodeEndpoints(manifest: Manifest, namespace: string): readonly EndpointSlice[] {
  const metadata = decodeMetadata(manifest, namespace);
  return new Fields(manifest.value).objects('subsets').map((subset, index) => ({
    ...metadata,
    name: `${metadata.name}-${index}`,
    service: metadata.name,
    endpoints: (['addresses', 'notReadyAddresses'] as const).flatMap((key) =>
      subset.objects(key).map((endpoint) => ({
        addresses: parseAll([endpoint.text('ip') ?? '']),
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

function parseAll(texts: readonly string[]): readonly Address[] {
  return texts.map(parseAddress).filter((address) => address !== undefined);
}
