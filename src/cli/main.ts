#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { compileLater } from './compile-later.ts';
import type { Io } from './io.ts';
import { run } from './run.ts';

compileLater();

const { stdout, stderr, stdin, env } = process;

const io: Io = {
  out: (text) => void stdout.write(text),
  err: (text) => void stderr.write(text),
  stdin: readAll,
  stdinChunks: () => stdin as AsyncIterable<Uint8Array>,
  now: () => new Date().toISOString(),
  colours: hasColours(),
  columns: stdout.isTTY ? stdout.columns : undefined,
  status: stderr.isTTY && env['CI'] === undefined ? (text) => void stderr.write(`\r\u001b[K${text}`) : undefined,
};

// The reader of a pipe may have had enough, as `head` has.
stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));

process.exitCode = await run(process.argv.slice(2), io, version());

/** https://no-color.org and https://force-color.org */
function hasColours(): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0';
  return stdout.isTTY && env['TERM'] !== 'dumb';
}

async function readAll(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  return version;
}
