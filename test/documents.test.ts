import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { netwhy } from './support/command.ts';

const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'AGENTS.md',
  'examples/README.md',
  'docs/connectivity-tests.md',
  'docs/flows.md',
].concat(readdirSync('docs/adr').map((file) => join('docs/adr', file)));

/** The `console` blocks of a page: a command after `$ netwhy`, and what it prints. */
function examplesIn(page: string): readonly { readonly command: string; readonly output: string }[] {
  const blocks = readFileSync(page, 'utf8').matchAll(/^```console\n\$ netwhy ([^\n]*)\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, command = '', output = '']) => ({ command, output }));
}

describe.each(documents)('%s', (page) => {
  it.each(examplesIn(page))('shows what netwhy $command prints', async ({ command, output }) => {
    const { out, err } = await netwhy(command.split(' '));
    expect(out + err).toBe(output);
  });

  it('links to files that are there', () => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)];
    const missing = links.map(([, link = '']) => link).filter((link) => !existsSync(join(dirname(page), link)));
    expect(missing).toEqual([]);
  });
});

describe('the README', () => {
  it('has real output', () => {
    expect(examplesIn('README.md').length).toBeGreaterThan(0);
  });

  it('names every command, and no other', async () => {
    const { out } = await netwhy(['--help']);
    const commands = [...out.matchAll(/^ {2}(\w+) \[/gm)].map(([, name]) => name).filter((name) => name !== 'help');
    const readme = readFileSync('README.md', 'utf8');
    for (const command of commands) expect(readme).toContain(`\`${command}`);
    expect(commands.length).toBeGreaterThan(4);
  });
});
