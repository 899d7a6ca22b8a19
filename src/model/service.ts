import { type Address, parseAddress } from './address.ts';
import { isProtocol, type Protocol } from './connection-set.ts';
import { Fields } from './fields.ts';
import type { Labels } from './labels.ts';
import type { Manifest } from './manifest.ts';
import { decodeMetadata, type Metadata } from './metadata.ts';

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** A number, or the name of a container port; the Service's own number where the manifest has none. */
  readonly targetPort: number | string;
  readonly nodePort?: number;
}

export interface Service extends Metadata {
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  readonly headless: boolean;
  readonly clusterAddresses: readonly Address[];
  /** Undefined where something else than the Service keeps its endpoints. */
  readonly selector?: Labels;
  readonly ports: readonly ServicePort[];
  readonly externalName?: string;
}

const serviceTypes = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const;

export function decodeService(manifest: Manifest, namespace: string): Service {
  const spec = new Fields(manifest.value).object('spec') ?? new Fields({}, ['spec']);
  const selector = spec.textMap('selector');
  const externalName = spec.text('externalName');
  const texts = spec.texts('clusterIPs');
  const addresses = texts.length > 0 ? texts : [spec.text('clusterIP') ?? ''];
  return {
    ...decodeMetadata(manifest, namespace),
    type: serviceTypes.find((type) => type === spec.text('type')) ?? 'ClusterIP',
    headless: addresses.includes('None'),
    clusterAddresses: addresses.map(parseAddress).filter((address) => address !== undefined),
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
