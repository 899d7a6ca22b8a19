import { type ConnectionSet, formatConnections } from '../../model/connection-set.ts';
import { groupBy } from '../../model/group-by.ts';
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
  const missing = deniedLinks(parts, denied);
  const isWanted = (link: PartLink) =>
    only === undefined || [...link.from, ...link.to].some((number) => parts.touches(number, only));
  return [...allowed, ...missing.filter(isWanted)];
}

/** One link for all clients of a server that lack the same, and for all that one client lacks at one server. */
function deniedLinks(parts: PartTable, denied: readonly DeniedConnection[]): readonly PartLink[] {
  const pairs = groupBy(denied, ({ from, to }) => `${parts.cover([from]).join()}>${parts.cover([to]).join()}`);
  const single = [...pairs.values()].flatMap((same) => {
    const [first] = same;
    const labels = [...new Set(same.map(({ label }) => label))];
    return first === undefined ? [] : [{ ...first, label: listed(labels) }];
  });
  const alike = groupBy(single, ({ to, label }) => `${parts.cover([to]).join()} ${label}`);
  return [...alike.values()].flatMap((same): readonly PartLink[] => {
    const [first] = same;
    if (first === undefined) return [];
    const from = parts.cover(same.map((link) => link.from));
    return [{ from, to: parts.cover([first.to]), label: first.label, standing: 'denied' }];
  });
}

/** The first of some labels, and how many more there are. */
function listed([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} +${others.length}`;
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
