import { matrixOf, type ProbedPort, parseTarget, ReferenceSyntaxError } from '../../policy/index.ts';
import { matrixDocument, matrixTable, matrixText, styleWith } from '../../report/index.ts';
import { answering } from '../answers.ts';
import { type ExitCode, exitCodes, type Io, NoAnswer, UsageError } from '../io.ts';
import { loadWithPolicies } from '../load.ts';
import type { CommonOptions } from '../options.ts';
import { printTable } from '../print-table.ts';
import { printedJson } from '../terminal.ts';

export interface MatrixOptions extends CommonOptions {
  readonly port: readonly string[];
}

export async function matrix(options: MatrixOptions, io: Io): Promise<ExitCode> {
  const ports = answering(() => options.port.flatMap((list) => list.split(',')).map(parsePort));
  const { engine, input, namespace } = await loadWithPolicies(options, io);
  const pods = engine.cluster.livePods.filter((pod) => namespace === undefined || pod.namespace === namespace);
  if (pods.length === 0) throw new NoAnswer(['there are no pods in the input']);
  const cells = pods.length ** 2 * ports.length;
  if (cells > maximumCells) {
    throw new NoAnswer([`${pods.length} pods make a matrix of ${cells} cells; narrow it with -n, or ask for one pair`]);
  }
  const result = matrixOf(engine, pods, ports);
  if (options.output === 'json') io.out(`${printedJson(matrixDocument(result, input))}\n`);
  else if (options.output === 'text') io.out(`${matrixText(result, styleWith(io.colours))}\n`);
  else printTable(matrixTable(result), options.output, io);
  return exitCodes.holds;
}

/** What a person or a spreadsheet can still use, and memory hold. */
const maximumCells = 25_000_000;

/** `80`, `80/UDP`, `http/TCP`: the part of a target after its colon. */
function parsePort(text: string): ProbedPort {
  try {
    const { port, protocol } = parseTarget(`0.0.0.0:${text}`);
    return { port, protocol };
  } catch (error) {
    if (!(error instanceof ReferenceSyntaxError)) throw error;
    throw new UsageError(`"${text}" is no port: write PORT[/PROTOCOL], such as 80, 53/UDP or http`);
  }
}
