import type { Directory, Part } from './part.ts';

/** Which namespaces are drawn open, with their workloads: all of them, one, or none. */
export type Opened = 'all' | { readonly only: string } | 'none';

/** Numbers the parts of a map that a picture names, with each closed namespace as one part. */
export class PartTable {
  readonly directory: Directory;
  private readonly opened: Opened;
  private readonly numbers = new Map<string, number>();
  private readonly parts: Part[] = [];

  constructor(directory: Directory, opened: Opened) {
    this.directory = directory;
    this.opened = opened;
  }

  isOpen(namespace: string): boolean {
    if (this.opened === 'all') return true;
    return this.opened !== 'none' && this.opened.only === namespace;
  }

  /** The numbers of the parts that make up some endpoints, ascending. */
  cover(members: readonly number[]): readonly number[] {
    const numbers = this.directory.partsOf(members).map((part) => this.numberOf(part));
    return [...new Set(numbers)].sort((a, b) => a - b);
  }

  part(number: number): Part {
    const part = this.parts[number];
    if (part === undefined) throw new RangeError(`there is no part ${number}`);
    return part;
  }

  /** The number of a part, undefined for one that nothing has named. */
  known(part: Part): number | undefined {
    return this.numbers.get(keyOf(part));
  }

  /** Whether any endpoint of a namespace is in a part. */
  touches(number: number, namespace: string): boolean {
    const part = this.part(number);
    switch (part.kind) {
      case 'cluster':
        return true;
      case 'namespace':
        return part.namespace === namespace;
      case 'endpoint':
        return this.directory.namespaceOf(part.endpoint) === namespace;
      case 'nodes':
        return false;
    }
  }

  private numberOf(part: Part): number {
    const drawn = this.closed(part);
    const key = keyOf(drawn);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.parts.length);
    return this.parts.push(drawn) - 1;
  }

  /** The part itself, or the closed namespace that hides it. */
  private closed(part: Part): Part {
    const namespace = part.kind === 'endpoint' ? this.directory.namespaceOf(part.endpoint) : undefined;
    return namespace === undefined || this.isOpen(namespace) ? part : { kind: 'namespace', namespace };
  }
}

function keyOf(part: Part): string {
  switch (part.kind) {
    case 'cluster':
    case 'nodes':
      return part.kind;
    case 'namespace':
      return `namespace ${part.namespace}`;
    case 'endpoint':
      return `endpoint ${part.endpoint}`;
  }
}
