import type { Policy } from '../policy.ts';

/**
 * All of a policy that decides about connections, and nothing else of it: two policies with one text say the same of
 * endpoints that are alike. Not its name, nor where it is written.
 */
export function describePolicy({ kind, tier, namespace, priority, subject, ingress, egress }: Policy): string {
  return JSON.stringify([kind, tier, namespace, priority, subject, ingress ?? null, egress ?? null], withoutPlaces);
}

function withoutPlaces(key: string, value: unknown): unknown {
  if (key === 'path' || key === 'cidr') return undefined;
  return typeof value === 'bigint' ? `${value}` : value;
}
