/** Where a way in leads: a port of a Service, or something else that only its controller knows. */
export interface Backend {
  /** `Service`, or a kind that its controller knows; those of other API groups are `group/Kind`. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** The Service's own port, by number or name; undefined where it is for all of its ports. */
  readonly port?: number | string;
  /** Its share of the connections; 0 gets none. */
  readonly weight: number;
}

/** Whether a backend gets connections at all, and by way of a Service. */
export function leadsToService(backend: Backend): boolean {
  return backend.kind === 'Service' && backend.weight > 0;
}
