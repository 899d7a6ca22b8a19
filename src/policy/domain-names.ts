import type { Address } from '../model/address.ts';

/** The addresses that domain names are taken to have, since no input can tell how the cluster would resolve them. */
export class DomainNames {
  /** All addresses that are given, of whatever name. */
  readonly addresses: readonly Address[];
  private readonly byName: ReadonlyMap<string, readonly Address[]>;

  /** Names in any case, with or without the dot at their end. */
  constructor(entries: Iterable<readonly [name: string, address: Address]> = []) {
    const byName = new Map<string, Address[]>();
    for (const [name, address] of entries) {
      const key = canonicalName(name);
      byName.set(key, [...(byName.get(key) ?? []), address]);
    }
    this.byName = byName;
    this.addresses = [...byName.values()].flat();
  }

  /** The addresses of all names that match a pattern; undefined where none of them is given. */
  addressesOf(pattern: string): readonly Address[] | undefined {
    const names = [...this.byName].filter(([name]) => matchesDomain(pattern, name));
    return names.length === 0 ? undefined : names.flatMap(([, addresses]) => addresses);
  }

  /** Whether both were given the same, in the same order. */
  isSameAs(other: DomainNames): boolean {
    const text = ({ byName }: DomainNames) =>
      JSON.stringify(
        [...byName].map(([name, addresses]) => [name, addresses.map(({ family, value }) => `${family} ${value}`)]),
      );
    return text(this) === text(other);
  }
}

/**
 * Whether a pattern of `domainNames` takes a name. `*.` stands for one label or more: `*.k.io` takes `a.b.k.io` and not
 * `k.io` (network-policy-api v1alpha2 `DomainName`).
 */
export function matchesDomain(pattern: string, name: string): boolean {
  const canonical = canonicalName(name);
  return pattern.startsWith('*.')
    ? canonical.length > pattern.length - 1 && canonical.endsWith(pattern.slice(1))
    : canonical === pattern;
}

function canonicalName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
