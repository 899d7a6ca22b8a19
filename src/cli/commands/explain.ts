import { nearMissesOf, ruleEffects } from '../../policy/index.ts';
import { explanation, explanationText, styleWith, wrap } from '../../report/index.ts';
import { ask, exitCodeOf } from '../ask.ts';
import type { ExitCode, Io } from '../io.ts';
import { load } from '../load.ts';
import type { CommonOptions } from '../options.ts';

export async function explain(from: string, to: string, options: CommonOptions, io: Io): Promise<ExitCode> {
  const loaded = await load(options, io);
  const answer = ask(loaded, from, to);
  const question = { from, to };
  const rules = ruleEffects(loaded.engine, answer.decisive);
  const nearMisses = nearMissesOf(loaded.engine, answer.decisive);
  const text =
    options.output === 'json'
      ? JSON.stringify(explanation(question, answer, rules, nearMisses, loaded.input), undefined, 2)
      : wrap(explanationText(question, answer, rules, nearMisses, styleWith(io.colours)), io.columns);
  io.out(`${text}\n`);
  return exitCodeOf(answer.verdict);
}
