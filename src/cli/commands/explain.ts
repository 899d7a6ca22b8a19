import { ask, obstaclesOf, ruleEffects } from '../../policy/index.ts';
import { explanation, explanationText, styleWith, wrap } from '../../report/index.ts';
import { answering, assuming, exitCodeOf } from '../answers.ts';
import type { ExitCode, Io } from '../io.ts';
import { loadWithPolicies } from '../load.ts';
import type { CommonOptions } from '../options.ts';
import { printedJson } from '../terminal.ts';

export async function explain(from: string, to: string, options: CommonOptions, io: Io): Promise<ExitCode> {
  const { engine, input, namespace, policies } = await loadWithPolicies(options, io);
  const answer = assuming(
    answering(() => ask(engine, from, to, namespace)),
    policies,
  );
  const question = { from, to };
  const rules = ruleEffects(engine, answer.decisive);
  const obstacles = obstaclesOf(engine, answer.decisive);
  const text =
    options.output === 'json'
      ? printedJson(explanation(question, answer, rules, obstacles, input))
      : wrap(explanationText(question, answer, rules, obstacles, styleWith(io.colours)), io.columns);
  io.out(`${text}\n`);
  return exitCodeOf(answer.verdict);
}
