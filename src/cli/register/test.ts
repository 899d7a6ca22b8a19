import type { Command } from 'commander';
import { examples } from '../help.ts';
import type { ExitCode, Io } from '../io.ts';
import { addCommonOptions, type CommonOptions } from '../options.ts';

/** Adds `netwhy test` to the command line; its code is loaded when it runs. */
export function registerTest(program: Command, io: Io, version: string, done: (code: ExitCode) => void): void {
  addCommonOptions(program.command('test'), ['text', 'json', 'junit', 'sarif', 'github', 'md'])
    .argument('<file...>', 'files or folders of assertions: kind ConnectivityTest')
    .description('do these assertions hold?')
    .addHelpText(
      'after',
      examples('test connectivity.yaml -f manifests/', 'test tests/ -f cluster.yaml --with new-policy.yaml -o junit'),
    )
    .action(async (files: string[], options: CommonOptions) => {
      const { test } = await import('../commands/test.ts');
      done(await test(files, options, io, version));
    });
}
