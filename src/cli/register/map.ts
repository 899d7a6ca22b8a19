import { type Command, Option } from 'commander';
import type { MapCommandOptions } from '../commands/map.ts';
import { examples } from '../help.ts';
import type { ExitCode, Io } from '../io.ts';
import { addCommonOptions, append } from '../options.ts';

/** Adds `netwhy map` to the command line; its code is loaded when it runs. */
export function registerMap(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addCommonOptions(program.command('map'), ['text', 'wide', 'json', 'csv', 'md', 'dot', 'mermaid', 'svg', 'html'])
    .addOption(new Option('--by <end>', 'what the ends are').choices(['workload', 'pod']).default('workload'))
    .option('--focus <name>', 'only the connections of a workload, pod or Service; repeatable', append)
    .option('--exposure', 'also what pods may that do not exist yet')
    .option('--near-misses', 'also what a rule all but lets through: dashed and red on pictures')
    .description('who may connect to whom?')
    .addHelpText(
      'after',
      examples(
        'map -f manifests/',
        'map -f cluster.yaml --focus shop/web --exposure',
        'map -f cluster.yaml --near-misses -o svg > map.svg',
        'map -f snapshot.tgz -o html > map.html',
      ),
    )
    .action(async (options: MapCommandOptions) => {
      const { map } = await import('../commands/map.ts');
      done(await map(options, io));
    });
}
