import { type Address, type AddressRange, parseAddresses, parseCidr } from './address.ts';
import { isProtocol, type Protocol } from './connection-set.ts';
import { Fields } from './fields.ts';
import type { Labels } from './labels.ts';
import type { Metadata } from './metadata.ts';

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

/**
 * Which pods a Service chooses among, by where the connection arrives: all of them, or those of that node alone, which
 * then see the client's own address (core/v1 ServiceSpec).
 */
export type TrafficPolicy = 'Cluster' | 'Local';

/** A Service: a stable name and address for pods that come and go. */
export interface Service extends Metadata {
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  /** Whether it has `clusterIP: None`: its name gives the addresses of the pods themselves. */
  readonly headless: boolean;
  /** The addresses that clients dial, at most one of each family. */
  readonly clusterAddresses: readonly Address[];
  /** Those of its load balancer, and external IPs: they lead to the same pods. */
  readonly externalAddresses: readonly Address[];
  /** Of these, those of its load balancer. */
  readonly balancerAddresses: readonly Address[];
  /** The clients that its load balancer takes; empty for everybody. */
  readonly balancerSources: readonly AddressRange[];
  /** For connections to its node ports, load balancer and external IPs. */
  readonly externalTrafficPolicy: TrafficPolicy;
  /** For connections to its cluster addresses. */
  readonly internalTrafficPolicy: TrafficPolicy;
  /** The labels of its pods; undefined where its endpoints are kept by somebody else. */
  readonly selector?: Labels;
  readonly ports: readonly ServicePort[];
  /** The domain name that a Service of type ExternalName stands for. */
  readonly externalName?: string;
}

const serviceTypes = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const;

/** The older form of `loadBalancerSourceRanges` (core/v1 well-known annotations): ranges with commas between them. */
const sourcesAnnotation = 'service.beta.kubernetes.io/load-balancer-source-ranges';

export function decodeService(fields: Fields, metadata: Metadata): Service {
  const spec = fields.object('spec') ?? new Fields({}, ['spec']);
  const selector = spec.textMap('selector');
  const externalName = spec.text('externalName');
  const texts = spec.texts('clusterIPs');
  const addresses = texts.length > 0 ? texts : [spec.text('clusterIP') ?? ''];
  const ingress = fields.object('status')?.object('loadBalancer')?.objects('ingress') ?? [];
  const balancerAddresses = parseAddresses(ingress.map((entry) => entry.text('ip') ?? ''));
  return {
    type: serviceTypes.find((type) => type === spec.text('type')) ?? 'ClusterIP',
    headless: addresses.includes('None'),
    clusterAddresses: parseAddresses(addresses),
    externalAddresses: [...parseAddresses(spec.texts('externalIPs')), ...balancerAddresses],
    balancerAddresses,
    balancerSources: decodeSources(spec, metadata.annotations.get(sourcesAnnotation)),
    externalTrafficPolicy: decodeTrafficPolicy(spec.text('externalTrafficPolicy')),
    internalTrafficPolicy: decodeTrafficPolicy(spec.text('internalTrafficPolicy')),
    ports: spec.each('ports', decodeServicePort),
    ...(selector.size > 0 && { selector }),
    ...(externalName !== undefined && { externalName }),
    ...metadata,
  };
}

function decodeTrafficPolicy(text: string | undefined): TrafficPolicy {
  return text === 'Local' ? 'Local' : 'Cluster';
}

function decodeSources(spec: Fields, annotation: string | undefined): readonly AddressRange[] {
  const texts = spec.texts('loadBalancerSourceRanges');
  const written = texts.length > 0 ? texts : (annotation?.split(',') ?? []);
  return written.map((text) => parseCidr(text.trim())).filter((range) => range !== undefined);
}

function decodeServicePort(fields: Fields): ServicePort {
  const name = fields.text('name');
  const protocol = fields.text('protocol') ?? 'TCP';
  const port = fields.number('port') ?? 0;
  const nodePort = fields.number('nodePort');
  return {
    port,
    protocol: isProtocol(protocol) ? protocol : 'TCP',
    targetPort: fields.numberOrText('targetPort') ?? port,
    ...(name !== undefined && name !== '' && { name }),
    ...(nodePort !== undefined && { nodePort }),
  };
}
