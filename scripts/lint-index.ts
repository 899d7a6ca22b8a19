import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { lintCodes } from '../src/report/index.ts';

const families = [
  ['NW1', 'What is no valid object'],
  ['NW2', 'What matches nothing'],
  ['NW3', 'What could be left out, or is not defined'],
  ['NW4', 'What was hardly meant so'],
  ['NW5', 'What it comes to'],
] as const;

/** The page that lists what `netwhy lint` looks for; test/lint-docs.test.ts holds it to the rules. */
export function lintIndex(): string {
  const sections = families.map(([prefix, heading]) => {
    const rows = lintCodes
      .filter(({ code }) => code.startsWith(prefix))
      .map(({ code, severity, title }) => `| [${code}](${code}.md) | ${severity} | ${title} |`);
    return [`## ${heading}`, ['| code | severity | finding |', '| --- | --- | --- |', ...rows].join('\n')].join('\n\n');
  });
  return `${[introduction, ...sections].join('\n\n')}\n`;
}

const introduction = `# What \`netwhy lint\` looks for

Each code means the same for ever, and has a page with an example and its cure. A finding that is meant so is ignored by a
comment on its line or alone on the line above, \`# netwhy:ignore NW403\`, or by an annotation of its object,
\`netwhy.dev/lint-ignore: "NW403, NW504"\`; \`all\` stands for every code. \`--write-baseline FILE\` keeps all findings there
are, and \`--baseline FILE\` tells only of new ones. \`--fail-on warning\` makes warnings end with exit code 1, as errors do.

This page is written by \`npm run lint-index\`.`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync('docs/lint/README.md', lintIndex());
