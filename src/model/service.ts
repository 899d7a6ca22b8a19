import { type Address, parseAddress } from './address.ts';
import { isProtocol, type Protocol } from './connection-set.ts';
import { Fields } from './fields.ts';
import type { Labels } from './labels.ts';
import type { Manifest } from './manifest.ts';
import { decodeMetadata, type Metadata } from './metadata.ts';

/** A port of a Service, and where it leads. */
export interface ServicePort {
  readonly name?: string;
  /** The Service's own port, which clients dial. */
  readonly port: number;
  readonly protocol: Protocol;
  /**
   * The port of the pods behind it: a number, or the name of a container port. The Service's own where none is written.
   */
  readonly targetPort: number | string;
  /** The port under which every node leads to the Service. */
  readonly nodePort?: number;
}

/** A Service: a stable name and address for pods that come and go. */
export interface Service extends Metadata {
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  /** Whether it has `clusterIP: None`: its name gives the addresses of the pods themselves. */
  readonly headless: boolean;
  /** The addresses that clients dial, at most one of each family. */
  readonly clusterAddresses: readonly Address[];
  /** Those of its load balancer, and external IPs: they lead to the same pods. */
  readonly externalAddresses: readonly Address[];
  /** The labels of its pods; undefined where its endpoints are kept by somebody else. */
  readonly selector?: Labels;
  readonly ports: readonly ServicePort[];
  /** The domain name that a Service of type ExternalName stands for. */
  readonly externalName?: string;
}

const serviceTypes = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const;

export function decodeService(manifest: Manifest, namespace: string): Service {
  const spec = new Fields(manifest.value).object('spec') ?? new Fields({}, ['spec']);
  const selector = spec.textMap('selector');
  const externalName = spec.text('externalName');
  const texts = spec.texts('clusterIPs');
  const addresses = texts.length > 0 ? texts : [spec.text('clusterIP') ?? ''];
  const balancer = new Fields(manifest.value).object('status')?.object('loadBalancer')?.objects('ingress') ?? [];
  const outside = [...spec.texts('externalIPs'), ...balancer.map((entry) => entry.text('ip') ?? '')];
  return {
    ...decodeMetadata(manifest, namespace),
    type: serviceTypes.find((type) => type === spec.text('type')) ?? 'ClusterIP',
    headless: addresses.includes('None'),
    clusterAddresses: addresses.map(parseAddress).filter((address) => address !== undefined),
    externalAddresses: outside.map(parseAddress).filter((address) => address !== undefined),
    ...(selector.size > 0 && { selector }),
    ports: spec.objects('ports').map(decodeServicePort),
    ...(externalName !== undefined && { externalName }),
  };
}

function decodeServicePort(fields: Fields): ServicePort {
  const name = fields.text('name');
  const protocol = fields.text('protocol') ?? 'TCP';
  const port = fields.number('port') ?? 0;
  const nodePort = fields.number('nodePort');
  return {
    ...(name !== undefined && name !== '' && { name }),
    port,
    protocol: isProtocol(protocol) ? protocol : 'TCP',
    targetPort: fields.numberOrText('targetPort') ?? port,
    ...(nodePort !== undefined && { nodePort }),
  };
}
