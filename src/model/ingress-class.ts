import { Fields } from './fields.ts';
import type { Manifest } from './manifest.ts';
import { decodeMetadata, type Metadata } from './metadata.ts';

/** An IngressClass: which controller takes the Ingresses that name it. */
export interface IngressClass extends Metadata {
  /** As the controller calls itself: `k8s.io/ingress-nginx`. */
  readonly controllerName: string;
  /** Whether it is for Ingresses that name no class. */
  readonly isDefault: boolean;
}

const defaultAnnotation = 'ingressclass.kubernetes.io/is-default-class';

export function decodeIngressClass(manifest: Manifest): IngressClass {
  const metadata = decodeMetadata(manifest, '');
  return {
    ...metadata,
    controllerName: new Fields(manifest.value).object('spec')?.text('controller') ?? '',
    isDefault: metadata.annotations.get(defaultAnnotation) === 'true',
  };
}
