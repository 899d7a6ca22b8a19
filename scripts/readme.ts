import { readFileSync, writeFileSync } from 'node:fs';
import { netwhy } from '../test/support/command.ts';

// Puts what netwhy prints today below each `$ netwhy …` of a page; test/documents.test.ts holds the pages to it.

const block = /^(```console\n\$ netwhy ([^\n]*)\n)[\s\S]*?^```$/gm;

for (const page of ['README.md', 'examples/README.md']) {
  const text = readFileSync(page, 'utf8');
  const printed = new Map<string, string>();
  for (const [, , command = ''] of text.matchAll(block)) {
    const { out, err } = await netwhy(command.split(' '));
    printed.set(command, out + err);
  }
  writeFileSync(
    page,
    text.replaceAll(block, (_all, head: string, command: string) => `${head}${printed.get(command) ?? ''}\`\`\``),
  );
}
