import type { Family } from '../../model/address.ts';
import type { EndpointClass } from '../classes/endpoint-classes.ts';
import { describePorts } from '../classes/pod-classes.ts';
import { familiesOf } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import type { Direction } from '../policy.ts';
import type { ClassIndex, ClassSet } from './class-index.ts';

/** Beyond this many, wide peers are left to the rows that they have a word in. */
const maxBases = 64;

/** Classes in groups that behave alike at one end of a connection. */
export class ClassBases {
  /** For each class, its base. */
  readonly of: readonly number[];
  /** For each base, its classes. */
  readonly members: readonly ClassSet[];
  /** For each base, the address families of its classes; none where they may have any. */
  private readonly families: readonly (readonly Family[])[];
  private readonly whole = new Map<ClassSet, boolean>();

  private constructor(classes: readonly EndpointClass[], of: readonly number[]) {
    const members: number[][] = [];
    const families: (readonly Family[])[] = [];
    for (const [number, found] of classes.entries()) {
      const base = of[number] ?? 0;
      members[base] ??= [];
      members[base].push(number);
      families[base] ??= familiesOfClass(found);
    }
    this.of = of;
    this.members = members;
    this.families = families;
  }

  /** Classes as the end whose policies are asked: of one base, those that any policy means alike by its ports. */
  static ofSubjects(engine: PolicyEngine, { classes }: ClassIndex, direction: Direction): ClassBases {
    return new ClassBases(classes, number(classes.map(describer(engine, direction, direction === 'ingress'))));
  }

  /**
   * Classes as the other end: of one base, those that are alike to all rules but those whose peers select them. The peers
   * of the admin and the baseline tier, which concern pods by the thousand, are told apart here and not row by row.
   */
  static ofOthers(engine: PolicyEngine, index: ClassIndex, direction: Direction): ClassBases {
    let of = number(index.classes.map(describer(engine, direction, direction === 'egress')));
    for (const set of wideSets(engine, index, direction)) {
      const isTaken = new Set(set);
      const finer = number(of.map((base, number) => `${base} ${isTaken.has(number)}`));
      if (finer.every((base) => base < maxBases)) of = finer;
    }
    return new ClassBases(index.classes, of);
  }

  /** The address families of a class; none where it may have any. */
  familiesOf(number: number): readonly Family[] {
    return this.families[this.of[number] ?? 0] ?? [];
  }

  /** Whether a set takes all or none of each base, and so tells no two classes of a base apart. */
  isWhole(set: ClassSet): boolean {
    const known = this.whole.get(set);
    if (known !== undefined) return known;
    const counts = new Map<number, number>();
    for (const member of set) {
      const base = this.of[member] ?? 0;
      counts.set(base, (counts.get(base) ?? 0) + 1);
    }
    const isWhole = [...counts].every(([base, count]) => count === this.members[base]?.length);
    this.whole.set(set, isWhole);
    return isWhole;
  }
}

/** Whether two ends may have an address family in common; one without an address may have any. */
export function canMeet(a: readonly Family[] = [], b: readonly Family[] = []): boolean {
  return a.length === 0 || b.length === 0 || a.some((family) => b.includes(family));
}

/** What all policies can tell of a class but by selecting it; the names of ports are those that a direction's rules name. */
function describer(engine: PolicyEngine, direction: Direction, isServer: boolean): (found: EndpointClass) => string {
  const rules = isServer ? engine.policies.flatMap((policy) => policy[direction] ?? []) : [];
  const ports = rules.flatMap((rule) => rule.ports ?? []);
  const names = new Set(ports.flatMap(({ port }) => (typeof port === 'string' ? port : [])));
  return (found) => {
    const { endpoint, domain } = found;
    const families = familiesOfClass(found)
      .toSorted((a, b) => a - b)
      .join('');
    if (endpoint.kind === 'range') return `${families} outside ${domain === undefined}`;
    const portNumbers = names.size === 0 ? '' : describePorts(endpoint.pod, names);
    return `${families} pod ${endpoint.pod.hostNetwork} ${portNumbers}`;
  };
}

function familiesOfClass({ endpoint, domain }: EndpointClass): readonly Family[] {
  return domain === undefined ? familiesOf(endpoint) : [];
}

function wideSets(engine: PolicyEngine, index: ClassIndex, direction: Direction): ReadonlySet<ClassSet> {
  const policies = engine.policies.filter(({ tier }) => tier !== 'network');
  return new Set(
    policies.flatMap((policy) =>
      (policy[direction] ?? [])
        .flatMap((rule) => rule.peers ?? [])
        .flatMap((peer) => (peer.kind === 'pods' ? index.mayTake(policy, peer) : [])),
    ),
  );
}

/** Numbers texts in the order in which they come. */
function number(texts: readonly string[]): readonly number[] {
  const numbers = new Map<string, number>();
  return texts.map((text) => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  });
}
