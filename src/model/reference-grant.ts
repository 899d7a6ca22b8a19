import { Fields } from './fields.ts';
import { type Metadata, type NamespacedName, nonEmpty } from './metadata.ts';

/** Lets routes of other namespaces lead to Services of its own (gateway.networking.k8s.io ReferenceGrant). */
export interface ReferenceGrant extends Metadata {
  /** The kinds of route, each with a namespace of such routes. */
  readonly from: readonly { readonly kind: string; readonly namespace: string }[];
  /** The names of the Services; undefined stands for all of the namespace. */
  readonly services: readonly (string | undefined)[];
}

/** Reads v1, v1beta1 and v1alpha2, which agree on these fields. */
export function decodeReferenceGrant(fields: Fields, metadata: Metadata): ReferenceGrant {
  const spec = fields.object('spec') ?? new Fields({}, ['spec']);
  return {
    ...metadata,
    from: spec
      .objects('from')
      .filter((from) => from.text('group') === 'gateway.networking.k8s.io')
      .map((from) => ({ kind: from.text('kind') ?? '', namespace: from.text('namespace') ?? '' })),
    services: spec
      .objects('to')
      .filter((to) => (to.text('group') ?? '') === '' && to.text('kind') === 'Service')
      .map((to) => nonEmpty(to.text('name'))),
  };
}

/** Whether a grant lets routes of a kind and namespace lead to a Service. */
export function grants(
  grant: ReferenceGrant,
  route: { readonly kind: string; readonly namespace: string },
  service: NamespacedName,
): boolean {
  return (
    grant.namespace === service.namespace &&
    grant.from.some(({ kind, namespace }) => kind === route.kind && namespace === route.namespace) &&
    grant.services.some((name) => name === undefined || name === service.name)
  );
}
