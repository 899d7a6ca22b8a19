import type { Protocol } from '../model/connection-set.ts';
import { fullName } from '../model/metadata.ts';
import { namedPorts, type Pod } from '../model/pod.ts';
import { classesOf, nodesMatterTo } from './classes/pod-classes.ts';
import type { PolicyEngine } from './engine.ts';
import { type Answer, combine, verdictsOf } from './verdict.ts';

/** A port about which a matrix asks each destination. */
export interface ProbedPort {
  readonly protocol: Protocol;
  /** A number, or a name that is looked up among the container ports of each destination. */
  readonly port: number | string;
}

/**
 * The truth tables of one port: a row for each source, in it a character for each destination. `.` allowed, `X` denied,
 * `?` implementation-defined, `-` the pod itself, `N` a named port that the destination lacks.
 */
export interface MatrixProbe extends ProbedPort {
  /** What the policies of the destination say. */
  readonly ingress: readonly string[];
  /** What the policies of the source say. */
  readonly egress: readonly string[];
  /** What both together say. */
  readonly combined: readonly string[];
}

/** Which pods can connect to which others, on some ports. */
export interface Matrix {
  /** As `namespace/name`, by namespace and then by name: the order of rows and of characters. */
  readonly pods: readonly string[];
  /** In the order of the ports that were asked about. */
  readonly probes: readonly MatrixProbe[];
}

/** Asks for each pair of pods whether one can connect to the other, on each of the ports. */
export function matrixOf(engine: PolicyEngine, pods: readonly Pod[], ports: readonly ProbedPort[]): Matrix {
  // As the public cases have it: by the text that is printed.
  const sorted = [...pods].sort((a, b) => (fullName(a) < fullName(b) ? -1 : 1));
  const portNames = ports.flatMap(({ port }) => (typeof port === 'string' ? port : []));
  const classes = classesOf(engine, sorted, { nodes: nodesMatterTo(sorted), portNames });
  return {
    pods: sorted.map(fullName),
    probes: ports.map((port) => probeMatrix(engine, sorted, classes, port)),
  };
}

interface Cell {
  readonly ingress: string;
  readonly egress: string;
  readonly combined: string;
}

function probeMatrix(
  engine: PolicyEngine,
  pods: readonly Pod[],
  classes: ReadonlyMap<Pod, number>,
  probed: ProbedPort,
): MatrixProbe {
  const known = new Map<string, Cell>();
  const rows = pods.map((from) =>
    pods.map((to) => {
      if (from === to) return itself;
      const key = `${classes.get(from)}>${classes.get(to)}`;
      const cell = known.get(key) ?? cellOf(engine, from, to, probed);
      known.set(key, cell);
      return cell;
    }),
  );
  const column = (side: keyof Cell) => rows.map((row) => row.map((cell) => cell[side]).join(''));
  return { ...probed, ingress: column('ingress'), egress: column('egress'), combined: column('combined') };
}

const itself: Cell = { ingress: '-', egress: '-', combined: '-' };
const lacking: Cell = { ingress: 'N', egress: 'N', combined: 'N' };
const characters: Record<Answer, string> = { allowed: '.', denied: 'X', 'implementation-defined': '?' };

/** A pair's answer: the worst over the address families, and over the numbers that a named port stands for. */
function cellOf(engine: PolicyEngine, from: Pod, to: Pod, { protocol, port }: ProbedPort): Cell {
  const numbers = typeof port === 'number' ? [port] : namedPorts(to, port, protocol);
  if (numbers.length === 0) return lacking;
  const verdicts = numbers.flatMap((number) =>
    verdictsOf(engine, { from: { kind: 'pod', pod: from }, to: { kind: 'pod', pod: to }, protocol, port: number }),
  );
  const worstOf = (answers: readonly Answer[]) => characters[answers.reduce(combine)];
  return {
    ingress: worstOf(verdicts.map((verdict) => verdict.ingress.verdict)),
    egress: worstOf(verdicts.map((verdict) => verdict.egress.verdict)),
    combined: worstOf(verdicts.map((verdict) => verdict.verdict)),
  };
}
