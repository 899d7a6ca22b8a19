import type { OutcomeId } from '../map/outcomes.ts';
import type { Direction } from '../policy.ts';
import type { ComparedCluster, JointClasses } from './joint-classes.ts';
import { absent, type PairId, type Passages } from './passages.ts';

/** The rows of one direction in both clusters, by joint class. */
export class JointRows {
  /** How many different pairs of rows there are. */
  readonly count: number;
  private readonly passages: Passages;
  private readonly before: ClusterRows;
  private readonly after: ClusterRows;
  private readonly numbers: readonly number[];

  constructor(joint: JointClasses, passages: Passages, direction: Direction) {
    this.passages = passages;
    this.before = new ClusterRows(
      joint.before,
      direction,
      joint.list.map(({ before }) => before),
    );
    this.after = new ClusterRows(
      joint.after,
      direction,
      joint.list.map(({ after }) => after),
    );
    const known = new Map<string, number>();
    this.numbers = joint.list.map((_, number) => {
      const key = `${this.before.rowOf(number)} ${this.after.rowOf(number)}`;
      const found = known.get(key) ?? known.size;
      known.set(key, found);
      return found;
    });
    this.count = known.size;
  }

  /** The same number for joint classes that have the same rows in both clusters, and are present in the same. */
  numberOf(subject: number): number {
    return this.numbers[subject] ?? -1;
  }

  /** What the policies of one class say of others: of many of them. */
  asking(subject: number): (other: number) => PairId {
    const [before, after] = [this.before.asking(subject), this.after.asking(subject)];
    return (other) => this.passages.idOf(before(other), after(other));
  }

  /** What the policies of one class say of another. */
  outcome(subject: number, other: number): PairId {
    return this.passages.idOf(this.before.outcome(subject, other), this.after.outcome(subject, other));
  }
}

/** Rows of one cluster, by joint class. */
class ClusterRows {
  private readonly cluster: ComparedCluster;
  private readonly direction: Direction;
  private readonly classes: readonly (number | undefined)[];

  constructor(cluster: ComparedCluster, direction: Direction, classes: readonly (number | undefined)[]) {
    this.cluster = cluster;
    this.direction = direction;
    this.classes = classes;
  }

  /** The number of the row; undefined for a class that this cluster lacks. */
  rowOf(subject: number): number | undefined {
    const { ingressRow, egressRow } = this.cluster.sides;
    return (this.direction === 'ingress' ? ingressRow : egressRow)[this.classes[subject] ?? -1];
  }

  asking(subject: number): (other: number) => OutcomeId {
    const number = this.rowOf(subject);
    if (number === undefined) return () => absent;
    const rows = this.cluster.sides[this.direction];
    const row = rows.row(number);
    return (other) => {
      const found = this.classes[other];
      return found === undefined ? absent : rows.outcome(row, found);
    };
  }

  outcome(subject: number, other: number): OutcomeId {
    const [number, found] = [this.rowOf(subject), this.classes[other]];
    if (number === undefined || found === undefined) return absent;
    return this.cluster.sides[this.direction].outcomeAt(number, found);
  }
}
