import { checkResult, checkText, styleWith, wrap } from '../../report/index.ts';
import { ask, exitCodeOf } from '../ask.ts';
import type { ExitCode, Io } from '../io.ts';
import { load } from '../load.ts';
import type { CommonOptions } from '../options.ts';

export async function check(from: string, to: string, options: CommonOptions, io: Io): Promise<ExitCode> {
  const loaded = await load(options, io);
  const answer = ask(loaded, from, to);
  const question = { from, to };
  const text =
    options.output === 'json'
      ? JSON.stringify(checkResult(question, answer, loaded.input), undefined, 2)
      : wrap(checkText(question, answer, styleWith(io.colours)), io.columns);
  io.out(`${text}\n`);
  return exitCodeOf(answer.verdict);
}
