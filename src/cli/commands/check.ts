import { ask } from '../../policy/index.ts';
import { checkResult, checkText, styleWith, wrap } from '../../report/index.ts';
import { answering, assuming, exitCodeOf } from '../answers.ts';
import type { ExitCode, Io } from '../io.ts';
import { loadWithPolicies } from '../load.ts';
import type { CommonOptions } from '../options.ts';
import { printedJson } from '../terminal.ts';

export async function check(from: string, to: string, options: CommonOptions, io: Io): Promise<ExitCode> {
  const { engine, input, namespace, policies } = await loadWithPolicies(options, io);
  const answer = assuming(
    answering(() => ask(engine, from, to, namespace)),
    policies,
  );
  const question = { from, to };
  const text =
    options.output === 'json'
      ? printedJson(checkResult(question, answer, input))
      : wrap(checkText(question, answer, styleWith(io.colours)), io.columns);
  io.out(`${text}\n`);
  return exitCodeOf(answer.verdict);
}
