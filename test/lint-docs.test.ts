import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintIndex } from '../scripts/lint-index.ts';
import { lintCodes } from '../src/report/index.ts';
import { netwhy } from './support/command.ts';

const page = (code: string) => readFileSync(`docs/lint/${code}.md`, 'utf8');

/** The codes that the linter tells of in the YAML below a heading of a page. */
async function codesBelow(heading: string, text: string): Promise<readonly string[]> {
  const [, yaml = ''] = new RegExp(`^## ${heading}\\n\\n\`\`\`yaml\\n([\\s\\S]*?)\`\`\`$`, 'm').exec(text) ?? [];
  expect(yaml).not.toBe('');
  const { out } = await netwhy(['lint', '-f', '-', '-o', 'json'], { stdin: yaml });
  const { findings } = JSON.parse(out) as { findings: readonly { code: string }[] };
  return findings.map(({ code }) => code);
}

describe.each(lintCodes)('$code', ({ code, title, severity }) => {
  it('has a page', () => {
    expect(page(code).split('\n').slice(0, 3)).toEqual([`# ${code}: ${title}`, '', `Severity: ${severity}.`]);
  });

  it('is what the example of its page shows, and no longer in what is right', async () => {
    expect(await codesBelow('Example', page(code))).toContain(code);
    expect(await codesBelow('Right', page(code))).not.toContain(code);
  });
});

it('the index lists every code: npm run lint-index', () => {
  expect(existsSync('docs/lint/README.md')).toBe(true);
  expect(readFileSync('docs/lint/README.md', 'utf8')).toBe(lintIndex());
});

it('there is no page of a code that is not there', () => {
  const pages = readdirSync('docs/lint').filter((file) => file !== 'README.md');
  expect(pages).toEqual(lintCodes.map(({ code }) => `${code}.md`));
});
