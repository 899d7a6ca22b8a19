import { CommanderError } from 'commander';
import { type ExitCode, exitCodes, type Io, NoAnswer, UsageError } from './io.ts';
import { createProgram } from './program.ts';
import { oneLine, safeForTerminal } from './terminal.ts';

/** Runs one command line, `argv` without the program's name. Whatever goes wrong ends in a line on the error stream. */
export async function run(argv: readonly string[], outside: Io, version: string): Promise<ExitCode> {
  const io = safe(outside);
  let code: ExitCode = exitCodes.holds;
  const program = createProgram(io, version, (result) => {
    code = result;
  });
  if (argv.length === 0) {
    io.err(program.helpInformation());
    return exitCodes.usage;
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return report(error, io);
  }
}

function report(error: unknown, io: Io): ExitCode {
  // commander has printed its own message already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.holds : exitCodes.usage;
  if (error instanceof UsageError) {
    io.err(`error: ${error.message}\n`);
    return exitCodes.usage;
  }
  if (error instanceof NoAnswer) {
    io.err(error.lines.map((line) => `error: ${oneLine(line)}\n`).join(''));
    return exitCodes.noAnswer;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.err(`error: netwhy failed, which is a fault of its own; please report it with these lines:\n${stack}\n`);
  return exitCodes.noAnswer;
}

/** Names and texts of untrusted files reach the streams here and nowhere else. */
function safe(io: Io): Io {
  return {
    ...io,
    out: (text) => io.out(safeForTerminal(text, io.colours)),
    err: (text) => io.err(safeForTerminal(text, io.colours)),
  };
}
