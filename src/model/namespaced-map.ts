/** The values of one kind by namespace, and within it by key. Nobody changes it. */
export type ByNamespace<T> = ReadonlyMap<string, ReadonlyMap<string, T>>;

/**
 * A map by namespace and key that can be frozen as it is now at no cost: a later change copies the part that it is about,
 * and leaves the rest to be shared.
 */
export class NamespacedMap<T> {
  private parts = new Map<string, Map<string, T>>();
  /** The namespaces of which nobody else has the part; undefined where not even the map of parts is our own. */
  private own: Set<string> | undefined = new Set();

  set(namespace: string, key: string, value: T): void {
    const { parts, own } = this.ownParts();
    const part = own.has(namespace) ? (parts.get(namespace) ?? new Map<string, T>()) : new Map(parts.get(namespace));
    own.add(namespace);
    parts.set(namespace, part.set(key, value));
  }

  /** Forgets a value; false where there was none. */
  delete(namespace: string, key: string): boolean {
    if (this.parts.get(namespace)?.has(key) !== true) return false;
    const { parts, own } = this.ownParts();
    const rest = own.has(namespace) ? parts.get(namespace) : new Map(parts.get(namespace));
    rest?.delete(key);
    if (rest === undefined || rest.size === 0) parts.delete(namespace);
    else parts.set(namespace, rest);
    own.add(namespace);
    return true;
  }

  get(namespace: string, key: string): T | undefined {
    return this.parts.get(namespace)?.get(key);
  }

  /** All values as they are now, whatever changes later. */
  frozen(): ByNamespace<T> {
    this.own = undefined;
    return this.parts;
  }

  private ownParts(): { readonly parts: Map<string, Map<string, T>>; readonly own: Set<string> } {
    if (this.own === undefined) {
      this.parts = new Map(this.parts);
      this.own = new Set();
    }
    return { parts: this.parts, own: this.own };
  }
}

/** All values, by namespace and key. */
export function valuesOf<T>(map: ByNamespace<T>): readonly T[] {
  return [...map.keys()].sort().flatMap((namespace) => sortedValues(map.get(namespace)));
}

/** The values of one namespace, by key: the order in which they came tells nothing. */
export function sortedValues<T>(part: ReadonlyMap<string, T> | undefined): readonly T[] {
  if (part === undefined) return [];
  return [...part].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

/** A value that two maps have differently: missing where one does not have it. */
export interface Difference<T> {
  readonly namespace: string;
  readonly key: string;
  readonly before?: T;
  readonly after?: T;
}

/** Where two maps hold other values, by namespace and key. Costs the namespaces that they do not share. */
export function differencesOf<T>(before: ByNamespace<T>, after: ByNamespace<T>): readonly Difference<T>[] {
  if (before === after) return [];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((namespace) => before.get(namespace) !== after.get(namespace))
    .sort()
    .flatMap((namespace) => differencesIn(namespace, before.get(namespace), after.get(namespace)));
}

function differencesIn<T>(
  namespace: string,
  before: ReadonlyMap<string, T> = new Map(),
  after: ReadonlyMap<string, T> = new Map(),
): readonly Difference<T>[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .sort()
    .map((key) => {
      const [old, now] = [before.get(key), after.get(key)];
      return { namespace, key, ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }) };
    });
}
