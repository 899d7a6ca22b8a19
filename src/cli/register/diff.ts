import { type Command, InvalidArgumentError, Option } from 'commander';
import type { DiffOptions, Gate } from '../commands/diff.ts';
import { examples } from '../help.ts';
import type { ExitCode, Io } from '../io.ts';
import { addCommonOptions } from '../options.ts';

const formats = ['text', 'json', 'csv', 'md', 'dot', 'sarif', 'junit', 'github'];
const gates: readonly Gate[] = ['opened', 'closed', 'unsure', 'new', 'gone', 'any'];

const whatItCompares = `
Two inputs are compared by what their policies mean, and not by their text: BEFORE and AFTER; a git revision and the files
of -f as they are now; or the input of -f alone, and with what --with lays over it. Connections of workloads that are on
one side only are shown apart.

Without --fail-on it ends with 0, whatever changes. --fail-on ends it with 1 where a connection of workloads of both sides
is opened, closed, or left to the dataplane on one side only (unsure), or where one of a workload that is new or gone
changes; any is all of these.`;

/** Adds `netwhy diff` to the command line; its code is loaded when it runs. */
export function registerDiff(program: Command, io: Io, version: string, done: (code: ExitCode) => void): void {
  addCommonOptions(program.command('diff'), formats)
    .argument('[before]', 'a file, a folder or an archive')
    .argument('[after]', 'the same after the change')
    .option('--base <revision>', 'a git revision as the side before; the files of -f are that after')
    .addOption(new Option('--by <granularity>', 'what to compare').choices(['workload', 'pod']).default('workload'))
    .addOption(
      new Option(
        '--fail-on <change>',
        `exit with 1 on a change: ${gates.join(', ')}; repeatable, or with commas`,
      ).argParser(parseGates),
    )
    .description('which connections open and close?')
    .addHelpText('after', whatItCompares)
    .addHelpText(
      'after',
      examples(
        'diff before/ after/',
        'diff --base origin/main -f manifests/ --fail-on opened -o md',
        'diff -f cluster.yaml --with new-policy.yaml',
      ),
    )
    .action(async (before: string | undefined, after: string | undefined, options: DiffOptions) => {
      const { diff } = await import('../commands/diff.ts');
      done(await diff({ before, after }, options, io, version));
    });
}

function parseGates(text: string, previous: readonly Gate[] | undefined): readonly Gate[] {
  const found = text.split(',').map((word) => {
    const gate = gates.find((name) => name === word);
    if (gate === undefined) throw new InvalidArgumentError(`Allowed choices are ${gates.join(', ')}.`);
    return gate;
  });
  return [...(previous ?? []), ...found];
}
