import type { Backend } from './backend.ts';
import { Fields } from './fields.ts';
import { type Metadata, nonEmpty } from './metadata.ts';

/** An Ingress: HTTP from outside to Services of its own namespace, by way of a controller's pods. */
export interface Ingress extends Metadata {
  /** The name of its IngressClass, or the class of the older annotation; a controller's own default where missing. */
  readonly className?: string;
  /** Of its default and of all paths, in the order in which they are written. */
  readonly backends: readonly Backend[];
}

const classAnnotation = 'kubernetes.io/ingress.class';

/** Reads networking.k8s.io/v1, and the v1beta1 of networking.k8s.io and extensions, which name things otherwise. */
export function decodeIngress(fields: Fields, metadata: Metadata): Ingress {
  const spec = fields.object('spec') ?? new Fields({}, ['spec']);
  const className = nonEmpty(spec.text('ingressClassName') ?? metadata.annotations.get(classAnnotation));
  const paths = spec.objects('rules').flatMap((rule) => rule.object('http')?.objects('paths') ?? []);
  const backends = [
    spec.object('defaultBackend'),
    spec.object('backend'),
    ...paths.map((path) => path.object('backend')),
  ];
  return {
    ...metadata,
    ...(className !== undefined && { className }),
    backends: backends.flatMap((backend) => (backend === undefined ? [] : decodeBackend(backend, metadata.namespace))),
  };
}

function decodeBackend(fields: Fields, namespace: string): readonly Backend[] {
  const service = fields.object('service');
  const port = service?.object('port');
  const resource = fields.object('resource');
  if (resource !== undefined) {
    const kind = `${resource.text('apiGroup') ?? ''}/${resource.text('kind') ?? ''}`;
    return [{ kind, namespace, name: resource.text('name') ?? '', weight: 1 }];
  }
  const name = service?.text('name') ?? fields.text('serviceName');
  const dialled = nonEmpty(port?.text('name')) ?? port?.number('number') ?? fields.numberOrText('servicePort');
  if (name === undefined) return [];
  return [{ kind: 'Service', namespace, name, weight: 1, ...(dialled !== undefined && { port: dialled }) }];
}
