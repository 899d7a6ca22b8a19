import { formatConnections } from '../../model/connection-set.ts';
import { type Bundle, wayOf } from './bundle.ts';

/**
 * Joins what leads out of the cluster and what leads back in, where both are the same: an open cluster is one bundle, from
 * everything to everything. What addresses outside do among themselves is nobody's to say, so that it may be covered.
 */
export function joinBothWays(bundles: readonly Bundle[], isOutside: (endpoint: number) => boolean): readonly Bundle[] {
  const incoming = new Map(
    bundles
      .filter(({ from }) => from.every(isOutside))
      .map((bundle) => [keyOf(bundle.from, bundle.to, bundle), bundle]),
  );
  const joined = new Set<Bundle>();
  const found = bundles.map((bundle) => {
    const { from, to } = bundle;
    const inside = new Set(from);
    const rest = to.filter((endpoint) => !inside.has(endpoint));
    const isWider = rest.length > 0 && rest.length + from.length === to.length && rest.every(isOutside);
    const back = isWider ? incoming.get(keyOf(rest, from, bundle)) : undefined;
    if (back === undefined) return bundle;
    joined.add(back);
    return { ...bundle, from: to };
  });
  return found.filter((bundle) => !joined.has(bundle));
}

function keyOf(from: readonly number[], to: readonly number[], bundle: Bundle): string {
  return [from.join(' '), to.join(' '), formatConnections(bundle.ports), wayOf(bundle)].join(' > ');
}
