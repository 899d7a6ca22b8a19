import { type ConnectionSet, formatConnections } from '../../model/connection-set.ts';
import { type Bundle, mergeBundles } from './bundle.ts';
import type { PartTable } from './part-table.ts';
import type { DeniedConnection, PictureLink } from './picture.ts';

/** Connections between parts, by their numbers, before parts that behave alike become one node. */
export interface PartLink extends PictureLink {
  /** Missing for what is denied. */
  readonly ports?: ConnectionSet;
}

/** The links of a picture; with `only`, those from or to some endpoint of that namespace. */
export function partLinks(
  parts: PartTable,
  bundles: readonly Bundle[],
  denied: readonly DeniedConnection[],
  only: string | undefined,
): readonly PartLink[] {
  const covered = bundles.map((bundle) => ({ ...bundle, from: parts.cover(bundle.from), to: parts.cover(bundle.to) }));
  const wanted = only === undefined ? covered : covered.flatMap((bundle) => touching(parts, bundle, only));
  const allowed = mergeBundles(wanted).map(
    ({ certainty, ...bundle }): PartLink => ({
      label: formatConnections(bundle.ports),
      standing: certainty,
      ...bundle,
    }),
  );
  const missing = denied.map(
    ({ from, to, label }): PartLink => ({
      from: parts.cover([from]),
      to: parts.cover([to]),
      label,
      standing: 'denied',
    }),
  );
  const isWanted = (link: PartLink) =>
    only === undefined || [...link.from, ...link.to].some((number) => parts.touches(number, only));
  return [...allowed, ...missing.filter(isWanted)];
}

/** What of a bundle is about a namespace: all that its endpoints may connect to, and all that may connect to them. */
function touching(parts: PartTable, bundle: Bundle, namespace: string): readonly Bundle[] {
  const isInside = (number: number) => parts.touches(number, namespace);
  const outgoing = { ...bundle, from: bundle.from.filter(isInside) };
  const incoming = {
    ...bundle,
    from: bundle.from.filter((number) => !isInside(number)),
    to: bundle.to.filter(isInside),
  };
  return [outgoing, incoming].filter(({ from, to }) => from.length > 0 && to.length > 0);
}
