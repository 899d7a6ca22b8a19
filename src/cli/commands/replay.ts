import { type InputProblem, jsonProblem, locate } from '../../input/index.ts';
import { replayReport, replaySummary, replayTable, table, wrap } from '../../report/index.ts';
import { BrokenFlowError, FlowReplay, type Replay, TooManyFlowsError } from '../../wire/index.ts';
import { type ExitCode, exitCodes, type Io, NoAnswer } from '../io.ts';
import { formatInputProblem, type Loaded, loadWithPolicies } from '../load.ts';
import type { CommonOptions } from '../options.ts';
import { printTable } from '../print-table.ts';
import { type FileLine, readLines } from '../read-lines.ts';
import { printedJson } from '../terminal.ts';

export async function replay(paths: readonly string[], options: CommonOptions, io: Io): Promise<ExitCode> {
  if (paths.includes('-') && (options.filename ?? []).includes('-')) {
    throw new NoAnswer(['standard input can be the flows or the manifests, not both']);
  }
  const loaded = await loadWithPolicies(options, io);
  const found = await judged(new FlowReplay(loaded.engine), paths, io);
  if (found.lines === 0) throw new NoAnswer([`there are no flows in ${paths.join(', ')}`]);
  print(found, loaded, options.output, io);
  return exitCodeOf(found);
}

async function judged(flows: FlowReplay, paths: readonly string[], io: Io): Promise<Replay> {
  let lines = 0;
  for await (const line of readLines(paths, io)) {
    lines += 1;
    if (lines % 20_000 === 0) io.status?.(`reading: ${lines} flows`);
    try {
      flows.add(line);
    } catch (error) {
      if (error instanceof BrokenFlowError) throw new NoAnswer([formatInputProblem(placed(error, line))]);
      if (error instanceof TooManyFlowsError) throw new NoAnswer([error.message]);
      throw error;
    }
  }
  io.status?.('');
  return flows.result();
}

/** A broken flow with its column, which the line alone tells. */
function placed({ message, line, path }: BrokenFlowError, { path: file, text = '' }: FileLine): InputProblem {
  if (path !== undefined) {
    const source = { file: { path: file, text }, document: 0, start: 0, end: text.length };
    return { message, file, line, column: locate(source, path).column };
  }
  const problem = jsonProblem(text, 0, text.length);
  return { message: problem?.message ?? message, file, line, column: (problem?.offset ?? 0) + 1 };
}

function print(found: Replay, { input }: Loaded, output: string, io: Io): void {
  if (output === 'json') {
    io.out(`${printedJson(replayReport(found, input))}\n`);
    return;
  }
  const isWide = output === 'wide';
  if (output !== 'text' && !isWide) {
    printTable(replayTable(found, true), output, io);
    return;
  }
  const { header, rows } = replayTable(found, isWide);
  if (rows.length > 0) io.out(`${table(header, rows)}\n\n`);
  io.out(`${wrap(replaySummary(found), io.columns)}\n`);
}

/** What nobody knows is no answer where all else holds; flows of which an end is gone alone are none either. */
function exitCodeOf({ flows }: Replay): ExitCode {
  if (flows.some(({ broken }) => broken > 0)) return exitCodes.finding;
  const got = flows.filter(({ delivered, sent }) => delivered + sent > 0);
  const isOpen = got.some(({ answer }) => answer === 'implementation-defined');
  const isUnknown = got.length > 0 && got.every(({ answer }) => answer === 'unknown');
  return isOpen || isUnknown ? exitCodes.noAnswer : exitCodes.holds;
}
