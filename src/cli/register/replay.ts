import type { Command } from 'commander';
import { examples } from '../help.ts';
import type { ExitCode, Io } from '../io.ts';
import { addCommonOptions, type CommonOptions } from '../options.ts';

/** Adds `netwhy replay` to the command line; its code is loaded when it runs. */
export function registerReplay(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addCommonOptions(program.command('replay'), ['text', 'wide', 'json', 'csv', 'md'])
    .argument('<flows...>', "flow logs, folders of them, or -: Hubble's JSON lines, or netwhy's own")
    .description('which observed flows would these policies deny?')
    .addHelpText(
      'after',
      examples(
        'replay flows.jsonl -f cluster.yaml --with new-policy.yaml',
        'replay snapshot/flows -f snapshot -o wide',
        'replay - -f cluster.yaml',
      ),
    )
    .action(async (flows: string[], options: CommonOptions) => {
      const { replay } = await import('../commands/replay.ts');
      done(await replay(flows, options, io));
    });
}
