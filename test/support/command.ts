import { Readable } from 'node:stream';
import { run } from '../../src/cli/run.ts';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, against the real file system: all but the streams and the clock is as it is for a user. */
export async function netwhy(
  argv: readonly string[],
  options: { stdin?: string; now?: string; colours?: boolean } = {},
): Promise<Ended> {
  let out = '';
  let err = '';
  const code = await run(
    argv,
    {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      stdin: () => Promise.resolve(new TextEncoder().encode(options.stdin ?? '')),
      stdinChunks: () => Readable.from([new TextEncoder().encode(options.stdin ?? '')]),
      now: () => options.now ?? '2026-11-23T18:27:12Z',
      colours: options.colours ?? false,
      columns: undefined,
      status: undefined,
    },
    '0.0.0',
  );
  return { code, out, err };
}
