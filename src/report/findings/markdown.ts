import { markdownTable } from '../text/table.ts';
import { type Finding, fullMessage } from './finding.ts';

/** Findings as a table in GitHub Flavored Markdown, for a comment or a summary; a sentence where there are none. */
export function findingsMarkdown(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'Nothing was found.';
  const rows = findings.map((finding) => {
    const { severity, code, file, line, related = [] } = finding;
    const places = related.map((place) => `${place.file}:${place.line}: ${place.message}`);
    return [severity, code, `${file}:${line}`, [fullMessage(finding), ...places].join('\n')];
  });
  return markdownTable(['severity', 'code', 'place', 'finding'], rows);
}
