import type { Fields } from './fields.ts';
import type { Metadata } from './metadata.ts';

/** An IngressClass: which controller takes the Ingresses that name it. */
export interface IngressClass extends Metadata {
  /** As the controller calls itself: `k8s.io/ingress-nginx`. */
  readonly controllerName: string;
  /** Whether it is for Ingresses that name no class. */
  readonly isDefault: boolean;
}

const defaultAnnotation = 'ingressclass.kubernetes.io/is-default-class';

export function decodeIngressClass(fields: Fields, metadata: Metadata): IngressClass {
  return {
    ...metadata,
    controllerName: fields.object('spec')?.text('controller') ?? '',
    isDefault: metadata.annotations.get(defaultAnnotation) === 'true',
  };
}
