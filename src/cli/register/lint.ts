import { type Command, Option } from 'commander';
import type { LintOptions } from '../commands/lint.ts';
import { examples } from '../help.ts';
import type { ExitCode, Io } from '../io.ts';
import { addCommonOptions } from '../options.ts';

/** Adds `netwhy lint` to the command line; its code is loaded when it runs. */
export function registerLint(program: Command, io: Io, version: string, done: (code: ExitCode) => void): void {
  addCommonOptions(program.command('lint'), ['text', 'wide', 'json', 'sarif', 'junit', 'github', 'md', 'csv'])
    .option('--baseline <file>', 'leave out the findings that a file holds')
    .option('--write-baseline <file>', 'write the findings into such a file, and tell none')
    .addOption(
      new Option('--fail-on <severity>', 'the least that ends with exit code 1')
        .choices(['error', 'warning', 'info'])
        .default('error'),
    )
    .description('what is wrong with the policies?')
    .addHelpText(
      'after',
      examples('lint -f manifests/', 'lint -f cluster.yaml --baseline known.json --fail-on warning -o sarif'),
    )
    .action(async (options: LintOptions) => {
      const { lint } = await import('../commands/lint.ts');
      done(await lint(options, io, version));
    });
}
