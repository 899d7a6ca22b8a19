import { type EndpointClass, endpointClasses, scopeOf } from '../classes/endpoint-classes.ts';
import type { PolicyEngine } from '../engine.ts';
import { type Sides, sidesOf } from '../map/sides.ts';

/** One cluster of the two that are compared. */
export interface ComparedCluster {
  readonly engine: PolicyEngine;
  readonly classes: readonly EndpointClass[];
  readonly sides: Sides;
}

/** A class of one cluster and the class of the other that its endpoints have there: all of them change alike. */
export interface JointClass {
  /** The number of the class before the change; undefined for endpoints that were not there. `after` alike. */
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** Two clusters, with classes that are cut by the policies of both, and the pairs of classes that endpoints have. */
export class JointClasses {
  readonly before: ComparedCluster;
  readonly after: ComparedCluster;
  readonly list: JointClass[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(before: PolicyEngine, after: PolicyEngine) {
    const scope = scopeOf([before, after]);
    const [classesBefore, classesAfter] = [endpointClasses(before, scope), endpointClasses(after, scope)];
    const sides = sidesOf(before, classesBefore);
    this.before = { engine: before, classes: classesBefore, sides };
    this.after = { engine: after, classes: classesAfter, sides: sidesOf(after, classesAfter, sides) };
  }

  /** The number of a pair of classes. */
  numberOf(before: number | undefined, after: number | undefined): number {
    const key = `${before}/${after}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.list.length;
    this.list.push({ before, after });
    this.numbers.set(key, number);
    return number;
  }
}
