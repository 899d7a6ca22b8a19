import { type Finding, fullMessage, type Severity } from './finding.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * Findings as workflow commands of GitHub Actions, which shows each beside its line (docs.github.com, "Workflow commands for
 * GitHub Actions"). Empty where there are none.
 */
export function githubFindings(findings: readonly Finding[]): string {
  return findings.map(githubFinding).join('\n');
}

function githubFinding(finding: Finding): string {
  const { severity, file, line, column, endLine, code, related = [] } = finding;
  const properties = [
    ['file', file],
    ['line', line],
    ['endLine', endLine],
    ['col', column],
    ['title', `netwhy: ${code}`],
  ].flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${escapeProperty(`${value}`)}`]));
  const places = related.map((place) => `${place.file}:${place.line}: ${place.message}`);
  const message = [fullMessage(finding), ...places].join('\n');
  return `::${commands[severity]} ${properties.join(',')}::${escapeData(message)}`;
}

/** As `escapeData` of actions/toolkit: the runner takes nothing else for markup. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
