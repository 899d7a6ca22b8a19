import { Command } from 'commander';
import type { MatrixOptions } from './commands/matrix.ts';
import { examples, exitCodeHelp } from './help.ts';
import type { ExitCode, Io } from './io.ts';
import { addCommonOptions, append, type CommonOptions } from './options.ts';
import { registerBisect } from './register/bisect.ts';
import { registerDiff } from './register/diff.ts';
import { registerLint } from './register/lint.ts';
import { registerMap } from './register/map.ts';
import { registerReplay } from './register/replay.ts';
import { registerTest } from './register/test.ts';

/** The command line. Each command is loaded when it runs, so that `--help` waits for none of them. */
export function createProgram(io: Io, version: string, done: (code: ExitCode) => void): Command {
  const program = new Command('netwhy')
    .description("Finds out why a pod can't connect, and proves it: network policies, crash loops, connections.")
    .version(version, '-V, --version', 'print the version')
    .configureOutput({ writeOut: io.out, writeErr: io.err, getOutHasColors: () => io.colours })
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', exitCodeHelp);

  addCommonOptions(program.command('diagnose'), ['text', 'json', 'md'])
    .argument('[workload...]', 'what to diagnose; all that fail without it')
    .description('why does it crash, hang in its init, or not get ready?')
    .addHelpText('after', examples('diagnose -f examples/crash-loops', 'diagnose -f snapshot.tgz web/client -o json'))
    .action(async (names: string[], options: CommonOptions) => {
      const { diagnose } = await import('./commands/diagnose.ts');
      done(await diagnose(names, options, io));
    });
  addCommonOptions(program.command('check'), ['text', 'json'])
    .argument('<from>', '[NAMESPACE/][KIND/]NAME, an address or a range')
    .argument('<target>', 'the same with :PORT[/PROTOCOL], or a domain name')
    .description('may it connect?')
    .addHelpText(
      'after',
      examples('check web/client server.shop:80 -f manifests/', 'check 10.0.0.7 shop/server:8080/TCP -f all.yaml'),
    )
    .action(async (from: string, to: string, options: CommonOptions) => {
      const { check } = await import('./commands/check.ts');
      done(await check(from, to, options, io));
    });
  addCommonOptions(program.command('explain'), ['text', 'json'])
    .argument('<from>', '[NAMESPACE/][KIND/]NAME, an address or a range')
    .argument('<target>', 'the same with :PORT[/PROTOCOL], or a domain name')
    .description('which rules decide, and which came closest?')
    .addHelpText('after', examples('explain web/client server.shop:80 -f examples/crash-loops'))
    .action(async (from: string, to: string, options: CommonOptions) => {
      const { explain } = await import('./commands/explain.ts');
      done(await explain(from, to, options, io));
    });
  addCommonOptions(program.command('policies'), ['text', 'wide', 'json', 'csv', 'md'])
    .argument('<endpoint>', '[NAMESPACE/][KIND/]NAME')
    .description('which policies select it, and what do they let through?')
    .addHelpText('after', examples('policies shop/server -f examples/crash-loops -o wide'))
    .action(async (name: string, options: CommonOptions) => {
      const { policies } = await import('./commands/policies.ts');
      done(await policies(name, options, io));
    });
  addCommonOptions(program.command('matrix'), ['text', 'json', 'csv', 'md'])
    .requiredOption('--port <port>', 'PORT[/PROTOCOL], a number or a name; repeatable, or with commas', append)
    .description('a truth table of pods')
    .addHelpText(
      'after',
      examples('matrix --port 80/TCP,53/UDP -f manifests/', 'matrix -n shop --port http -f all.yaml -o csv'),
    )
    .action(async (options: MatrixOptions) => {
      const { matrix } = await import('./commands/matrix.ts');
      done(await matrix(options, io));
    });
  registerMap(program, io, done);
  registerBisect(program, io, done);
  registerDiff(program, io, version, done);
  registerLint(program, io, version, done);
  registerTest(program, io, version, done);
  registerReplay(program, io, done);
  return program;
}
