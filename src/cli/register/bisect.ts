import type { Command } from 'commander';
import type { BisectOptions } from '../commands/bisect.ts';
import { examples } from '../help.ts';
import type { ExitCode, Io } from '../io.ts';
import { addCommonOptions } from '../options.ts';

const howItSearches = `
The paths of -f are in a git repository, and are read as its revisions have them. --good is a revision at which the
answer was as it should be; the search is for the first commit after it with another answer, along first parents, and into
the branch that a merge brought. It takes a few steps for a thousand commits. Where the answer has changed several times
it finds one of these changes; --all finds every one. A revision without an answer, as one with a broken file, is
passed by.`;

/** Adds `netwhy bisect` to the command line; its code is loaded when it runs. */
export function registerBisect(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addCommonOptions(program.command('bisect'), ['text', 'json'])
    .argument('<from>', '[NAMESPACE/][KIND/]NAME, an address or a range')
    .argument('<target>', 'the same with :PORT[/PROTOCOL], or a domain name')
    .requiredOption('--good <revision>', 'a git revision at which the answer was as it should be')
    .option('--bad <revision>', 'a git revision at which it is not', 'HEAD')
    .option('--all', 'list every commit that changed the answer')
    .description('which commit, author and line opened or closed it?')
    .addHelpText('after', howItSearches)
    .addHelpText(
      'after',
      examples(
        'bisect web/client server.shop:80 --good v1.4 -f manifests/',
        'bisect web/client server.shop:80 --good HEAD~200 --all -f manifests/ --with pods.yaml',
      ),
    )
    .action(async (from: string, to: string, options: BisectOptions) => {
      const { bisect } = await import('../commands/bisect.ts');
      done(await bisect(from, to, options, io));
    });
}
