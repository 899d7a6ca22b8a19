import { fullName } from '../model/metadata.ts';
import { formatWorkload } from '../model/workload.ts';
import { denyingPolicies, type Policy } from '../policy/index.ts';
import type { Blocked, Destination, DiagnosedConnection } from './diagnosis.ts';

/** A destination as people write it: a workload as `namespace/name`, else its name or address. */
export function formatDestination(destination: Destination): string {
  return destination.kind === 'workload' ? formatWorkload(destination.workload) : destination.name;
}

/** A connection as people write it, without its client: `shop/server:8080/TCP (Service shop/server:80)`. */
export function formatConnection({ to, port, protocol, service }: DiagnosedConnection): string {
  const target = `${formatDestination(to)}:${port}/${protocol}`;
  return service === undefined ? target : `${target} (Service ${service})`;
}

function listPolicies(policies: readonly Policy[]): string {
  return enumerate(policies.map(fullName));
}

function enumerate(words: readonly string[]): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `ingress policy shop/a does not let it in`, for one or both sides. */
export function describeDenial({ direction, verdict }: Blocked): string {
  const side = (name: 'ingress' | 'egress', way: string) => {
    const policies = denyingPolicies(verdict[name]);
    const noun = policies.length === 1 ? 'policy' : 'policies';
    const verb = policies.length === 1 ? 'does' : 'do';
    return `${name} ${noun} ${listPolicies(policies)} ${verb} not let it ${way}`;
  };
  if (direction === 'both') return `${side('egress', 'out')}, and ${side('ingress', 'in')}`;
  return direction === 'ingress' ? side('ingress', 'in') : side('egress', 'out');
}
